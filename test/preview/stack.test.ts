import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { Place } from "../cli/terminal";
import { engineStory } from "./engine-stories";

const sample = (name: string) => readFileSync(join(import.meta.dirname, "samples", `season.${name}.json`), "utf8");
const STREAM = 'stream: p.example.com/live/final, start: "2099-09-24T10:00Z", end: "2099-09-24T12:00Z"';
const MANIFEST = "version: 1\nproject: season\ntemplates: { archive: { hlsParam: {} } }\n";

/** A stand-in for the engine that notes what it is asked for. */
function engineIn(place: Place, preview: string) {
  const bin = join(place.folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(place.folder, "preview.out"), preview);
  writeFileSync(join(place.folder, "state.out"), sample("state"));
  const answers = `case "$1" in stack) cat "${place.folder}/state.out";; preview) cat "${place.folder}/preview.out";; esac`;
  writeFileSync(join(bin, "pulumi"), `#!/bin/sh\necho "$1" >> "${place.folder}/calls"\n${answers}\n`);
  chmodSync(join(bin, "pulumi"), 0o755);
  const path = [bin, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  return {
    env: { PULUMI_CONFIG_PASSPHRASE: "", PULUMI_BACKEND_URL: "file://./state", PATH: path },
    calls: () => readFileSync(join(place.folder, "calls"), "utf8").trim().split("\n"),
  };
}

/** The sample, with a template that keeps its files for a shorter time. */
const shorter = sample("preview").replaceAll("2026-11-24T19:00", "2026-11-24T19:15");
const deletion = JSON.stringify({ steps: [{ op: "delete", urn: urnOf(), oldState: {} }] });

function urnOf(): string {
  const { deployment } = JSON.parse(sample("state"));
  return deployment.resources.find(({ urn }: { urn: string }) => urn.endsWith("season/push.example.com//")).urn;
}

describe("liverec up", () => {
  it("changes nothing when a valve stops it, and says which and how it is lifted", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, deletion);
    for (const [valve, lift] of [
      ["--forbid not-recorded", "--allow not-recorded"],
      ["--max-deletions 0", "--max-deletions 1"],
    ]) {
      const { code, err } = await place.liverec(`up --yes ${valve}`, { env });
      expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(`stopped by ${valve}: .*If that is meant: ${lift}`))]);
    }
    expect(calls()).not.toContain("up");
    const json = await place.liverec("up --yes --json --max-deletions 0", { env });
    expect([json.code, JSON.parse(json.out)]).toMatchObject([1, { ok: false, errors: [expect.stringContaining("--max-deletions 0")] }]);
    expect((await place.liverec("up --yes --max-deletions 1", { env })).code).toBe(0);
    expect(calls().at(-1)).toBe("up");
  });

  it("calls resources as the manifest does, in all that the engine says while it runs", async () => {
    using place = new Place({ "liverec.yaml": `${MANIFEST}schedule: { final: { ${STREAM}, template: archive } }\n` });
    const { env } = engineIn(place, JSON.stringify({ steps: [] }));
    const was = {
      domainName: "p.example.com",
      streamName: "final",
      templateId: "7",
      startTime: "2018-09-20T10:00Z",
      endTime: "2018-09-20T12:00Z",
    };
    writeFileSync(join(place.folder, "state.out"), JSON.stringify(engineStory([{ token: "RecordTask", name: "final", was }]).exported));
    const pulumi = join(place.folder, "bin", "pulumi");
    const said = (file: string) =>
      `up) printf '%s' '  RecordTask id-fi' ${file}; printf '%s\\n' 'nal: not changed, RecordTask id-other: gone' ${file};;`;
    const script = readFileSync(pulumi, "utf8");
    for (const [file, stream] of [["", "out"] as const, [">&2", "err"] as const]) {
      writeFileSync(pulumi, script.replace(" esac", ` ${said(file)} esac`));
      expect((await place.liverec("up --yes", { env }))[stream]).toContain(
        "  schedule.final (RecordTask id-final): not changed, RecordTask id-other: gone\n",
      );
    }
    writeFileSync(pulumi, script.replace(" esac", ` up) echo 'RecordTask id-final: no' >&2; exit 1;; esac`));
    expect(JSON.parse((await place.liverec("up --yes --json", { env })).out).errors).toEqual(["schedule.final (RecordTask id-final): no"]);
  });

  it("says at its end which tasks are only planned, and when it is needed again", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env } = engineIn(place, "");
    const declared = { domainName: "p.example.com", appName: "live", streamName: "final", templateId: "7" };
    const far = { ...declared, startTime: "2099-09-24T10:00", endTime: "2099-09-24T12:00", timeZone: "Asia/Shanghai" };
    const { preview, exported } = engineStory([{ token: "RecordTask", name: "final", op: "create", declared: far }]);
    writeFileSync(join(place.folder, "preview.out"), JSON.stringify(preview));
    writeFileSync(join(place.folder, "state.out"), JSON.stringify(exported));
    const note =
      "final (p.example.com/live/final) is planned, and not sent to the service yet: " +
      "run up again after 2099-09-17 12:00 (Asia/Shanghai) and before 2099-09-24 10:00 (Asia/Shanghai).";
    expect((await place.liverec("up --yes", { env })).out.trim().split("\n").at(-1)).toBe(note);
    expect(JSON.parse((await place.liverec("up --yes --json", { env })).out)).toMatchObject({ ok: true, notes: [note] });
  });

  it("changes nothing when the manifest is edited while the preview is looked at", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, sample("preview"));
    const pulumi = join(place.folder, "bin", "pulumi");
    writeFileSync(
      pulumi,
      readFileSync(pulumi, "utf8").replace("case", 'if [ "$1" = preview ]; then echo "# edited" >> ../liverec.yaml; fi\ncase'),
    );
    const { code, err } = await place.liverec("up --yes", { env });
    expect([code, err]).toEqual([1, expect.stringContaining("liverec.yaml was changed after the preview, so nothing was done.")]);
    expect(calls()).not.toContain("up");
  });

  it("changes nothing when the preview cannot be read", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, "panic: something\n");
    const { code, err } = await place.liverec("up --yes", { env });
    expect([code, err]).toEqual([1, expect.stringContaining("The engine's preview cannot be read")]);
    expect(calls()).not.toContain("up");
  });

  it("makes only what was reviewed, by file or by digest", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, sample("preview"));
    expect((await place.liverec("preview --save-plan plan.json", { env })).code).toBe(0);
    const digest = (await place.liverec("preview --digest", { env })).out.trim();
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect((await place.liverec("up --yes --plan plan.json", { env })).code).toBe(0);
    expect((await place.liverec(`up --yes --plan ${digest}`, { env })).code).toBe(0);
    expect(calls().filter((call) => call === "up")).toHaveLength(2);

    writeFileSync(join(place.folder, "preview.out"), shorter);
    const byFile = await place.liverec("up --yes --plan plan.json", { env });
    expect([byFile.code, byFile.err]).toEqual([
      1,
      expect.stringMatching(/season\/final: startTime reviewed as ".*T11:00:00Z", now ".*T11:15:00Z"/),
    ]);
    const byDigest = await place.liverec(`up --yes --plan ${digest}`, { env });
    expect([byDigest.code, byDigest.err]).toEqual([1, expect.stringMatching(/What would be done now:\n {2}\w+ [A-Z]\w+ season\//)]);
    expect(calls().filter((call) => call === "up")).toHaveLength(2);
  });

  it("lets pass what the review accepted, and nothing that was added to it afterwards", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, deletion);
    const ups = () => calls().filter((call) => call === "up").length;
    const stops = "--forbid not-recorded";
    // What a valve stopped leaves no plan, and accepted it leaves one of its own.
    const stopped = await place.liverec(`preview ${stops} --save-plan plan.json --digest`, { env });
    expect([stopped.code, stopped.out.trim(), stopped.err]).toEqual([1, "", expect.stringContaining("plan.json is not written")]);
    expect(() => readFileSync(join(place.folder, "plan.json"))).toThrow();
    expect((await place.liverec(`preview ${stops} --allow not-recorded --save-plan plan.json`, { env })).code).toBe(0);
    const accepting = (await place.liverec("preview --digest --allow not-recorded", { env })).out.trim();
    const plain = (await place.liverec("preview --digest", { env })).out.trim();
    expect(accepting).not.toBe(plain);

    expect((await place.liverec(`up --yes ${stops} --plan plan.json`, { env })).code).toBe(0);
    expect((await place.liverec(`up --yes ${stops} --plan ${accepting}`, { env })).code).toBe(0);
    expect(ups()).toBe(2);
    // The digest that accepted nothing, whatever is said when it is applied.
    expect((await place.liverec(`up --yes ${stops} --plan ${plain}`, { env })).err).toContain("stopped by --forbid not-recorded");
    const added = await place.liverec(`up --yes ${stops} --plan ${plain} --allow not-recorded`, { env });
    expect([added.code, added.err]).toEqual([1, expect.stringContaining("The review did not accept not-recorded")]);
    // A file in which somebody accepts more than was reviewed.
    const plan = JSON.parse(readFileSync(join(place.folder, "plan.json"), "utf8"));
    for (const allow of [[...plan.allow, "data-loss"], [], ["everything"], undefined]) {
      writeFileSync(join(place.folder, "forged.json"), JSON.stringify({ ...plan, allow }));
      const { code, err } = await place.liverec(`up --yes ${stops} --plan forged.json`, { env });
      expect([code, err]).toEqual([1, expect.stringMatching(/was changed after it was written|is not a plan/)]);
    }
    expect(ups()).toBe(2);
  });

  it("shows what is accepted wherever the plan is read", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env } = engineIn(place, deletion);
    const { out } = await place.liverec("preview --allow not-recorded,gap --json --markdown p.md --html p.html", { env });
    expect(JSON.parse(out).preview.accepted).toEqual(["not-recorded", "gap"]);
    const said = "Accepted, so that no valve stops at it: not-recorded, gap.";
    for (const file of ["p.md", "p.html"]) expect(readFileSync(join(place.folder, file), "utf8")).toContain(said);
    expect((await place.liverec("preview --allow not-recorded,gap", { env })).out).toContain(said);
  });

  it.each([
    ["", /name the digest or the file/],
    ["sha256:12", /not a whole digest/],
    ["gone.json", /neither a digest/],
    ["liverec.yaml", /neither a digest/],
    ["forged.json", /was changed after it was written/],
    ["other.json", /is not a plan/],
  ])("takes no plan that is none: %j", async (plan, message) => {
    using place = new Place({
      "liverec.yaml": MANIFEST,
      "other.json": "{}",
      "forged.json": JSON.stringify({ version: 1, digest: `sha256:${"0".repeat(64)}`, allow: [], changes: [] }),
    });
    const { env, calls } = engineIn(place, sample("preview"));
    const { code, err } = await place.liverec(["up", "--yes", "--plan", plan], { env });
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
    expect(() => calls()).toThrow();
  });
});

describe("liverec destroy", () => {
  const type = "pulumi-nodejs:dynamic/live-recording:Clip";
  const clip = (isPersistence: boolean) => ({
    ...{ urn: `urn:pulumi:dev::season::${type}::opening`, type, id: "5285890784246869930", custom: true },
    inputs: { streamId: "final", startTime: "2026-11-20T19:30:00Z", endTime: "2026-11-20T19:40:00Z", isPersistence },
  });

  it("says what goes, and deletes no media for good unless that is allowed", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, "");
    const holding = (resource: object) =>
      writeFileSync(join(place.folder, "state.out"), JSON.stringify({ deployment: { resources: [resource] } }));
    holding(clip(true));
    const stopped = await place.liverec("destroy --yes", { env });
    expect([stopped.code, stopped.out, stopped.err]).toEqual([
      1,
      expect.stringMatching(/The clip opening of final .*\n? *will be deleted\s+for\s+good,\s+with\s+its\s+media/),
      expect.stringContaining("stopped by --forbid data-loss"),
    ]);
    expect(JSON.parse((await place.liverec("destroy --yes --json", { env })).out)).toMatchObject({
      ok: false,
      errors: [expect.stringContaining("Data loss")],
    });
    expect((await place.liverec("destroy --yes --allow data-loss --max-deletions 0", { env })).err).toContain(
      "stopped by --max-deletions 0",
    );
    expect(calls()).not.toContain("destroy");
    expect((await place.liverec("destroy --yes --allow data-loss", { env })).code).toBe(0);
    holding(clip(false));
    expect((await place.liverec("destroy --yes", { env })).code).toBe(0);
    expect(calls().filter((call) => call === "destroy")).toHaveLength(2);
  });

  it("deletes nothing when the state cannot be read", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, "");
    writeFileSync(join(place.folder, "state.out"), "oops");
    const { code, err } = await place.liverec("destroy --yes", { env });
    expect([code, err]).toEqual([1, "liverec: The stack's state cannot be read: it is not JSON. Nothing was changed.\n"]);
    expect(calls()).not.toContain("destroy");
  });
});

describe("liverec preview", () => {
  it("writes every form in one look", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env, calls } = engineIn(place, sample("preview"));
    const line = "preview --markdown p.md --html p.html --report p.json --save-plan plan.json --json --exit-code";
    const { code, out } = await place.liverec(line, { env });
    expect([code, JSON.parse(out)]).toMatchObject([2, { version: 1, ok: true, preview: { source: "engine", stack: "dev" } }]);
    const text = (name: string) => readFileSync(join(place.folder, name), "utf8");
    expect([text("p.md"), text("p.html")]).toEqual([
      expect.stringContaining("<!-- liverec:dev -->"),
      expect.stringContaining("<!doctype html>"),
    ]);
    expect(JSON.parse(text("p.json"))).toEqual(JSON.parse(out).preview);
    expect(JSON.parse(text("plan.json")).digest).toBe(JSON.parse(out).preview.digest);
    expect(calls()).toEqual(["stack", "preview"]);
    for (const name of ["p.md", "p.html", "p.json", "plan.json"]) expect(text(name)).not.toMatch(/__provider|ciphertext|04da6b54/);
  });

  it("reckons usage by a timetable and a bit rate, as up does, and tells their mistakes before the engine is asked", async () => {
    const push = "{ stream: push.example.com/lessons/a, start: 2026-11-24T10:00:00Z, duration: 8h }";
    using place = new Place({ "liverec.yaml": MANIFEST, "week.yaml": `pushes:\n  - ${push}\n`, "wrong.yaml": "pushes: 1\n" });
    const { env, calls } = engineIn(place, sample("preview"));
    for (const line of ["preview --timetable wrong.yaml", "up --yes --timetable wrong.yaml", "up --yes --bitrate 4"])
      expect((await place.liverec(line, { env })).code).toBe(1);
    expect(() => calls()).toThrow();
    const usageAt = async (rate: string) =>
      JSON.parse((await place.liverec(`preview --json -t week.yaml --bitrate ${rate}`, { env })).out).preview.usage;
    const [usage, doubled] = [await usageAt("2M"), await usageAt("4M")];
    expect(usage.basis).toBe("timetable");
    expect([usage.before.recordedHours, usage.after.gigabytes * 2]).toEqual([8, doubled.after.gigabytes]);
    const { out } = await place.liverec("up --yes -t week.yaml --bitrate 4M", { env });
    expect(out).toMatch(/Usage by the timetable[\s\S]*new files, GB \(4 Mbit\/s\)/);
  });

  it("ends with 2 where something declared will not come true, although nothing is left to apply", async () => {
    using place = new Place({ "liverec.yaml": `${MANIFEST}schedule: { final: { ${STREAM}, template: archive } }\n` });
    const { env } = engineIn(place, "");
    const made = { domainName: "p.example.com", appName: "live", streamName: "final", templateId: "7" };
    const on = (day: string) => ({ ...made, startTime: `${day}T10:00:00Z`, endTime: `${day}T12:00:00Z` });
    const [was, declared] = [on("2018-09-20"), on("2099-09-24")];
    const looking = (next = was) => {
      const { preview, exported } = engineStory([{ token: "RecordTask", name: "final", was, declared: next }]);
      writeFileSync(join(place.folder, "preview.out"), JSON.stringify(preview));
      writeFileSync(join(place.folder, "state.out"), JSON.stringify(exported));
      return place.liverec("preview --exit-code", { env });
    };
    expect(await looking()).toMatchObject({ code: 0, out: expect.stringContaining("Nothing changes.") });
    expect(await looking(declared)).toMatchObject({
      code: 2,
      out: expect.stringContaining("schedule.final stands for a window that is over"),
    });
    expect((await place.liverec("preview --forbid not-recorded", { env })).code).toBe(1);
  });

  it("says which file cannot be written", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { env } = engineIn(place, sample("preview"));
    const { code, err } = await place.liverec("preview --html gone/p.html", { env });
    expect([code, err]).toEqual([1, "liverec: gone/p.html cannot be written: its folder does not exist.\n"]);
  });
});
