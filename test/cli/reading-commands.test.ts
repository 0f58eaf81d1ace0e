import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { openReader } from "../../provider/reading/index";
import { Place } from "./terminal";

const KEY = "5d41402abc4b2a76b9719d911017c592";
const manifest = `version: 1
templates:
  archive: { hlsParam: {} }
domains:
  push.example.com:
    playDomain: play.example.com
    record:
      - { template: archive }
clips:
  opening: { stream: push.example.com/live/final, start: "2026-11-22T08:00:00+08:00", end: "2026-11-22T08:10:00+08:00" }
`;

describe("reading on the command line", () => {
  let emulator: Emulator;
  let env: Record<string, string>;

  beforeEach(async () => {
    emulator = await startEmulator({ now: "2026-11-22T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
    env = {
      TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
      TENCENTCLOUD_SECRET_KEY: "emulator-secret",
      TENCENTCLOUD_DOMAIN: new URL(emulator.url).host,
      TENCENTCLOUD_PROTOCOL: "HTTP",
      LIVEREC_LEGACY_KEY: KEY,
    };
    const reader = openReader({ env });
    const { TemplateId } = await reader.call("CreateLiveRecordTemplate", {
      TemplateName: "t",
      Mp4Param: { Enable: 1, RecordInterval: 3600 },
    });
    await reader.call("CreateLiveRecordRule", { DomainName: "push.example.com", AppName: "", StreamName: "", TemplateId });
    emulator.push({ domain: "push.example.com", app: "live", stream: "final" });
  });
  afterEach(() => emulator.close());

  it("lists streams and recordings, as a table and as JSON", async () => {
    using place = new Place();
    expect((await place.liverec("list streams", { env })).out).toMatch(/push\.example\.com.*live.*final.*2026-11-22T00:00:00Z/);
    expect(await place.liverec("list state push.example.com/live/final", { env })).toMatchObject({
      code: 0,
      out: "push.example.com/live/final is active.\n",
    });
    expect((await place.liverec("list state push.example.com/live/other", { env })).code).toBe(2);
    for (const stream of ["final", "push.example.com/final", "/live/final", "push.example.com/live/final/x"])
      expect((await place.liverec(`list state ${stream}`, { env })).err).toContain("is no stream: write DOMAIN/APP/STREAM");
    expect(JSON.parse((await place.liverec("list time-shift --json", { env })).out)).toMatchObject({ streams: [] });
    emulator.clock.advance(1800);
    emulator.break({ domain: "push.example.com", app: "live", stream: "final" });
    emulator.clock.advance(600);
    expect((await place.liverec("list recordings final", { env })).out).toMatch(/final.*mp4.*30 min.*never/);
    expect((await place.liverec("list recordings push.example.com/live/final", { env })).out).toContain("mp4");
    expect((await place.liverec("list recordings push.example.com/other/final", { env })).out).toContain("Nothing recorded");
    expect(JSON.parse((await place.liverec("list recordings --json", { env })).out)).toMatchObject({
      version: 1,
      recordings: [{ format: "mp4", duration: 1800 }],
    });
  });

  it("says so where there is nothing to show, and refuses a window that ends before it begins", async () => {
    using place = new Place();
    emulator.settings({ pullSeconds: 0 });
    const said = async (line: string) => (await place.liverec(line, { env })).out;
    expect(await said("list streams --domain other.example.com")).toBe("No stream is being pushed.\n");
    expect(await said("list recordings nobody")).toContain("Nothing recorded in this window was found.");
    expect(await said("list time-shift")).toBe("No stream had time shift in this window.\n");
    expect(await said("list sessions push.example.com/live/final")).toBe("push.example.com/live/final had no time shift in this window.\n");
    expect(await said("list tasks")).toBe("No record task runs in this window.\n");
    expect(await said("list events")).toBe("No event waits.\n");
    for (const what of ["recordings", "time-shift", "tasks", "sessions push.example.com/live/final"]) {
      const { code, err } = await place.liverec(`list ${what} --from 2026-11-22T00:00:00Z --to 2026-11-21T00:00:00Z`, { env });
      expect([code, err]).toEqual([1, expect.stringContaining("is empty: its end must be after its begin")]);
    }
  });

  it("refuses a VOD application that is no number", async () => {
    using place = new Place();
    for (const command of ["list recordings", "list events", "doctor"])
      expect((await place.liverec(`${command} --sub-app-id main`, { env })).err).toContain("write the number of a VOD application");
  });

  it("lists record tasks over a window longer than a week", async () => {
    using place = new Place();
    const reader = openReader({ env });
    for (const day of [1, 3, 6]) {
      const StartTime = Date.parse("2026-11-22T01:00:00Z") / 1000 + day * 86_400;
      await reader.call("CreateRecordTask", {
        DomainName: "push.example.com",
        AppName: "live",
        StreamName: `s${day}`,
        StartTime,
        EndTime: StartTime + 7200 - 3600,
        TemplateId: 1001,
      });
    }
    const { out } = await place.liverec("list tasks --from 2026-11-20T00:00:00Z --to 2026-12-20T00:00:00Z --json", { env });
    expect(JSON.parse(out).tasks.map(({ streamName }: { streamName: string }) => streamName)).toEqual(["s1", "s3", "s6"]);
    const soon = await place.liverec("list tasks --json", { env });
    expect(JSON.parse(soon.out).tasks).toHaveLength(3);
  });

  it("asks only for what can be there, also where the window ends far ahead", async () => {
    using place = new Place();
    for (const what of ["tasks", "time-shift", "sessions push.example.com/live/final"]) {
      const before = emulator.journal().length;
      expect((await place.liverec(`list ${what} --to 2100-01-01T00:00:00Z`, { env })).code).toBe(0);
      expect(emulator.journal().length - before).toBeLessThan(6);
    }
  });

  it("doctor says in words what the manifest needs and the account lacks, and ends with 2", async () => {
    using place = new Place({ "liverec.yaml": manifest });
    emulator.settings({ domains: ["push.exampel.com"] });
    const { code, out } = await place.liverec("doctor", { env });
    expect(code).toBe(2);
    expect(out).toContain("!! The account has no push domain push.example.com.\n   Did you mean push.exampel.com?");
    expect(out).toContain("!! No time-shift rule covers push.example.com/live/final: no clip can be cut of it.");
    expect(out).toContain("ok The credentials are accepted.");
  });

  it("doctor looks at all that a manifest names: domains without rules, play domains, a clip's own domain, tasks, every URL", async () => {
    const events = await startEmulator({ now: "2026-11-22T00:00:00Z" });
    const url = `${events.url}/nothing-here`;
    using place = new Place({
      "liverec.yaml": `version: 1
timeZone: Asia/Shanghai
templates: { archive: { hlsParam: {} } }
timeShiftTemplates: { week: { duration: 604800 } }
callbackTemplates: { ops: { recordStatusNotifyUrl: "${url}?key=geheim" } }
vodEvents: { main: { mode: PUSH, notificationUrl: "${url}/vod", subAppId: 1500000007 } }
domains:
  push.example.com: { record: [{ template: archive }], timeShift: [{ app: live, template: week }] }
  bare.example.com: { playDomain: play.example.com }
schedule:
  a: { stream: push.example.com/live/final, start: 2026-11-22T10:00, end: 2026-11-22T12:00, template: archive }
  b: { stream: push.example.com/live/final, start: 2026-11-22T10:10, end: 2026-11-22T12:00, template: archive }
  c: { stream: push.example.com/live/final, start: 2026-11-22T10:20, end: 2026-11-22T12:00, template: archive }
  d: { stream: push.example.com/live/final, start: 2026-11-22T10:30, end: 2026-11-22T12:00, template: archive }
  old: { using: CreateLiveRecord, stream: push.example.com/live/old, start: 2026-11-22T10:00, end: 2026-11-22T12:00 }
clips:
  one: { stream: push.example.com/live/final, start: 2026-11-22T07:00, end: 2026-11-22T07:10 }
  two: { stream: push.example.com/live/final, start: 2026-11-22T07:20, end: 2026-11-22T07:30 }
`,
    });
    emulator.settings({ domains: ["push.example.com"] });
    const { code, out } = await place.liverec("doctor --json", { env });
    await events.close();
    expect(code).toBe(2);
    const { diagnoses } = JSON.parse(out) as { diagnoses: { id: string; state: string; text: string; hint?: string }[] };
    const texts = diagnoses.filter(({ state }) => state !== "well").map(({ id, state, text }) => `${state} ${id}: ${text}`);
    expect(texts).toEqual([
      "finding domains: The account has no push domain bare.example.com.",
      expect.stringMatching(/^unknown domains: Live has no play domain play\.example\.com/),
      expect.stringMatching(/^finding record-tasks: 4 record tasks want to record push\.example\.com\/live\/final at 2026-11-22T02:30:00Z/),
      expect.stringMatching(/^unknown timed-records: 1 timed record is declared/),
      "finding time-shift: No time-shift rule covers push.example.com/live/final: no clip can be cut of it.",
      expect.stringContaining(`finding callbacks: The callback URL ${url} (callbackTemplates.ops.recordStatusNotifyUrl) answers`),
      expect.stringContaining(`finding callbacks: The callback URL ${url}/vod (vodEvents.main.notificationUrl) answers`),
    ]);
    expect(diagnoses.find(({ id }) => id === "time-shift")?.hint).toBe("One is declared: apply it before the stream is pushed.");
    expect(diagnoses.map(({ text }) => text)).toContain("The VOD application 1500000007 is activated.");
    expect(out).not.toContain("geheim");
  });

  it("wrong credentials are told with the variable to set, and without a stack", async () => {
    using place = new Place();
    const { code, err } = await place.liverec("list streams", { env: { ...env, TENCENTCLOUD_SECRET_KEY: "wrong" } });
    expect(code).toBe(1);
    expect(err).toContain("TENCENTCLOUD_SECRET_KEY");
    expect(err).not.toMatch(/\bat .*:\d+:\d+/);
    expect((await place.liverec("list streams")).err).toContain("TENCENTCLOUD_SECRET_ID");
  });

  it("cam-policy prints a policy that the console takes", async () => {
    using place = new Place();
    const policy = JSON.parse((await place.liverec("cam-policy --read-only")).out);
    expect(policy).toMatchObject({ version: "2.0", statement: [{ effect: "allow", resource: ["*"] }] });
  });

  it("reads the interface of 2016: files with play addresses, snapshots with picture addresses, state", async () => {
    using place = new Place();
    emulator.settings({ legacyDomains: ["push.example.com"] });
    emulator.push({ domain: "push.example.com", app: "live", stream: "old" });
    const access = `--cmd 3 --endpoint ${emulator.url}`;
    expect(await place.liverec(`legacy status old ${access}`, { env })).toMatchObject({
      code: 0,
      out: expect.stringContaining("old gets a stream: original, rtmp/flv and hls."),
    });
    emulator.clock.advance(2400);
    emulator.break({ domain: "push.example.com", app: "live", stream: "old" });
    emulator.clock.advance(600);
    expect((await place.liverec(`legacy status old ${access}`, { env })).code).toBe(2);
    const files = JSON.parse((await place.liverec(`legacy files old ${access} --bizid 200011 --json`, { env })).out);
    expect(files.files).toHaveLength(2);
    expect(files.files[0].url).toMatch(/^http:\/\/200011\.vod\.myqcloud\.com\/.+\.f0\.flv$/);
    const queue = JSON.parse((await place.liverec(`legacy queue --count 3 --bucket pics --cos-app-id 125 ${access} --json`, { env })).out);
    expect(queue.pictures).toHaveLength(3);
    expect(queue.pictures[0]).toMatchObject({
      streamId: "old",
      width: 300,
      url: expect.stringMatching(/^http:\/\/pics-125\.file\.myqcloud\.com\/old_/),
    });
    expect((await place.liverec(`legacy files old ${access}`, { env })).out).toContain("start (China)");
  });

  it("a wrong or missing key of the interface of 2016 is told with what to do", async () => {
    using place = new Place();
    const access = `--cmd 3 --endpoint ${emulator.url}`;
    expect((await place.liverec(`legacy files old ${access}`)).err).toContain("LIVEREC_LEGACY_KEY");
    expect((await place.liverec(`legacy files old ${access}`, { env: { LIVEREC_LEGACY_KEY: "short" } })).err).toContain("32 characters");
    const wrong = await place.liverec(`legacy files old ${access}`, { env: { LIVEREC_LEGACY_KEY: "x".repeat(32) } });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/Live_Tape_GetFilelist failed[\s\S]*ret: -?\d+[\s\S]*what to do/);
    expect(wrong.err).not.toContain("x".repeat(32));
    const elsewhere = await place.liverec("legacy status old --cmd 3 --endpoint http://127.0.0.1:9", { env });
    expect(elsewhere).toMatchObject({ code: 1, out: "" });
    expect(elsewhere.err).toMatch(
      /^liverec: Live_Channel_GetStatus failed\n {2}message: .*ECONNREFUSED.*\n {2}what to do: check the endpoint and the network\n$/,
    );
    expect((await place.liverec("legacy status old --cmd 3 --endpoint nonsense", { env })).err).toContain(
      "the endpoint must be an address",
    );
  });

  it("refuses what the interface of 2016 cannot be asked: an empty business id, a bucket without its account, before a queue is read", async () => {
    using place = new Place();
    const access = ["--cmd", "3", "--endpoint", emulator.url];
    const before = emulator.journal().length;
    for (const cmd of ["", " ", "1e3", "-1"])
      expect((await place.liverec(["legacy", "status", "old", "--cmd", cmd, "--endpoint", emulator.url], { env })).err).toContain(
        "write a whole number",
      );
    for (const half of ["--bucket", "--cos-app-id"]) {
      const { code, err } = await place.liverec(["legacy", "queue", half, "125", ...access], { env });
      expect([code, err]).toEqual([1, "liverec: the address of a picture needs both --bucket and --cos-app-id\n"]);
    }
    expect(emulator.journal()).toHaveLength(before);
    await place.liverec(["legacy", "queue", ...access], { env });
    expect(emulator.journal()).toHaveLength(before + 1);
  });

  it("asks the interface of 2016 for the files of a window, as its later editions know it", async () => {
    using place = new Place();
    emulator.settings({ legacyDomains: ["push.example.com"] });
    emulator.push({ domain: "push.example.com", app: "live", stream: "old" });
    emulator.clock.advance(3 * 3600);
    emulator.break({ domain: "push.example.com", app: "live", stream: "old" });
    emulator.clock.advance(600);
    const files = async (line: string) =>
      JSON.parse((await place.liverec(`legacy files old --cmd 3 --endpoint ${emulator.url} --json ${line}`, { env })).out).files as {
        startTime: string;
      }[];
    expect((await files("--from 2026-11-22T01:00:00Z --to 2026-11-22T02:00:00Z --sort desc")).map(({ startTime }) => startTime)).toEqual([
      "2026-11-22 09:30:00",
      "2026-11-22 09:00:00",
    ]);
    const wide = await place.liverec(
      `legacy files old --cmd 3 --endpoint ${emulator.url} --from 2026-11-20T00:00:00Z --to 2026-11-22T02:00:00Z`,
      { env },
    );
    expect(wide.err).toContain("must lie within 24 hours");
    expect((await place.liverec(`legacy files nobody --cmd 3 --endpoint ${emulator.url}`, { env })).out).toBe(
      "Channel nobody has no recorded files.\n",
    );
  });
});
