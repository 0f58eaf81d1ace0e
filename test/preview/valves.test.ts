import { describe, expect, it } from "vitest";
import { refusalsOf, type Valves } from "../../provider/preview/index";
import { RISKS } from "../../provider/recording/changes";
import { Place } from "../cli/terminal";
import { planOfTexts, planOfTopic } from "./goldens";

const stopped = (topic: string, valves: Partial<Valves>) => refusalsOf(planOfTopic(topic), { forbid: [], allow: [], ...valves });

describe("valves", () => {
  it("stop what is forbidden, and name themselves and how they are lifted", () => {
    expect(stopped("001-keep-shorter", { forbid: ["data-loss"] })).toEqual([
      {
        valve: "--forbid data-loss",
        text: "Data loss: Every stream of push.example.com will keep new HLS files 7 days instead of 30 days, after which they are deleted for good; files that exist already keep their date.",
        lift: "--allow data-loss",
      },
    ]);
    expect(stopped("001-keep-shorter", { forbid: ["data-loss"], allow: ["data-loss"] })).toEqual([]);
    expect(stopped("001-keep-shorter", { forbid: ["gap", "double"] })).toEqual([]);
    expect(stopped("003-lessons-in-mp4", { forbid: ["gap", "not-recorded"] }).map(({ valve }) => valve)).toEqual([
      "--forbid not-recorded",
      "--forbid gap",
    ]);
  });

  it("stop each at the risk that they name, and at no other", () => {
    const plan = planOfTopic("001-keep-shorter");
    for (const risk of RISKS) {
      const findings = plan.findings.slice(0, 1).map((one) => ({ ...one, risk, possible: [] }));
      const valves = RISKS.filter(
        (forbidden) => refusalsOf({ ...plan, findings, live: [] }, { forbid: [forbidden], allow: [] }).length > 0,
      );
      expect(valves).toEqual([risk]);
      expect(refusalsOf({ ...plan, findings, live: [] }, { forbid: RISKS, allow: [risk] })).toEqual([]);
    }
  });

  it("stop also at what cannot be ruled out, and tell it from what is sure", () => {
    const plan = planOfTopic("001-keep-shorter");
    const [first] = plan.findings;
    if (first === undefined) throw new Error("no finding");
    const findings = [{ ...first, risk: "unknown" as const, possible: ["permanent" as const] }];
    const refused = (valves: Valves) =>
      refusalsOf({ ...plan, findings, live: [] }, valves).map(({ text, lift }) => [text.split(":")[0], lift]);
    expect(refused({ forbid: ["permanent"], allow: [] })).toEqual([["Kept for ever cannot be ruled out", "--allow unknown"]]);
    expect(refused({ forbid: ["permanent"], allow: ["unknown"] })).toEqual([]);
    expect(refused({ forbid: ["data-loss"], allow: [] })).toEqual([]);
  });

  it("stop at streams on air also when nobody asked which there are", () => {
    const [plan, quiet] = [planOfTopic("001-keep-shorter"), planOfTexts("version: 1\n", "version: 1\n")];
    const refused = (live: typeof plan.live) => refusalsOf({ ...plan, live }, { forbid: ["live"], allow: [] });
    expect(refused(undefined)).toMatchObject([{ valve: "--forbid live", lift: "--allow live" }]);
    expect(refused([])).toEqual([]);
    expect(refusalsOf(quiet, { forbid: RISKS, allow: [] })).toEqual([]);
  });

  it("count what goes for good, not what is made anew", () => {
    expect(stopped("006-clip-taken-out", { maxDeletions: 1 })).toEqual([
      {
        valve: "--max-deletions 1",
        text: "2 resources would be deleted, and at most 1 may be: Clip opening, Clip first-song.",
        lift: "--max-deletions 2",
      },
    ]);
    expect(stopped("006-clip-taken-out", { maxDeletions: 2 })).toEqual([]);
    expect(stopped("007-into-our-own-bucket", { maxDeletions: 0 })).toEqual([]);
  });
});

const OLD =
  "version: 1\ntemplates: { t: { hlsParam: { storageTime: 86400 } } }\ndomains: { push.example.com: { record: [{ template: t }] } }\n";
const FILES = { "old.yaml": OLD, "new.yaml": OLD.replace("86400", "3600"), "liverec.yaml": OLD };

describe("liverec diff", () => {
  it("says what happens, and ends with 0 unless it is asked for 2", async () => {
    using place = new Place(FILES);
    const { code, out, err } = await place.liverec("diff old.yaml new.yaml", { columns: 80 });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("!!   Data loss: Every stream of push.example.com will keep new HLS files");
    expect((await place.liverec("diff old.yaml new.yaml --exit-code")).code).toBe(2);
    expect((await place.liverec("diff old.yaml old.yaml --exit-code")).code).toBe(0);
  });

  it("stops at a valve with 1, and passes when it is lifted", async () => {
    using place = new Place(FILES);
    const { code, err } = await place.liverec("diff old.yaml new.yaml --forbid data-loss,gap");
    expect(code).toBe(1);
    expect(err).toMatch(/^liverec: stopped by --forbid data-loss: .* If that is meant: --allow data-loss\n$/);
    expect((await place.liverec("diff old.yaml new.yaml --forbid data-loss --allow data-loss")).code).toBe(0);
    const json = await place.liverec("diff old.yaml new.yaml --forbid data-loss --json");
    expect([json.code, JSON.parse(json.out)]).toMatchObject([1, { version: 1, ok: false, preview: { version: 1, source: "manifests" } }]);
  });

  it.each([
    ["--forbid data-los", "is not a risk. Did you mean data-loss?"],
    ["--forbid dataloss", "Did you mean data-loss?"],
    ["--allow everything", "There are: data-loss"],
    ["--forbid data-loss,", '"" is not a risk'],
    ["--forbid none", "There are: data-loss"],
    ["--forbid Permanent", "Did you mean permanent?"],
    ["--max-deletions -1", "whole number"],
    ["--max-deletions many", "whole number"],
    ["--max-deletion 1", "unknown option '--max-deletion'"],
    ["--forbids data-loss", "unknown option '--forbids'"],
  ])("lets no valve be lost by a slip: %s", async (slip, message) => {
    using place = new Place(FILES);
    for (const command of ["diff old.yaml new.yaml", "preview", "up --yes"]) {
      const { code, err, out } = await place.liverec(`${command} ${slip}`);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain(message);
    }
  });

  it("says what it lacks", async () => {
    using place = new Place(FILES);
    for (const [line, message] of [
      ["diff", "Name two manifests"],
      ["diff old.yaml", "Name two manifests"],
      ["diff old.yaml new.yaml -m old.yaml", "Name two manifests"],
      ["diff old.yaml --base main", "name the files with -m"],
      ["diff old.yaml new.yaml --head main", "--head goes with --base"],
      ["diff --base main", /There is no commit main here|git is missing/],
      ["diff old.yaml gone.yaml", "gone.yaml:1:1: there is no such file"],
    ] as const) {
      const { code, err } = await place.liverec(line);
      expect(code).toBe(1);
      expect(err).toMatch(message);
    }
  });

  it("compares with a commit", async () => {
    using place = new Place(FILES);
    const { execFileSync } = await import("node:child_process");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: place.folder });
    git("init", "-q", "-b", "main");
    git("add", "liverec.yaml");
    git("commit", "-q", "-m", "first");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${place.folder}/liverec.yaml`, FILES["new.yaml"]);
    const env = { PATH: process.env["PATH"] ?? "" };
    const { code, out } = await place.liverec("diff --base main", { env });
    expect([code, out]).toEqual([0, expect.stringContaining("Data loss")]);
    expect((await place.liverec("diff --base main --head main", { env })).out).toBe("Nothing changes.\n");
    // A manifest that the commit does not have counts as empty.
    const made = await place.liverec("diff --base main -m new.yaml", { env });
    expect(made.out).toContain("will be recorded with template t");
  });
});
