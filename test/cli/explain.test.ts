import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { typeOf } from "../../provider/fronts/contract";
import { openReader } from "../../provider/reading/index";
import { Place } from "./terminal";

const MANIFEST = `version: 1
timeZone: Asia/Shanghai
templates:
  archive: { hlsParam: { storageTime: 2592000 }, hlsSpecialParam: { flowContinueDuration: 300 } }
  lecture: { mp4Param: { recordInterval: 7200, storageTime: 7776000 } }
  norecord: {}
timeShiftTemplates:
  week: { duration: 604800 }
domains:
  push.example.com:
    record:
      - { template: archive }
      - { app: lessons, template: lecture }
      - { stream: backstage, template: norecord }
    timeShift:
      - { template: week }
schedule:
  final: { stream: push.example.com/live/final, start: 2026-12-20T19:30, end: 2026-12-20T22:30, template: lecture }
`;

describe("liverec explain, from a manifest", () => {
  it("names rule, level, template, what was beaten, what would count instead, time shift, and each set of files", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { code, out } = await place.liverec("explain push.example.com/lessons/algebra", { columns: 130 });
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot("golden/explained.golden.txt");
    expect((await place.liverec("explain push.example.com/lessons/backstage")).out).toContain("is not recorded by a rule");
    expect((await place.liverec("explain other.example.com/live/x")).out).toContain("no rule matches");
  });

  it("says of a fourth task at once that it records nothing, and who takes its place", async () => {
    const entry = (minute: number) =>
      `  t${minute}: { stream: push.example.com/live/x, start: 2026-12-20T10:0${minute}, end: 2026-12-20T12:00, template: a }`;
    const text = `version: 1\ntimeZone: Asia/Shanghai\ntemplates: { a: { hlsParam: {} } }\nschedule:\n${[1, 2, 3, 4].map(entry).join("\n")}\n`;
    using place = new Place({ "liverec.yaml": text });
    const { out } = await place.liverec("explain push.example.com/live/x", { columns: 200 });
    expect(out).toMatch(/schedule\.t4 │ 2026-12-20 10:04 .* nothing/);
    expect(out).toContain("schedule.t4 records nothing: schedule.t1, schedule.t2 and schedule.t3 record the stream when it begins");
    expect(JSON.parse((await place.liverec("explain push.example.com/live/x --json")).out).also[3].crowdedOutBy).toHaveLength(3);
  });

  it("names the tasks beside the rule, at a time only those at work, and then when a file of that time is gone", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    const { out } = await place.liverec("explain push.example.com/live/final", { columns: 240 });
    expect(out).toMatch(/schedule\.final +│ 2026-12-20 19:30 to 22:30 \+08:00 +│ MP4 +│ of 2 h/);
    expect(out).toContain("One push gives several sets of files");
    const during = await place.liverec("explain push.example.com/live/final --at 2026-12-20T20:00:00+08:00", { columns: 240 });
    expect(during.out).toContain("90 days: a file of then until 2027-03-20 20:00 +08:00");
    expect((await place.liverec("explain push.example.com/live/final --at 2026-12-21T20:00:00+08:00")).out).not.toContain("schedule.final");
  });

  it("prints times on the clocks of the manifest, with their offset, also where they change", async () => {
    const berlin = "Europe/Berlin";
    const manifest = `version: 1
timeZone: ${berlin}
templates: { t: { hlsParam: {} } }
schedule:
  short: { stream: p.example.com/live/a, start: 2026-10-24T20:00, end: 2026-10-24T22:30:15, template: t }
  night: { stream: p.example.com/live/a, start: 2026-10-24T23:00, end: 2026-10-25T06:00, template: t }
`;
    using place = new Place({
      "liverec.yaml": manifest,
      "offset.yaml": manifest.replace(`timeZone: ${berlin}\n`, "").replace(/(T[\d:]+),/g, "$1+08:00,"),
    });
    const { out } = await place.liverec("explain p.example.com/live/a", { columns: 200 });
    expect(out).toContain("2026-10-24 20:00 to 22:30:15 +02:00");
    expect(out).toContain("2026-10-24 23:00 +02:00 to 2026-10-25 06:00 +01:00");
    const offset = await place.liverec("explain p.example.com/live/a -m offset.yaml", { columns: 200 });
    expect(offset.out).toContain("2026-10-24 20:00 to 22:30:15 +08:00");
    expect(JSON.parse((await place.liverec("explain p.example.com/live/a --json")).out).also[0].timeZone).toBe(berlin);
  });

  it("takes a time without an offset for one on the manifest's clocks, and wants an offset where there are none", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST, "bare.yaml": "version: 1\ntemplates: { t: { hlsParam: {} } }\n" });
    const at = async (time: string) =>
      JSON.parse((await place.liverec(`explain push.example.com/live/final --json --at ${time}`)).out).also.length;
    expect([await at("2026-12-20T20:00"), await at("2026-12-20T20:00Z"), await at("2026-12-20T12:00Z")]).toEqual([1, 0, 1]);
    expect((await place.liverec("explain a.b/c/d -m bare.yaml --at 2026-12-20T20:00")).err).toContain("needs an offset here");
    expect((await place.liverec("explain a.b/c/d --at tomorrow")).err).toContain("is not a time; write it like 2026-12-20T19:30");
    expect((await place.liverec("explain")).err).toBe("liverec: Name a stream: liverec explain push.example.com/live/final.\n");
  });

  it("shows the shape of a stream to whoever does not know it, without words of the parser", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    for (const text of ["foo", "push.example.com/live", "a/b/c/d", "//x"]) {
      const { code, err } = await place.liverec(["explain", text]);
      expect([code, err]).toEqual([
        1,
        `liverec: "${text}" is not a stream: write domain/app/stream, such as push.example.com/live/final.\n`,
      ]);
    }
  });

  it("wonders at a domain that nothing names", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    expect((await place.liverec("explain pushh.example.com/live/x")).out).toContain(
      "Nothing in the manifest names the domain pushh.example.com; did you mean push.example.com?",
    );
  });

  it("prints the same for machines", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    expect(JSON.parse((await place.liverec("explain push.example.com/live/x --json")).out)).toMatchObject({
      version: 1,
      source: "manifest",
      recorded: true,
      rule: { level: "domain", template: { key: "archive" }, plans: [{ format: "hls", storageTime: 2_592_000 }] },
      timeShift: { template: { duration: 604_800 } },
    });
  });

  it("refuses what is not a stream, not a time, or two sources at once", async () => {
    using place = new Place({ "liverec.yaml": MANIFEST });
    expect(await place.liverec("explain push.example.com")).toMatchObject({
      code: 1,
      err: expect.stringContaining("write domain/app/stream"),
    });
    expect(await place.liverec("explain p.example.com/a/b --at 19:30")).toMatchObject({
      code: 1,
      err: expect.stringContaining('"19:30" is not a time'),
    });
    expect((await place.liverec("explain p.example.com/a/b --live --state x.json")).err).toBe(
      "liverec: --live and --state exclude each other: name one.\n",
    );
    expect((await place.liverec("explain p.example.com/a/b --live -m liverec.yaml")).err).toContain("needs no manifest");
  });
});

const urn = (token: string, name: string) => `urn:pulumi:dev::site::live-recording:index:LiveRecording$${typeOf(token)}::${name}`;

function resource(token: string, name: string, id: string, inputs: object, outputs: object = {}): object {
  const parent = "urn:pulumi:dev::site::live-recording:index:LiveRecording::site";
  return { urn: urn(token, name), type: typeOf(token), id, custom: true, parent, inputs, outputs: { ...inputs, ...outputs } };
}

const STATE = {
  version: 3,
  deployment: {
    resources: [
      resource("RecordTemplate", "site/archive", "1001", { hlsParam: { enable: true, storageTime: 86_400 } }),
      { ...resource("RecordTemplate", "site/old", "1000", { mp4Param: { enable: true } }), delete: true },
      resource("RecordRule", "site/push.example.com//", "push.example.com//", { domainName: "push.example.com", templateId: "1001" }),
      resource(
        "HighlightRecord",
        "site/goal",
        "77",
        { domainName: "push.example.com", appName: "live", streamName: "final", duration: 300, fileFormat: "mp4" },
        { status: "recording", endsAt: "2026-12-20T12:05:00Z" },
      ),
      resource(
        "RecordTask",
        "site/late",
        "missed-1",
        {
          domainName: "push.example.com",
          appName: "live",
          streamName: "final",
          startTime: "2026-01-01T00:00:00Z",
          endTime: "2026-01-01T01:00:00Z",
          templateId: "1001",
        },
        { status: "missed", taskId: "" },
      ),
    ],
  },
};

describe("liverec explain, from a stack's state", () => {
  it("follows ids to names, knows when a highlight ran, and leaves out what does nothing", async () => {
    using place = new Place({ "state.json": JSON.stringify(STATE) });
    const answer = JSON.parse((await place.liverec("explain push.example.com/live/final --state state.json --json")).out);
    expect(answer).toMatchObject({
      source: "state",
      recorded: true,
      rule: { rule: { origin: "push.example.com//", template: "archive" }, plans: [{ storageTime: 86_400 }] },
      also: [
        {
          kind: "highlight",
          origin: "goal",
          window: { start: "2026-12-20T12:00:00Z", end: "2026-12-20T12:05:00Z" },
        },
      ],
    });
  });

  it("says what a file lacks that is no state", async () => {
    using place = new Place({ "broken.json": "{", "other.json": "[1]" });
    for (const [file, why] of [
      ["broken.json", "is not JSON"],
      ["other.json", "holds no deployment"],
      ["none.json", "cannot be read"],
    ]) {
      const { code, err } = await place.liverec(`explain p.example.com/a/b --state ${file}`);
      expect([code, err]).toEqual([1, expect.stringContaining(`${file} ${why}`)]);
    }
  });

  it("reads a stack through the engine, and explains what the engine lacks", async () => {
    using place = new Place({ "Pulumi.yaml": "name: site\nruntime: nodejs\n" });
    expect((await place.liverec("explain p.example.com/a/b --stack dev")).err).toContain("PULUMI_BACKEND_URL");
    const env = { PULUMI_BACKEND_URL: `file://${place.folder}`, PULUMI_CONFIG_PASSPHRASE: "" };
    expect((await place.liverec("explain p.example.com/a/b --stack dev", { env })).err).toContain("The Pulumi engine is missing");
  });
});

describe("liverec explain, from the live account", () => {
  let emulator: Emulator;
  let env: Record<string, string>;

  beforeEach(async () => {
    emulator = await startEmulator({ now: "2026-12-19T00:00:00Z", freeze: true });
    env = {
      TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
      TENCENTCLOUD_SECRET_KEY: "emulator-secret",
      TENCENTCLOUD_DOMAIN: new URL(emulator.url).host,
      TENCENTCLOUD_PROTOCOL: "HTTP",
    };
  });
  afterEach(() => emulator.close());

  it("reads templates of both sorts, rules, record tasks and time shift, and says what cannot be listed", async () => {
    const reader = openReader({ env });
    const archive = await reader.call("CreateLiveRecordTemplate", {
      TemplateName: "archive",
      HlsParam: { Enable: 1, StorageTime: 86_400 },
    });
    const slow = await reader.call("CreateLiveRecordTemplate", { TemplateName: "slow", IsDelayLive: 1, Mp4Param: { Enable: 1 } });
    const week = await reader.call("CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604_800 });
    const everything = { DomainName: "push.example.com", AppName: "", StreamName: "" };
    await reader.call("CreateLiveRecordRule", { ...everything, TemplateId: archive["TemplateId"] });
    await reader.call("CreateLiveRecordRule", { ...everything, AppName: "live", TemplateId: slow["TemplateId"] });
    await reader.call("CreateLiveTimeShiftRule", { ...everything, AppName: "*", StreamName: "*", TemplateId: week["TemplateId"] });
    const seconds = (time: string) => Date.parse(time) / 1000;
    await reader.call("CreateRecordTask", {
      ...{ DomainName: "push.example.com", AppName: "live", StreamName: "final", TemplateId: archive["TemplateId"] },
      ...{ StartTime: seconds("2026-12-20T11:30:00Z"), EndTime: seconds("2026-12-20T14:30:00Z") },
    });
    using place = new Place();
    const { out, code } = await place.liverec("explain push.example.com/live/final --live --json", { env });
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({
        source: "account",
        rule: expect.objectContaining({
          level: "domain+app",
          template: expect.objectContaining({ key: `slow (${slow["TemplateId"]})`, isDelayLive: true }),
        }),
        without: expect.objectContaining({ level: "domain" }),
        also: [expect.objectContaining({ kind: "task", plans: [expect.objectContaining({ format: "hls", storageTime: 86_400 })] })],
        timeShift: expect.objectContaining({ template: expect.objectContaining({ duration: 604_800 }) }),
        unknown: expect.arrayContaining([expect.stringContaining("cannot be listed")]),
      }),
    ]);
    const text = (await place.liverec("explain push.example.com/live/final --live", { env, columns: 100 })).out;
    expect(text).toContain("CreateLiveRecord");
    expect(
      Math.max(
        ...text
          .split("\n")
          .filter((line) => /[│├┌└]/.test(line))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });

  it("reads nothing but lists", async () => {
    using place = new Place();
    emulator.clearJournal();
    expect((await place.liverec("explain push.example.com/live/final --live", { env })).out).toContain("no rule matches");
    expect(emulator.journal().filter(({ action }) => !action.startsWith("Describe"))).toEqual([]);
  });
});
