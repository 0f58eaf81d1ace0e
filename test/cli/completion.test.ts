import { spawnSync } from "node:child_process";
import { describe, expect, it, vi } from "vitest";
import { Place } from "./terminal";

/** What the library prints goes to the console of the process. */
async function printed(line: readonly string[]): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  try {
    using place = new Place();
    expect((await place.liverec(line)).code).toBe(0);
    return log.mock.calls.map((words) => words.join(" ")).join("\n");
  } finally {
    log.mockRestore();
  }
}

describe("completion", () => {
  it.each(["bash", "zsh", "fish"])("prints a script that asks liverec itself: %s", async (shell) => {
    const script = await printed(["completion", shell]);
    expect(script).toContain("liverec complete --");
    if (shell === "bash") expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });

  it("knows commands and their flags", async () => {
    expect(await printed(["complete", "--", "ch"])).toMatch(/^check\t/m);
    const flags = await printed(["complete", "--", "up", "--"]);
    for (const flag of ["--manifest", "--stack", "--yes", "--recover", "--json"]) expect(flags).toContain(flag);
  });

  it("refuses a shell that it does not know", async () => {
    using place = new Place();
    expect(await place.liverec("completion csh")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Allowed choices are zsh, bash, fish"),
    });
  });
});
