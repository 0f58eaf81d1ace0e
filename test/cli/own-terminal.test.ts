import { afterEach, describe, expect, it, vi } from "vitest";
import { processTerminal } from "../../provider/cli/session";

const { stdin, stdout } = process;
const own = [stdin, stdout].map((stream) => Object.getOwnPropertyDescriptor(stream, "isTTY"));

function attach(input: boolean, output: boolean): void {
  for (const [stream, value] of [
    [stdin, input],
    [stdout, output],
  ] as const)
    Object.defineProperty(stream, "isTTY", { value, configurable: true });
}

afterEach(() => {
  vi.unstubAllEnvs();
  for (const [index, stream] of [stdin, stdout].entries()) {
    const descriptor = own[index];
    if (descriptor === undefined) Reflect.deleteProperty(stream, "isTTY");
    else Object.defineProperty(stream, "isTTY", descriptor);
  }
});

describe("the terminal of a process", () => {
  it.each([
    ["nothing is said", {}, true],
    ["NO_COLOR is set", { NO_COLOR: "1" }, false],
    ["NO_COLOR is empty, which is as if it were not set", { NO_COLOR: "" }, true],
    ["the terminal is dumb", { TERM: "dumb" }, false],
  ])("has colours or not where %s", (_what, env: Record<string, string>, colors) => {
    vi.stubEnv("NO_COLOR", undefined);
    vi.stubEnv("TERM", "xterm-256color");
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    attach(true, true);
    expect(processTerminal().colors).toBe(colors);
    attach(true, false);
    expect(processTerminal()).toMatchObject({ colors: false, columns: undefined });
  });

  it("can be asked only where somebody reads and writes", () => {
    const asked = ([input, output]: readonly [boolean, boolean]) => {
      attach(input, output);
      return processTerminal().interactive;
    };
    expect(
      (
        [
          [true, true],
          [true, false],
          [false, true],
        ] as const
      ).map(asked),
    ).toEqual([true, false, false]);
  });
});
