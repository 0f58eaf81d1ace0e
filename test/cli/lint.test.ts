import { describe, expect, it } from "vitest";
import { GOOD } from "./manifests";
import { Place } from "./terminal";

/** The beginning of a manifest that asks for no callbacks. */
const CALLBACKS_ACCEPTED = "version: 1\nlint: { ignore: [missing-failure-callback, missing-file-callback] }\n";

describe("liverec lint", () => {
  it("finds what is legal and not meant, with its place, and ends with 2", async () => {
    using place = new Place({ "liverec.yaml": GOOD });
    const { code, out } = await place.liverec("lint --now 2026-12-01T00:00:00Z");
    expect(code).toBe(2);
    expect(out).toMatch(/^liverec\.yaml:11:\d+: warning shadowed-rule: domains\.push\.example\.com\.record\[1\]: /m);
  });

  it("leaves out what is accepted on the command line or in the manifest", async () => {
    const accepted = GOOD.replace("templates:", "lint: { ignore: [missing-failure-callback, missing-file-callback] }\ntemplates:");
    using place = new Place({ "liverec.yaml": accepted });
    const { code, out, err } = await place.liverec("lint --ignore shadowed-rule");
    expect([code, out, err]).toEqual([0, "", "Nothing found, 3 accepted.\n"]);
    const { findings } = JSON.parse((await place.liverec("lint --json")).out);
    expect(findings).toEqual([expect.objectContaining({ id: "shadowed-rule", severity: "warning", file: "liverec.yaml", line: 12 })]);
  });

  it("refuses ids of checks that do not exist", async () => {
    using place = new Place({ "liverec.yaml": GOOD.replace("templates:", "lint: { ignore: [shadowd-rule] }\ntemplates:") });
    expect(await place.liverec("lint --ignore shadowd-rule")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Did you mean shadowed-rule?"),
    });
    expect(await place.liverec("lint")).toMatchObject({
      code: 1,
      err: "liverec.yaml:3:18: lint.ignore: shadowd-rule is no check; did you mean shadowed-rule?\n",
    });
  });

  it("lists its checks, at least thirty", async () => {
    using place = new Place();
    const { rules } = JSON.parse((await place.liverec("lint --rules --json")).out);
    expect(rules.length).toBeGreaterThanOrEqual(30);
    expect(new Set(rules.map(({ id }: { id: string }) => id)).size).toBe(rules.length);
  });

  it("says of a template that is named by its number only that nothing can be told of it", async () => {
    const manifest = `${CALLBACKS_ACCEPTED}domains: { p.example.com: { record: [{ template: 5 }] } }
schedule: { a: { stream: p.example.com/l/s, start: "2026-12-20T10:00:00Z", end: "2026-12-20T11:00:00Z", template: 7 } }`;
    using place = new Place({ "liverec.yaml": manifest });
    const { code, out } = await place.liverec("lint --now 2026-12-15T00:00:00Z");
    expect(code).toBe(0);
    expect(out.match(/^liverec\.yaml:.*$/gm)).toEqual([
      expect.stringContaining("info unknown-template: domains.p.example.com.record[0].template: template 5 is not declared here"),
      expect.stringContaining("info unknown-template: schedule.a.template: template 7 is not declared here: what it makes cannot be told"),
    ]);
  });

  it("accepts one finding where a comment says so, and prints who accepted what and why", async () => {
    const manifest = GOOD.replace(
      "app: lessons, template: lecture }",
      "app: lessons, template: lecture } # liverec-ignore: shadowed-rule — backstage is private",
    );
    using place = new Place({ "liverec.yaml": `${CALLBACKS_ACCEPTED}${manifest.replace("version: 1\n", "")}` });
    expect(await place.liverec("lint")).toMatchObject({ code: 0, out: "", err: "Nothing found, 3 accepted.\n" });
    const { findings, accepted, idle } = JSON.parse((await place.liverec("lint --json")).out);
    expect([findings, idle]).toEqual([[], []]);
    expect(accepted).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: "shadowed-rule", by: "comment", reason: "backstage is private", line: 12 }),
        expect.objectContaining({ id: "missing-failure-callback", by: "manifest" }),
      ]),
    );
  });

  it.each([
    ["on the line above", "      # liverec-ignore: shadowed-rule — why\n      - { app: lessons", true],
    ["above the comments before it", "      # liverec-ignore: shadowed-rule\n      # lessons are long\n      - { app: lessons", true],
    ["together with another id", "      # liverec-ignore: unused-template, shadowed-rule - why\n      - { app: lessons", true],
    [
      "above a neighbour",
      "      # liverec-ignore: shadowed-rule\n      - { app: other, stream: a, template: archive }\n      - { app: lessons",
      false,
    ],
  ])("takes a comment for what it stands at: %s", async (_where, instead, accepts) => {
    using place = new Place({ "liverec.yaml": GOOD.replace("      - { app: lessons", instead) });
    const { out } = await place.liverec("lint --json");
    const ids = (list: readonly { id: string; path: string }[] | undefined) => (list ?? []).map(({ id }) => id);
    if (accepts) expect(ids(JSON.parse(out).accepted)).toContain("shadowed-rule");
    else expect(ids(JSON.parse(out).accepted)).not.toContain("shadowed-rule");
  });

  it("takes a comment on the line that opens a block for the whole block", async () => {
    for (const manifest of [
      GOOD.replace("    record:\n", "    record: # liverec-ignore: shadowed-rule — as meant\n"),
      GOOD.replace("domains:\n", "# liverec-ignore: shadowed-rule\ndomains:\n"),
    ]) {
      using place = new Place({ "liverec.yaml": manifest });
      expect((await place.liverec("lint")).out).not.toContain("shadowed-rule");
    }
    using place = new Place({ "liverec.yaml": GOOD.replace("templates:\n", "# liverec-ignore: shadowed-rule\ntemplates:\n") });
    const { out, err } = await place.liverec("lint");
    expect(out).toContain("shadowed-rule");
    expect(err).toContain("liverec.yaml:3:1: nothing here needs # liverec-ignore: shadowed-rule any more");
  });

  it("refuses a comment with an unknown id or without any, at its place", async () => {
    using place = new Place({ "liverec.yaml": GOOD.replace("templates:\n", "templates: # liverec-ignore: shadowd-rule — why\n") });
    expect(await place.liverec("lint")).toMatchObject({
      code: 1,
      err: "liverec.yaml:3:12: liverec-ignore: shadowd-rule is no check; did you mean shadowed-rule?\n",
    });
    using other = new Place({ "liverec.yaml": GOOD.replace("templates:\n", "templates: # liverec-ignore everything\n") });
    expect(await other.liverec("lint")).toMatchObject({ code: 1, err: expect.stringContaining("write # liverec-ignore: ID — REASON") });
  });

  it("takes no text for a comment, whatever it looks like", async () => {
    const text = `norecord: { description: "# liverec-ignore: nonsense" }
  long: { mp4Param: {}, description: a#b }
  folded:
    description: |
      # liverec-ignore: nonsense
`;
    using place = new Place({ "liverec.yaml": GOOD.replace("norecord: {}\n", text) });
    const { code, err } = await place.liverec("lint");
    expect([code, err]).toEqual([2, expect.stringMatching(/^\d+ findings\.$/m)]);
  });

  it("knows from a timetable what nothing records, what has no sound, and which windows are late", async () => {
    const manifest = `${CALLBACKS_ACCEPTED}timeZone: Asia/Shanghai
templates: { long: { mp4Param: { recordInterval: 7200, storageTime: 60 } }, sound: { aacParam: { storageTime: 60 } }, norecord: {} }
domains:
  p.example.com:
    record: [{ app: lessons, template: long }, { app: radio, template: sound }, { app: live, stream: private, template: norecord }, { app: unused, template: long }]
schedule: { late: { stream: p.example.com/live/final, start: 2026-12-20T19:30, end: 2026-12-20T22:00, template: long } }
`;
    const timetable = `timeZone: Asia/Shanghai
pushes:
  - { stream: p.example.com/live/final, start: 2026-12-20T19:20, end: 2026-12-20T22:45, breaks: [{ after: 40m, for: 2m }] }
  - { stream: p.example.com/live/private, start: 2026-12-20T19:20, duration: 1h }
  - { stream: p.example.com/other/forgotten, start: 2026-12-20T19:20, duration: 1h, repeat: { every: day, times: 3 } }
  - { stream: p.example.com/radio/silent, start: 2026-12-20T19:20, duration: 1h, audio: false }
  - { stream: p.example.com/lessons/a, start: 2026-12-20T19:20, duration: 1h, repeat: { every: day, times: 3 } }
`;
    using place = new Place({ "liverec.yaml": manifest, "week.yaml": timetable });
    const found = async (more: string) =>
      JSON.parse((await place.liverec(`lint --now 2026-12-15T00:00:00Z --json ${more}`)).out).findings.map(
        ({ id, message }: { id: string; message: string }) => `${id}: ${message}`,
      );
    const alone: string[] = await found("");
    const told = (await found("-t week.yaml --all-streams")).filter((text: string) => !alone.includes(text));
    expect(told).toEqual([
      "rule-never-wins: none of the 5 known streams is recorded by the rule for every stream of p.example.com/unused",
      "starts-with-event: it begins 10 minutes after the push of final at 2026-12-20 19:20",
      "ends-before-event: it ends 45 minutes before the push of final at 2026-12-20 19:20 does",
      expect.stringContaining("sound-format-without-sound"),
      "interval-longer-than-event: files of 2 h are longer than the push of a at 2026-12-20 19:20 (1 h); 2 more are like it",
      "event-not-recorded: nothing records p.example.com/other/forgotten during the push of forgotten at 2026-12-20 19:20; 2 more are like it",
    ]);
    const { out } = await place.liverec("lint --now 2026-12-15T00:00:00Z -t week.yaml", { columns: 300 });
    expect(out).toContain("week.yaml:5:5: warning event-not-recorded: pushes[2]: nothing records p.example.com/other/forgotten during");
    expect((await place.liverec("lint --all-streams")).err).toContain("name it with --timetable");
  });

  it("knows from options how long files may be kept, and which domains the account pushes on", async () => {
    using place = new Place({ "liverec.yaml": GOOD });
    const { out } = await place.liverec("lint --keep-at-least 60d --keep-at-most 80d --domain other.example.com");
    expect(out).toContain("HLS files are kept 30 days, the policy wants at least 60 days");
    expect(out).toContain("MP4 files are kept 90 days, the policy allows at most 80 days");
    expect(out).toContain("push.example.com is not a push domain of the account");
    expect((await place.liverec("lint --keep-at-least 60")).err).toContain("write a number with its unit, such as 30d");
  });

  it("sees that for ever was not said, also of timed records and highlights", async () => {
    const schedule =
      "schedule: { a: { using: CreateLiveRecord, stream: p.example.com/l/a, start: 2026-12-20T10:00Z, end: 2026-12-20T11:00Z } }";
    using place = new Place({
      "liverec.yaml": `${CALLBACKS_ACCEPTED}${schedule}\nhighlights: { b: { stream: p.example.com/l/b, storageTime: 0 } }\n`,
    });
    const { out } = await place.liverec("lint");
    expect(out.match(/permanent-by-default: \S+/g)).toEqual(["permanent-by-default: schedule.a.storageTime:"]);
  });

  it("ends with 0 when all that is found is for information", async () => {
    const manifest = `${CALLBACKS_ACCEPTED}templates: { a: { hlsParam: { storageTime: 86400 } } }
domains: { push.example.com: { record: [{ template: a }, { app: live, template: a }] } }
`;
    using place = new Place({ "liverec.yaml": manifest });
    const { code, out } = await place.liverec("lint");
    expect([code, out]).toEqual([0, expect.stringContaining("info rule-says-nothing-new")]);
  });
});
