import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GOOD } from "./manifests";
import { Place } from "./terminal";

const SHORTER = GOOD.replace("2592000", "86400");
const place = new Place({ "liverec.yaml": GOOD });
const env = { PATH: process.env["PATH"] ?? "" };

function git(...args: string[]): void {
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", ...args], { cwd: place.folder, env });
}

function write(file: string, text: string): void {
  mkdirSync(join(place.folder, file, ".."), { recursive: true });
  writeFileSync(join(place.folder, file), text);
}

const diff = (words: string) => place.liverec(`diff ${words}`, { env, columns: 300 });

describe("liverec diff between commits", () => {
  beforeAll(() => {
    git("init", "-q", "-b", "main");
    write("gone.yaml", GOOD);
    git("add", ".");
    git("commit", "-q", "-m", "first");
    write("liverec.yaml", SHORTER);
    write("sub/liverec.yaml", GOOD);
    rmSync(join(place.folder, "gone.yaml"));
    git("add", "-A");
    git("commit", "-q", "-m", "second");
  });
  afterAll(() => place[Symbol.dispose]());

  it.each([
    ["--head HEAD -m liverex.yaml", "liverex.yaml is neither in HEAD~1 nor in HEAD: name the manifest with -m FILE."],
    ["-m liverex.yaml", "liverex.yaml is neither in HEAD~1 nor here: name the manifest with -m FILE."],
    ["--head HEAD -m liverec.yaml -m sub/rules.yaml", "sub/rules.yaml is neither in HEAD~1 nor in HEAD: name the manifest with -m FILE."],
    ["--head HEAD -m ../liverec.yaml", "../liverec.yaml lies outside of the repository here, so no commit can hold it."],
  ])("is refused for a manifest that is on neither side, whatever the valves: %s", async (words, message) => {
    expect(await diff(`--base HEAD~1 ${words} --forbid data-loss`)).toEqual({ code: 1, out: "", err: `liverec: ${message}\n` });
  });

  it("stops at a loss where the file is on both", async () => {
    const { code, err } = await diff("--base HEAD~1 --head HEAD -m liverec.yaml --forbid data-loss");
    expect([code, err]).toEqual([1, expect.stringContaining("stopped by --forbid data-loss")]);
  });

  it.each([
    ["--head HEAD -m gone.yaml", "gone.yaml is not in HEAD: all that it declared is taken as removed.\n"],
    ["-m gone.yaml", "gone.yaml is not here: all that it declared is taken as removed.\n"],
    ["--head HEAD -m sub/liverec.yaml", "sub/liverec.yaml is not in HEAD~1: all that it declares is taken as new.\n"],
    ["--head HEAD -m sub", "sub is not in HEAD~1: all that it declares is taken as new.\n"],
    ["-m sub", "sub is not in HEAD~1: all that it declares is taken as new.\n"],
  ])("goes on, and says so, where a manifest is on one side only: %s", async (words, message) => {
    const { code, out, err } = await diff(`--base HEAD~1 ${words}`);
    expect([code, err]).toEqual([0, message]);
    expect(out).toMatch(/will (?:no longer )?be recorded/);
  });

  it("takes a file by its whole path as the same file in a commit", async () => {
    const { out, err } = await diff(`--base HEAD~1 -m ${join(place.folder, "liverec.yaml")}`);
    expect([out, err]).toEqual([expect.stringContaining("Data loss"), ""]);
  });
});

describe("liverec diff of two manifests of different projects", () => {
  const named = (project: string) => `project: ${project}\n${GOOD}`;
  const STACK = "that is another stack, which begins empty";

  it("tells that nothing goes along to the other stack, and stops where double recording is forbidden", async () => {
    using here = new Place({ "old.yaml": named("liga"), "new.yaml": named("cup") });
    const { code, out } = await here.liverec("diff old.yaml new.yaml", { columns: 300 });
    expect([code, out]).toEqual([0, expect.stringContaining(`Recorded twice: The project was liga and will be cup: ${STACK}`)]);
    const stopped = await here.liverec("diff old.yaml new.yaml --forbid double");
    expect([stopped.code, stopped.err]).toEqual([1, expect.stringMatching(/^liverec: stopped by --forbid double: .*--allow double\n$/)]);
  });

  it("counts the folder's name where only one side has a name, and says when that is not sure", async () => {
    using here = new Place({ "old.yaml": GOOD, "new.yaml": named("cup") });
    expect((await here.liverec("diff old.yaml new.yaml", { columns: 300 })).out).toContain("will be cup: that is another stack");
    mkdirSync(join(here.folder, "cup"));
    mkdirSync(join(here.folder, "copy"));
    writeFileSync(join(here.folder, "cup", "liverec.yaml"), GOOD);
    writeFileSync(join(here.folder, "copy", "liverec.yaml"), GOOD);
    expect((await here.liverec("diff cup new.yaml")).out).toBe("Nothing changes.\n");
    const unsure = await here.liverec("diff copy new.yaml --forbid double", { columns: 300 });
    expect(unsure.out).toContain("The project seems to change from copy to cup");
    expect([unsure.code, unsure.err]).toEqual([1, expect.stringContaining("cannot be ruled out")]);
  });

  it.each([
    ["both names are the same", named("liga"), named("liga")],
    ["neither has a name", GOOD, GOOD],
    ["the old side declares nothing that could be left behind", "version: 1\nproject: liga\n", named("cup")],
  ])("says nothing of it where %s", async (_, before, after) => {
    using here = new Place({ "old.yaml": before, "new.yaml": after });
    expect((await here.liverec("diff old.yaml new.yaml", { columns: 300 })).out).not.toContain("another stack");
  });
});
