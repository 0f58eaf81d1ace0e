import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSources } from "../../provider/manifest/index";

describe("a manifest's file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "manifest-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
  const read = (name: string) => readSources([join(folder, name)], (path) => relative(folder, path));
  const refusal = (name: string): string => {
    try {
      read(name);
    } catch (error) {
      return error instanceof Error ? error.message.replaceAll(folder, "FOLDER") : "";
    }
    return "";
  };

  it("is read without its mark of byte order", () => {
    put("m.yaml", "\uFEFFversion: 1\n");
    expect(read("m.yaml")).toEqual([{ file: "m.yaml", text: "version: 1\n" }]);
  });

  it("is the one in a folder that is named", () => {
    mkdirSync(join(folder, "infra"));
    put("infra/liverec.yaml", "version: 1\n");
    expect(read("infra")).toEqual([{ file: join("infra", "liverec.yaml"), text: "version: 1\n" }]);
  });

  it("is found through a link", () => {
    put("m.yaml", "version: 1\n");
    symlinkSync("m.yaml", join(folder, "link.yaml"));
    expect(read("link.yaml")).toEqual([{ file: "link.yaml", text: "version: 1\n" }]);
  });

  it.each([
    [
      "UTF-16, little end first",
      "m.yaml:1:1: is UTF-16 text; save it as UTF-8",
      () => put("m.yaml", Buffer.from("\uFEFFversion: 1\n", "utf16le")),
    ],
    [
      "UTF-16, big end first",
      "m.yaml:1:1: is UTF-16 text; save it as UTF-8",
      () => put("m.yaml", Buffer.from("\uFEFFversion: 1\n", "utf16le").swap16()),
    ],
    ["GBK", "m.yaml:1:1: is not UTF-8 text; save it as UTF-8", () => put("m.yaml", Buffer.from([0x23, 0xc2, 0xbc, 0xd6, 0xc6]))],
    ["a picture", "m.yaml:1:1: is not UTF-8 text; save it as UTF-8", () => put("m.yaml", Buffer.from([0x89, 0x50, 0x4e, 0x47]))],
    [
      "5 MB",
      "m.yaml:1:1: is 4.8 MiB; a manifest file has at most 1 MiB, split it into several",
      () => put("m.yaml", "a: 1\n".repeat(1_000_000)),
    ],
    [
      "a link that leads back to itself",
      "m.yaml:1:1: is a link that leads back to itself",
      () => symlinkSync("m.yaml", join(folder, "m.yaml")),
    ],
    ["a link into nothing", "m.yaml:1:1: is a link to a file that is not there", () => symlinkSync("none", join(folder, "m.yaml"))],
    ["not there", "m.yaml:1:1: there is no such file", () => undefined],
    ["a folder", "FOLDER/m.yaml is a folder without a liverec.yaml: name a manifest.", () => mkdirSync(join(folder, "m.yaml"))],
    ["a pipe, which is not waited for", "m.yaml:1:1: is no file that can be read", () => execFileSync("mkfifo", [join(folder, "m.yaml")])],
  ])("that is %s is refused in words", (_what, expected, make) => {
    make();
    expect(refusal("m.yaml")).toBe(expected);
  });

  it("below a file, or with a name beyond measure, is refused in words", () => {
    put("m.yaml", "version: 1\n");
    expect(refusal("m.yaml/liverec.yaml")).toContain("a part of its path is no folder");
    expect(refusal("x".repeat(5000))).toContain("is too long a name for a file");
  });
});
