import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { Place } from "./terminal";

/** What the library prints goes to the console of the process. */
async function printed(line: string): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  try {
    using place = new Place();
    expect((await place.liverec(line)).code).toBe(0);
    return log.mock.calls.map((words) => words.join(" ")).join("\n");
  } finally {
    log.mockRestore();
  }
}

/** What may stand after some words: its answers, and whether the shell is to offer files. */
async function completed(...words: string[]): Promise<{ readonly answers: string[]; readonly files: boolean }> {
  using place = new Place();
  const { code, out } = await place.liverec(["complete", "--", ...words]);
  expect(code).toBe(0);
  const lines = out.trim().split("\n");
  return { answers: lines.slice(0, -1).map((line) => line.split("\t")[0] ?? ""), files: lines.at(-1) === ":0" };
}

describe("completion", () => {
  it.each(["zsh", "fish"])("prints a script that asks liverec itself: %s", async (shell) => {
    expect(await printed(`completion ${shell}`)).toContain("liverec complete --");
  });

  it("knows commands, also within a group, and their flags", async () => {
    expect((await completed("ch")).answers).toEqual(["check"]);
    expect((await completed("list", "st")).answers).toEqual(["state", "streams"]);
    const flags = (await completed("up", "--")).answers;
    for (const flag of ["--manifest", "--stack", "--yes", "--recover", "--json"]) expect(flags).toContain(flag);
  });

  it("describes every command as the help does, groups too", async () => {
    using place = new Place();
    const { out } = await place.liverec(["complete", "--", "l"]);
    const described = out.split("\n").filter((line) => /^(legacy|list)\t/.test(line));
    expect(described).toHaveLength(2);
    const help = (await place.liverec("--help")).out.replace(/\s+/g, " ");
    for (const line of described) expect(help).toContain(line.split("\t")[1]?.slice(0, 30));
    expect(described.join("\n")).not.toContain("display help");
  });

  it("knows risks, one after the other, and checks", async () => {
    expect((await completed("diff", "--forbid", "da")).answers).toEqual(["data-loss"]);
    expect((await completed("diff", "--forbid=da")).answers).toEqual(["data-loss"]);
    expect((await completed("up", "--allow", "data-loss,ga")).answers).toEqual(["data-loss,gap"]);
    expect((await completed("lint", "--ignore", "shadow")).answers).toEqual(["shadowed-rule"]);
  });

  it("leaves the shell to offer files where it knows nothing itself", async () => {
    expect(await completed("simulate", "--timetable", "")).toEqual({ answers: [], files: true });
    expect((await completed("diff", "--")).files).toBe(false);
  });

  it("refuses a shell that it does not know", async () => {
    using place = new Place();
    expect(await place.liverec("completion csh")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Allowed choices are zsh, bash, fish"),
    });
  });
});

describe("completion in a real bash", () => {
  /** Asks a bash that has nothing but the script; `liverec` answers with the words that it was given. */
  async function asked(...words: string[]): Promise<string[]> {
    using place = new Place();
    const script = (await place.liverec("completion bash")).out;
    const stub = join(place.folder, "liverec");
    writeFileSync(
      stub,
      '#!/bin/sh\nshift 2\nfor word in "$@"; do printf "answer:%s\\tit was asked\\n" "$word"; done\nprintf "final\\tfits\\n:4\\n"\n',
    );
    chmodSync(stub, 0o755);
    writeFileSync(join(place.folder, "completion.bash"), script);
    const quoted = words.map((word) => `'${word}'`).join(" ");
    const lines = [
      "source ./completion.bash && source ./completion.bash",
      `COMP_WORDS=(liverec ${quoted}); COMP_CWORD=${words.length}; __liverec_complete`,
      `printf "%s\\n" "\${COMPREPLY[@]}"`,
    ];
    const env = { PATH: `${place.folder}:/usr/bin:/bin` };
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", lines.join("\n")], { cwd: place.folder, env, encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout.split("\n").filter((line) => line !== "");
  }

  it("hands every word over as it was typed, and takes the answers that fit", async () => {
    expect(await asked("diff", "fi")).toEqual(["final"]);
    expect(await asked("diff", "")).toEqual(["answer:diff", "answer:", "final"]);
    expect(await asked("diff", "--forbid", "=", "fi")).toEqual(["final"]);
  });

  it("evaluates nothing of what was typed", async () => {
    expect(await asked("explain", "$(echo pwned >&2)", "")).toContain("answer:$(echo pwned >&2)");
  });
});
