import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { createProgram } from "../../provider/cli/program";
import { Session } from "../../provider/cli/session";
import { Place } from "./terminal";

const silent = { env: {}, cwd: "/", columns: 80, colors: false, interactive: false, out: () => undefined, err: () => undefined };

interface Leaf {
  /** As it is typed: `legacy queue`. */
  readonly name: string;
  readonly command: Command;
}

/** Every command, those of a group and the group itself included. */
function leavesOf(parent: Command, prefix = ""): Leaf[] {
  return parent.commands
    .filter((command) => command.name() !== "complete" && command.name() !== "help")
    .flatMap((command) => [{ name: `${prefix}${command.name()}`, command }, ...leavesOf(command, `${prefix}${command.name()} `)]);
}

const LEAVES = leavesOf(createProgram(new Session(silent)));
const NAMES = LEAVES.map(({ name }) => name);

/** What a command needs before its flags are looked at. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  completion: "bash",
  "list sessions": "push.example.com/live/s1",
  "list state": "push.example.com/live/s1",
  "legacy files": "channel",
  "legacy status": "channel",
};

/** A letter lost, a letter doubled, two letters exchanged. */
function misspelt(flag: string): string[] {
  const word = flag.slice(2);
  const middle = Math.floor(word.length / 2);
  return [
    `--${word.slice(0, middle)}${word.slice(middle + 1)}`,
    `--${word.slice(0, middle)}${word[middle]}${word.slice(middle)}`,
    `--${word.slice(0, middle - 1)}${word[middle]}${word[middle - 1]}${word.slice(middle + 1)}`,
  ].filter((text) => text !== flag && text.length > 3);
}

describe("every command of liverec", () => {
  it.each(NAMES)("explains itself: %s --help", async (name) => {
    using place = new Place();
    const { code, out, err } = await place.liverec(`${name} --help`, { columns: 80 });
    expect([code, err]).toEqual([0, ""]);
    await expect(out).toMatchFileSnapshot(`golden/${name.replaceAll(" ", "-")}.golden.txt`);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("is listed by liverec --help", async () => {
    using place = new Place();
    const { code, out } = await place.liverec("--help", { columns: 80 });
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot("golden/liverec.golden.txt");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each(
    LEAVES.flatMap(({ name, command }) =>
      command.options.flatMap(({ long }) => (long ? misspelt(long).map((flag) => [name, flag, long] as const) : [])),
    ),
  )("refuses a misspelt flag and names the right one: %s %s", async (name, flag, meant) => {
    using place = new Place();
    const { code, out, err } = await place.liverec(`${name} ${ARGUMENTS[name] ?? ""} ${flag}`);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(`liverec: unknown option '${flag}'`);
    expect(err).toContain(meant);
  });

  it.each(NAMES)("refuses a flag that it does not have: %s --max-deletion 0", async (name) => {
    using place = new Place();
    const { code, err } = await place.liverec(`${name} ${ARGUMENTS[name] ?? ""} --max-deletion 0`);
    expect(code).toBe(1);
    expect(err).toContain("unknown option '--max-deletion'");
  });

  it.each(LEAVES.filter(({ name, command }) => command.registeredArguments.length === 0 || name in ARGUMENTS).map(({ name }) => name))(
    "refuses words that mean nothing to it: %s",
    async (name) => {
      using place = new Place();
      const { code } = await place.liverec(`${name} ${ARGUMENTS[name] ?? ""} something else`);
      expect(code).toBe(1);
    },
  );

  it("is suggested for a misspelt one", async () => {
    using place = new Place();
    const { code, err } = await place.liverec("chekc");
    expect(code).toBe(1);
    expect(err).toContain("Did you mean check?");
  });

  it.each(["up --stack --yes", "up --manifest --yes", "lint --ignore --json", "simulate --timetable --json"])(
    "does not take a flag for the value of another: %s",
    async (line) => {
      using place = new Place();
      const { code, err } = await place.liverec(line);
      expect(code).toBe(1);
      expect(err).toMatch(/needs a value|is invalid/);
    },
  );

  it("has a tree that completion can be made of", () => {
    for (const { name, command } of LEAVES) {
      expect(command.description(), name).not.toBe("");
      for (const option of command.options) expect(option.description, `${name} ${option.flags}`).not.toBe("");
    }
  });
});
