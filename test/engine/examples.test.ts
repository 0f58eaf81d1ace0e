import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { openStack, type Stack } from "./harness/index";
import { type LiveClient, officialClient } from "./support/client";

const domain = "push.example.com";

describe("the examples", () => {
  let emulator: Emulator;
  let live: LiveClient;
  let stack: Stack;

  const run = async (folder: string): Promise<Stack> => {
    stack = await openStack({ program: { folder: `examples/${folder}` }, emulator });
    return stack;
  };

  /** What one push is recorded by: the formats, and the template; `none` when no rule matches. */
  function push(pushDomain: string, stream = "s1", app = "live") {
    emulator.push({ domain: pushDomain, app, stream });
    const recordedBy = emulator
      .state()
      .streams.find((one) => one.domain === pushDomain && one.app === app && one.stream === stream)?.recordedBy;
    return recordedBy ? { template: String(recordedBy.templateId), level: recordedBy.level, formats: recordedBy.formats } : "none";
  }

  beforeEach(async () => {
    emulator = await startEmulator({ now: "2018-09-10T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
    ({ live } = officialClient(emulator));
  });

  afterEach(async () => {
    await stack.close();
    await emulator.close();
  });

  it("quickstart: a domain as HLS and MP4, an app with its own template, a stream that is never recorded", async () => {
    stack = await openStack({ program: { folder: ".", files: ["Pulumi.yaml", "examples/quickstart"] }, emulator });
    await stack.up();
    expect(await stack.outputs()).toEqual({ levels: { everything: "domain", lessons: "domain+app", backstage: "domain+stream" } });
    expect(push(domain, "main")).toMatchObject({ formats: ["hls", "mp4"], level: "domain" });
    expect(push(domain, "algebra", "lessons")).toMatchObject({ formats: ["mp4"], level: "domain+app" });
    expect(push(domain, "backstage")).toMatchObject({ formats: [], level: "domain+stream" });

    // One HLS file across an interruption of less than the continuation; MP4 begins a new one.
    emulator.clock.advance(600);
    emulator.break({ domain, app: "live", stream: "main" });
    emulator.clock.advance(120);
    emulator.push({ domain, app: "live", stream: "main" });
    emulator.clock.advance(600);
    for (const [app, stream] of [
      ["live", "main"],
      ["lessons", "algebra"],
      ["live", "backstage"],
    ] as const)
      emulator.break({ domain, app, stream });
    emulator.clock.advance(3600);
    const files = emulator.state().media.map(({ stream, type, duration }) => `${stream} ${type} ${duration}`);
    expect(files.sort()).toEqual(["algebra mp4 1320", "main hls 1200", "main mp4 600", "main mp4 600"]);
  });

  it("priority: the narrowest rule that matches a push records it, and no other", async () => {
    await run("priority");
    // A triple holds one template: the service refuses a second, and the package names what stands there.
    await live.CreateLiveRecordTemplate({ TemplateName: "by-hand" });
    await live.CreateLiveRecordRule({ DomainName: "only.example.com", AppName: "", StreamName: "", TemplateId: 1001 });
    const refused = await stack.up({ expectFailure: true });
    expect(refused.stdout).toMatch(/RecordRule only\.example\.com already exists .*templateId is "1001"[\s\S]*adopt: true/);
    await live.DeleteLiveRecordRule({ DomainName: "only.example.com", AppName: "", StreamName: "" });
    await stack.up();
    const { templates } = (await stack.outputs()) as { templates: Record<string, string> };
    await expect(
      live.CreateLiveRecordRule({ DomainName: "only.example.com", AppName: "", StreamName: "", TemplateId: Number(templates["appWide"]) }),
    ).rejects.toMatchObject({ code: "FailedOperation.RuleAlreadyExist" });

    expect(push("only.example.com")).toMatchObject({ template: templates["domainWide"], formats: ["hls", "mp4"] });
    expect(push("app.example.com")).toMatchObject({ template: templates["appWide"] });
    expect(push("stream.example.com")).toMatchObject({ template: templates["streamWide"] });
    expect(push("both.example.com")).toMatchObject({ template: templates["oneStream"] });
    expect(push("other-app.example.com")).toMatchObject({ template: templates["domainWide"] });
    expect(push("other-stream.example.com")).toMatchObject({ template: templates["domainWide"] });
    expect(push("elsewhere.example.com")).toBe("none");
    expect(push("exempt.example.com")).toMatchObject({ template: templates["norecord"], formats: [] });

    // Rules without a domain are of the older guide; this package does not make them.
    emulator.settings({ allowEmptyDomain: true });
    const { TemplateId = 0 } = await live.CreateLiveRecordTemplate({ TemplateName: "everywhere", AacParam: { Enable: 1 } });
    await live.CreateLiveRecordRule({ DomainName: "", AppName: "", StreamName: "s9", TemplateId });
    expect(push("only.example.com", "s9")).toMatchObject({ template: String(TemplateId), level: "stream" });
    await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
  });

  it("scheduled: 08:00 to 10:00 in China as FLV, and the sound as MP4 files of an hour", async () => {
    await run("scheduled");
    await stack.up();
    const common = { domain, app: "live", stream: "test", start: "2018-09-11T00:00:00Z", end: "2018-09-11T02:00:00Z", highlight: false };
    expect(emulator.state().tasks.sort((a, b) => a.format.localeCompare(b.format))).toMatchObject([
      { ...common, format: "flv", content: "video", interval: 1800, storageTime: 0 },
      { ...common, format: "mp4", content: "audio", interval: 3600, storageTime: 2_592_000 },
    ]);
    expect(
      emulator
        .journal()
        .filter(({ action }) => action === "CreateLiveRecord")
        .map(({ params }) => params["StartTime"]),
    ).toEqual(["2018-09-11 08:00:00", "2018-09-11 08:00:00"]);

    // Without Highlight the request is a timed one, and that needs its times.
    await expect(live.CreateLiveRecord({ StreamName: "test", AppName: "live", DomainName: domain, MixStream: 1 })).rejects.toMatchObject({
      code: "InvalidParameter",
    });

    emulator.clock.set("2018-09-10T23:55:00Z");
    emulator.push({ domain, app: "live", stream: "test" });
    emulator.clock.set("2018-09-11T02:10:00Z");
    const files = emulator.state().media.map(({ type, duration, expireTime }) => ({ type, duration, expires: expireTime !== null }));
    expect(files.filter(({ type }) => type === "flv")).toEqual(Array(4).fill({ type: "flv", duration: 1800, expires: false }));
    expect(files.filter(({ type }) => type === "mp4")).toEqual(Array(2).fill({ type: "mp4", duration: 3600, expires: true }));

    // A record that is over is finished: nothing to do, and nothing but the task goes with the resource.
    await stack.preview({ args: ["--expect-no-changes"] });
    await stack.destroy();
    expect(emulator.state().media).toHaveLength(6);
  });

  it("highlight: records a running stream at once, and stops when the resource is deleted", async () => {
    await run("highlight");
    const early = await stack.up({ expectFailure: true });
    expect(early.stdout).toMatch(/CreateLiveRecord failed\s+code: ResourceUnavailable\.StreamNotExist/);
    emulator.push({ domain, app: "live", stream: "match" });
    await stack.up();
    expect(await stack.outputs()).toEqual({ endsAt: "2018-09-10T00:05:00Z" });
    emulator.clock.advance(90);
    await stack.destroy();
    const { tasks, media } = emulator.state();
    expect(tasks.filter(({ state }) => state === "running")).toEqual([]);
    expect(media).toMatchObject([{ type: "mp4", duration: 90, stream: "match" }]);
    expect(
      emulator
        .journal()
        .map(({ action }) => action)
        .slice(-2),
    ).toEqual(["StopLiveRecord", "DeleteLiveRecord"]);
  });

  it("clip: an hour with an interruption gives two segments, and only the persisted clip outlives its source", async () => {
    await run("clip");
    await stack.up();
    emulator.clock.set("2018-09-20T09:50:00Z");
    const stream = { domain, app: "live", stream: "record-stream" };
    emulator.push(stream);
    emulator.break({ ...stream, at: "2018-09-20T10:30:00Z" });
    emulator.push({ ...stream, at: "2018-09-20T10:40:00Z" });
    emulator.clock.set("2018-09-20T11:10:00Z");
    emulator.break(stream);

    await stack.config("cut", "true");
    await stack.up();
    const { clips } = (await stack.outputs()) as { clips: Record<string, Record<string, unknown>> };
    expect(clips["kept"]).toMatchObject({
      seconds: 3000,
      segments: [
        { startTime: "2018-09-20T10:00:00Z", endTime: "2018-09-20T10:30:00Z" },
        { startTime: "2018-09-20T10:40:00Z", endTime: "2018-09-20T11:00:00Z" },
      ],
      gaps: [{ startTime: "2018-09-20T10:30:00Z", endTime: "2018-09-20T10:40:00Z" }],
      task: expect.stringContaining("procedure"),
    });
    expect(clips["shared"]).toMatchObject({ fileId: "", seconds: 3000 });
    expect(emulator.state().media.find(({ fileId }) => fileId === clips["kept"]?.["fileId"])?.expireTime).toBe("2030-12-31T23:59:59Z");
    expect(await status(clips["kept"]?.["url"], clips["shared"]?.["url"])).toEqual([200, 200]);

    // The copy is made in the background, and needs its source until it is complete.
    emulator.clock.advance(600);
    const { vod } = officialClient(emulator);
    for (const { fileId, recordingId } of emulator.state().media) if (recordingId !== null) await vod.DeleteMedia({ FileId: fileId });
    expect(await status(clips["kept"]?.["url"], clips["shared"]?.["url"])).toEqual([200, 404]);
    await stack.preview({ args: ["--refresh", "--expect-no-changes"] });
  });

  it("record-template: every format, a bucket of one's own, slow live", async () => {
    await run("record-template");
    await stack.up();
    const on = { Enable: 1 };
    expect(emulator.state().record.templates.sort((a, b) => a.TemplateName.localeCompare(b.TemplateName))).toMatchObject([
      {
        TemplateName: "every-format",
        FlvParam: { ...on, RecordInterval: 1800, StorageTime: 604_800 },
        HlsParam: { ...on, Procedure: "LongVideoPreset" },
        Mp4Param: { ...on, RecordInterval: 7200 },
        AacParam: { ...on, RecordInterval: 3600 },
        Mp3Param: on,
        HlsSpecialParam: { FlowContinueDuration: 1800 },
        FlvSpecialParam: { UploadInRecording: true },
        RemoveWatermark: true,
      },
      { TemplateName: expect.stringMatching(/^slow-/), IsDelayLive: 1 },
      { TemplateName: expect.stringMatching(/^to-cos-/), CosStore: 1, Mp4Param: { ...on, CosBucketName: "recordings" } },
    ]);
  });

  it("time-shift: a week for the domain, a month for one app", async () => {
    await run("time-shift");
    await stack.up();
    emulator.push({ domain, app: "live", stream: "s1" });
    emulator.push({ domain, app: "lessons", stream: "s1" });
    expect(emulator.state().timeShift.sessions).toMatchObject([
      { app: "live", retention: 604_800, itemDuration: 5 },
      { app: "lessons", retention: 2_592_000, itemDuration: 3 },
    ]);
    expect(await stack.outputs()).toEqual({ level: "domain+app" });
  });
});

function status(...urls: unknown[]): Promise<number[]> {
  return Promise.all(urls.map(async (url) => (await fetch(String(url))).status));
}
