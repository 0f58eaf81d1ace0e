import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GOOD } from "./manifests";
import { Place } from "./terminal";

const BAD = "version: 1\ntemplates:\n  a: { mp4Param: { storageTime: -1 } }\nclip: {}\n";
describe("liverec init", () => {
  it("writes a manifest that is right, says how editors find the schema, and never overwrites", async () => {
    using place = new Place();
    expect(await place.liverec("init")).toMatchObject({ code: 0, out: expect.stringContaining("Wrote liverec.yaml") });
    const text = readFileSync(join(place.folder, "liverec.yaml"), "utf8");
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./.liverec/manifest.schema.json");
    expect(existsSync(join(place.folder, ".liverec", "manifest.schema.json"))).toBe(true);
    expect(readFileSync(join(place.folder, ".liverec", ".gitignore"), "utf8")).toBe("*\n");
    expect(await place.liverec("check")).toMatchObject({ code: 0, out: "" });
    expect(await place.liverec("init")).toEqual({ code: 1, out: "", err: "liverec: liverec.yaml is there already and stays as it is.\n" });
    expect(readFileSync(join(place.folder, "liverec.yaml"), "utf8")).toBe(text);
    expect(await place.liverec("init missing/liverec.yaml")).toMatchObject({
      code: 1,
      err: "liverec: The folder of missing/liverec.yaml does not exist.\n",
    });
  });
});

describe("liverec check", () => {
  it("is content with a good manifest", async () => {
    using place = new Place({ "liverec.yaml": GOOD });
    expect(await place.liverec("check")).toEqual({ code: 0, out: "", err: "liverec.yaml: 6 resources, no errors\n" });
  });

  it("takes a folder for the manifest in it", async () => {
    using place = new Place({ "liverec.yaml": BAD });
    expect(await place.liverec("check .")).toEqual(await place.liverec("check"));
    expect((await place.liverec(["check", place.folder])).out).toContain(
      `${place.folder}/liverec.yaml:4:1: clip`.slice(place.folder.length + 1),
    );
    expect((await place.liverec("lint -m .")).err).toContain("liverec.yaml:4:1: clip");
  });

  it("says where a variable is not set that preview and up need, which is no error of the manifest", async () => {
    using place = new Place({
      "liverec.yaml": `version: 1\ncallbackTemplates:\n  ops: { recordNotifyUrl: "https://h.example.com", callbackKey: { env: OPS_KEY } }\n`,
    });
    const line =
      "liverec.yaml:3:65: note: callbackTemplates.ops.callbackKey: the environment variable OPS_KEY is not set; preview and up need it";
    expect(await place.liverec("check")).toEqual({ code: 0, out: `${line}\n`, err: "liverec.yaml: 1 resource, no errors\n" });
    expect(JSON.parse((await place.liverec("check --json")).out)).toMatchObject({
      ok: true,
      problems: [{ line: 3, column: 65, severity: "note" }],
    });
    const set = await place.liverec("check --json", { env: { OPS_KEY: "geheim" } });
    expect(JSON.parse(set.out)).toMatchObject({ ok: true, problems: [] });
    expect(set.out).not.toContain("geheim");
  });

  it("says what stands in the manifest's place", async () => {
    using place = new Place();
    mkdirSync(join(place.folder, "liverec.yaml"));
    expect((await place.liverec("check")).err).toBe("liverec: liverec.yaml is a folder without a liverec.yaml: name a manifest.\n");
    rmSync(join(place.folder, "liverec.yaml"), { recursive: true });
    symlinkSync("liverec.yaml", join(place.folder, "liverec.yaml"));
    expect((await place.liverec("check")).err).toBe("liverec.yaml:1:1: is a link that leads back to itself\n");
  });

  it("prints each problem with its place, and ends with 1", async () => {
    using place = new Place({ "bad.yaml": BAD });
    const { code, out, err } = await place.liverec("check bad.yaml");
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      "bad.yaml:3:33: templates.a.mp4Param.storageTime: -1 is out of range; write 0 to 129600000 seconds (0 s to 1500 days)",
      "bad.yaml:4:1: clip: is not a known section; did you mean clips?",
      "",
    ]);
    expect(err).toBe("bad.yaml: 1 resource, 2 errors\n");
  });

  it("prints the same for machines", async () => {
    using place = new Place({ "liverec.yaml": GOOD, "bad.yaml": BAD });
    const bad = await place.liverec("check bad.yaml --json");
    expect([bad.code, JSON.parse(bad.out)]).toEqual([
      1,
      {
        version: 1,
        ok: false,
        problems: [
          expect.objectContaining({ file: "bad.yaml", line: 3, column: 33, path: "templates.a.mp4Param.storageTime", severity: "error" }),
          expect.objectContaining({ file: "bad.yaml", line: 4, column: 1, path: "clip" }),
        ],
        resources: [{ kind: "RecordTemplate", name: "a", file: "bad.yaml", line: 3 }],
      },
    ]);
    expect(JSON.parse((await place.liverec("check --json")).out)).toMatchObject({ version: 1, ok: true, problems: [] });
  });

  it("says in one line what is wrong with a file that cannot be read", async () => {
    using place = new Place({ "big.yaml": "a: 1\n".repeat(1_000_000), "bytes.yaml": "\u0000" });
    expect(await place.liverec("check")).toMatchObject({
      code: 1,
      err: 'liverec: There is no liverec.yaml here: name a manifest, or write one with "liverec init".\n',
    });
    expect(await place.liverec("check none.yaml")).toMatchObject({ code: 1, err: "none.yaml:1:1: there is no such file\n" });
    expect(await place.liverec("check .")).toMatchObject({
      code: 1,
      err: "liverec: . is a folder without a liverec.yaml: name a manifest.\n",
    });
    expect(await place.liverec("check big.yaml")).toMatchObject({ code: 1, err: expect.stringContaining("at most 1 MiB") });
    expect(JSON.parse((await place.liverec("check none.yaml --json")).out)).toMatchObject({ version: 1, ok: false });
  });

  it("refuse a valve that is given twice, because the looser one could win", async () => {
    using place = new Place({ "liverec.yaml": "version: 1\n" });
    for (const line of [
      "diff liverec.yaml liverec.yaml --max-deletions 0 --max-deletions 5",
      "preview --max-deletions 5 --max-deletions 5",
      "up --plan a.json --plan b.json",
    ]) {
      const { code, err } = await place.liverec(line);
      expect([code, err], line).toEqual([1, expect.stringContaining("it is given more than once")]);
    }
    expect((await place.liverec("diff liverec.yaml liverec.yaml --max-deletions 0")).code).toBe(0);
  });
});
