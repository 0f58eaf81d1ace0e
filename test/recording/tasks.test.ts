import { describe, expect, it } from "vitest";
import { configurationOf } from "../../provider/recording/configuration";
import { simulate } from "../../provider/recording/simulate";
import { at, P, push, recordAll, target, template } from "./samples";

const PLAIN = { effectDelay: 0, fileDelay: 0 };
const stream = { domainName: P, appName: "live", streamName: "a" };
const window = (start: string, end: string) => ({ startTime: `2026-12-20T${start}:00+08:00`, endTime: `2026-12-20T${end}:00+08:00` });
const timed = (start: string, end: string, more: object = {}) => ({ origin: `timed ${start}`, ...stream, ...window(start, end), ...more });
const task = (origin: string, start: string, end: string, more: object = {}) => ({ origin, ...stream, ...window(start, end), ...more });
const spans = (...args: Parameters<typeof simulate>) => simulate(...args).recordings.map(({ start, end }) => [start, end]);
const live = [push(`${P}/live/a`, "10:00", "12:00")];

describe("timed records", () => {
  it("record the window, in FLV files of 30 minutes that stay for ever", () => {
    const { recordings } = simulate(configurationOf({ timed: [timed("10:30", "11:45")] }), { pushes: live }, PLAIN);
    expect(recordings).toHaveLength(1);
    expect(recordings[0]).toMatchObject({
      format: "flv",
      start: at("10:30"),
      end: at("11:45"),
      cause: { kind: "timed", origin: "timed 10:30" },
    });
    expect(recordings[0]?.files.map(({ duration, expiresAt }) => [duration, expiresAt])).toEqual([
      [1800, undefined],
      [1800, undefined],
      [900, undefined],
    ]);
  });

  it("stay valid over several pushes until the window ends", () => {
    const pushes = [push(`${P}/live/a`, "10:00", "10:20"), push(`${P}/live/a`, "10:30", "10:50"), push(`${P}/live/a`, "11:10", "11:30")];
    expect(spans(configurationOf({ timed: [timed("10:10", "11:00")] }), { pushes }, PLAIN)).toEqual([
      [at("10:10"), at("10:20")],
      [at("10:30"), at("10:50")],
    ]);
  });

  it("record beside the rule: the stream is recorded twice", () => {
    const both = { ...recordAll("hls"), timed: [timed("10:00", "12:00")] };
    expect(
      simulate(both, { pushes: live }, PLAIN)
        .recordings.map(({ cause }) => cause.kind)
        .sort(),
    ).toEqual(["rule", "timed"]);
  });

  it("may overlap as many as there are", () => {
    const configuration = configurationOf({ timed: [1, 2, 3, 4].map((number) => timed("10:00", `11:0${number}`)) });
    expect(simulate(configuration, { pushes: live }, PLAIN).recordings).toHaveLength(4);
  });

  it("do not work for streams pushed outside China, and the simulation says so", () => {
    const { recordings, missed } = simulate(
      configurationOf({ timed: [timed("10:00", "11:00")] }),
      { pushes: live.map((one) => ({ ...one, overseas: true })) },
      PLAIN,
    );
    expect([recordings.length, missed[0]?.reason]).toEqual([0, "overseas"]);
  });

  it("are missed when the window was over before they were declared", () => {
    const { recordings, missed } = simulate(
      configurationOf({ timed: [timed("10:00", "11:00")] }),
      { pushes: live },
      { ...PLAIN, now: at("11:30") },
    );
    expect([recordings.length, missed[0]?.reason]).toEqual([0, "window-over"]);
  });

  it("begin late when they are declared inside their window", () => {
    expect(spans(configurationOf({ timed: [timed("10:00", "11:00")] }), { pushes: live }, { ...PLAIN, now: at("10:40") })).toEqual([
      [at("10:40"), at("11:00")],
    ]);
  });

  it("end when they are dropped from the configuration", () => {
    const versions = [
      { appliedAt: at("09:00"), configuration: configurationOf({ timed: [timed("10:00", "11:00")] }) },
      { appliedAt: at("10:20"), configuration: configurationOf({}) },
    ];
    expect(spans(versions, { pushes: live }, PLAIN)).toEqual([[at("10:00"), at("10:20")]]);
  });

  it("say when their stream is never pushed, and when their time cannot be read", () => {
    const configuration = configurationOf({
      timed: [timed("20:00", "21:00"), { ...timed("10:00", "11:00"), startTime: "2026-12-20T10:00" }],
    });
    expect(
      simulate(configuration, { pushes: live }, PLAIN)
        .missed.map(({ reason }) => reason)
        .sort(),
    ).toEqual(["never-pushed", "unreadable-time"]);
  });

  it("without a domain take one stream of that name", () => {
    const pushes = [...live, push("q.example.com/live/a", "10:10", "12:00")];
    const { recordings } = simulate(configurationOf({ timed: [timed("10:30", "11:00", { domainName: undefined })] }), { pushes }, PLAIN);
    expect(recordings.map(({ domainName }) => domainName)).toEqual([P]);
  });
});

describe("record tasks", () => {
  const templates = [template("mp4", { mp4Param: { recordInterval: 3600, storageTime: 86_400 } }), template("no")];

  it("use their template", () => {
    const configuration = configurationOf({ templates, tasks: [task("t", "10:00", "11:30", { template: "mp4" })] });
    const { recordings } = simulate(configuration, { pushes: live }, PLAIN);
    expect(recordings[0]).toMatchObject({ format: "mp4", cause: { kind: "task", template: "mp4" } });
    expect(recordings[0]?.files.map(({ duration }) => duration)).toEqual([3600, 1800]);
  });

  it("without a template, or with one that was deleted, record HLS for ever", () => {
    const none = configurationOf({ templates, tasks: [task("t", "10:00", "11:30")] });
    const gone = [
      { appliedAt: at("08:00"), configuration: configurationOf({ templates, tasks: [task("t", "10:00", "11:30", { template: "mp4" })] }) },
      { appliedAt: at("09:00"), configuration: configurationOf({ tasks: [task("t", "10:00", "11:30", { template: "mp4" })] }) },
    ];
    for (const given of [none, gone]) {
      const [recording] = simulate(given, { pushes: live }, PLAIN).recordings;
      expect(recording).toMatchObject({ format: "hls", destination: { kind: "vod" }, cause: { kind: "task" } });
      expect(recording?.files[0]?.expiresAt).toBeUndefined();
    }
  });

  it("use a template that was deleted and declared again, also before the change reaches rules", () => {
    const tasks = [task("t", "10:00", "11:30", { template: "mp4" })];
    const versions = (...applied: readonly [string, boolean][]) =>
      applied.map(([when, held]) => ({ appliedAt: at(when), configuration: configurationOf(held ? { templates, tasks } : {}) }));
    const formats = (...applied: readonly [string, boolean][]) =>
      simulate(versions(...applied), { pushes: live }, { ...PLAIN, effectDelay: 600 }).recordings.map(({ format }) => format);
    expect(formats(["08:00", true], ["09:00", false], ["09:55", true])).toEqual(["mp4"]);
    expect(formats(["08:00", true], ["09:00", false], ["09:30", true])).toEqual(["mp4"]);
  });

  it("with a template without formats record nothing", () => {
    expect(
      spans(configurationOf({ templates, tasks: [task("t", "10:00", "11:00", { template: "no" })] }), { pushes: live }, PLAIN),
    ).toEqual([]);
  });

  it("get three recorders on one stream; the fourth records nothing", () => {
    const tasks = ["a", "b", "c", "d"].map((origin, index) => task(origin, `10:0${index}`, "11:00", { template: "mp4" }));
    const { recordings, missed } = simulate(configurationOf({ templates, tasks }), { pushes: live }, PLAIN);
    expect(recordings.map(({ cause }) => cause.origin)).toEqual(["a", "b", "c"]);
    expect(missed).toMatchObject([{ origin: "d", reason: "three-recorders" }]);
  });

  it("take no recorder away while they have nothing to record", () => {
    const tasks = ["no", "mp4", "mp4", "mp4"].map((key, index) => task(`${key} ${index}`, `10:0${index}`, "11:00", { template: key }));
    expect(spans(configurationOf({ templates, tasks }), { pushes: live }, PLAIN)).toHaveLength(3);
  });

  it("never continue a file over an interruption", () => {
    const waits = template("hls", { hlsParam: {}, hlsSpecialParam: { flowContinueDuration: 1800 } });
    const pushes = [push(`${P}/live/a`, "10:00", "10:20"), push(`${P}/live/a`, "10:21", "10:40")];
    const configuration = configurationOf({ templates: [waits], tasks: [task("t", "10:00", "11:00", { template: "hls" })] });
    expect(spans(configuration, { pushes }, PLAIN)).toHaveLength(2);
  });

  it("without a start begin when they are applied", () => {
    const tasks = [task("t", "10:00", "11:00", { template: "mp4", startTime: undefined })];
    expect(spans(configurationOf({ templates, tasks }), { pushes: live }, { ...PLAIN, now: at("10:45") })).toEqual([
      [at("10:45"), at("11:00")],
    ]);
  });

  it("reach a mix under a new name only when they ask for it", () => {
    const mixes = [{ output: target(`${P}/live/c`), outputStreamType: 1 as const, start: at("10:00"), end: at("11:00") }];
    for (const mixStream of [true, false]) {
      const tasks = [task("t", "10:00", "11:00", { streamName: "c", template: "mp4", mixStream })];
      const { recordings } = simulate(configurationOf({ templates, tasks }), { pushes: live, mixes }, PLAIN);
      expect(recordings.map(({ streamName, picture }) => [streamName, picture])).toEqual(mixStream ? [["c", "mixed"]] : []);
    }
  });
});

describe("highlights", () => {
  const highlight = (more: object = {}) => configurationOf({ highlights: [{ origin: "h", ...stream, duration: 300, ...more }] });

  it("record a live stream from when they are applied", () => {
    expect(spans(highlight(), { pushes: live }, { ...PLAIN, now: at("11:00") })).toEqual([[at("11:00"), at("11:05")]]);
  });

  it("end after 30 minutes at the latest", () => {
    expect(spans(highlight({ duration: 7200 }), { pushes: live }, { ...PLAIN, now: at("10:10") })).toEqual([[at("10:10"), at("10:40")]]);
  });

  it("need a stream that is live at that moment", () => {
    const { recordings, missed } = simulate(highlight(), { pushes: live }, { ...PLAIN, now: at("12:30") });
    expect([recordings.length, missed[0]?.reason]).toEqual([0, "not-live"]);
  });

  it("work for streams pushed outside China", () => {
    expect(spans(highlight(), { pushes: live.map((one) => ({ ...one, overseas: true })) }, { ...PLAIN, now: at("11:00") })).toHaveLength(1);
  });
});
