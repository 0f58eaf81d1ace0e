import { describe, expect, it } from "vitest";
import { configurationOf } from "../../provider/recording/configuration";
import { simulate } from "../../provider/recording/simulate";
import { at, P, push, recordAll, rule, target, template } from "./samples";

const PLAIN = { effectDelay: 0, fileDelay: 0 };
const spans = (files: readonly { start: number; end: number }[]) => files.map(({ start, end }) => [start, end]);
const files = (...args: Parameters<typeof simulate>) => simulate(...args).recordings.flatMap((recording) => recording.files);

describe("slices", () => {
  it("FLV and MP4 are cut every recordInterval, the rest in the last file", () => {
    for (const format of ["flv", "mp4"] as const) {
      const made = files(recordAll(format, { recordInterval: 3600 }), { pushes: [push(`${P}/live/a`, "10:00", "12:30")] }, PLAIN);
      expect(spans(made)).toEqual([
        [at("10:00"), at("11:00")],
        [at("11:00"), at("12:00")],
        [at("12:00"), at("12:30")],
      ]);
    }
  });

  it("without recordInterval a file is 30 minutes long", () => {
    expect(files(recordAll("flv"), { pushes: [push(`${P}/live/a`, "10:00", "11:00")] }, PLAIN)).toHaveLength(2);
  });

  it("HLS ignores recordInterval: one file from push to break", () => {
    const made = files(recordAll("hls", { recordInterval: 60 }), { pushes: [push(`${P}/live/a`, "10:00", "15:00")] }, PLAIN);
    expect(spans(made)).toEqual([[at("10:00"), at("15:00")]]);
  });

  it("an interruption ends a slice, and the next push begins a new count", () => {
    const pushes = [push(`${P}/live/a`, "10:00", "10:40"), push(`${P}/live/a`, "10:41", "11:20")];
    expect(spans(files(recordAll("mp4"), { pushes }, PLAIN))).toEqual([
      [at("10:00"), at("10:30")],
      [at("10:30"), at("10:40")],
      [at("10:41"), at("11:11")],
      [at("11:11"), at("11:20")],
    ]);
  });

  it("several formats make files of their own", () => {
    const both = recordAll("flv", {}, { hlsParam: {}, aacParam: {} });
    const { recordings } = simulate(both, { pushes: [push(`${P}/live/a`, "10:00", "10:20")] }, PLAIN);
    expect(recordings.map(({ format, content }) => [format, content])).toEqual([
      ["flv", "video"],
      ["hls", "video"],
      ["aac", "audio"],
    ]);
  });

  it("a push without picture makes files of sound, whose size is that of sound", () => {
    const pushes = [{ ...push(`${P}/live/a`, "10:00", "10:20"), video: false }];
    const { recordings } = simulate(recordAll("flv"), { pushes }, { ...PLAIN, audioBitrate: 128_000 });
    expect(recordings.map(({ content, files: [file] }) => [content, file?.size])).toEqual([["audio", 1200 * 16_000]]);
  });

  it("a format that is switched off makes nothing", () => {
    expect(files(recordAll("flv", { enable: false }), { pushes: [push(`${P}/live/a`, "10:00", "10:20")] }, PLAIN)).toEqual([]);
  });

  it("a push under 10 seconds gives no file, and the simulation says why", () => {
    const { recordings, missed } = simulate(recordAll("flv"), { pushes: [push(`${P}/live/a`, "10:00:00", "10:00:09")] }, PLAIN);
    expect(recordings).toEqual([]);
    expect(missed.map(({ reason }) => reason)).toEqual(["too-short"]);
  });

  it("a long push keeps the short rest of its last slice", () => {
    expect(files(recordAll("flv"), { pushes: [push(`${P}/live/a`, "10:00:00", "10:30:05")] }, PLAIN)).toHaveLength(2);
  });
});

describe("continuation", () => {
  const continued = recordAll("hls", {}, { hlsSpecialParam: { flowContinueDuration: 300 } });
  const pushes = [push(`${P}/live/a`, "10:00", "10:20"), push(`${P}/live/a`, "10:24", "11:00")];

  it("joins a push that comes back in time, with a discontinuity at the joint", () => {
    const [file, ...more] = files(continued, { pushes }, PLAIN);
    expect(more).toEqual([]);
    expect(file).toMatchObject({ start: at("10:00"), end: at("11:00"), discontinuities: 1, duration: 56 * 60 });
  });

  it("makes the file come that much later", () => {
    expect(files(continued, { pushes }, { ...PLAIN, fileDelay: 300 })[0]).toMatchObject({
      closedAt: at("11:05"),
      availableAt: at("11:10"),
    });
  });

  it("joins a push that comes back after exactly that time", () => {
    const exact = [push(`${P}/live/a`, "10:00", "10:20"), push(`${P}/live/a`, "10:25", "11:00")];
    expect(files(continued, { pushes: exact }, PLAIN).map(({ closedAt }) => closedAt)).toEqual([at("11:05")]);
  });

  it("ends the file when the push stays away longer", () => {
    const late = [push(`${P}/live/a`, "10:00", "10:20"), push(`${P}/live/a`, "10:26", "11:00")];
    expect(files(continued, { pushes: late }, PLAIN).map(({ closedAt }) => closedAt)).toEqual([at("10:25"), at("11:05")]);
  });

  it("does nothing for other formats", () => {
    const flv = recordAll("flv", {}, { hlsSpecialParam: { flowContinueDuration: 300 } });
    expect(files(flv, { pushes }, PLAIN).every(({ discontinuities }) => discontinuities === 0)).toBe(true);
  });

  it("does nothing for a stream without sound", () => {
    expect(files(continued, { pushes: pushes.map((one) => ({ ...one, audio: false })) }, PLAIN)).toHaveLength(2);
  });

  it("does not join what another template records", () => {
    const other = configurationOf({ templates: [...continued.templates, template("u", { hlsParam: {} })], rules: [rule(`${P}//`, "u")] });
    const versions = [
      { appliedAt: at("09:00"), configuration: continued },
      { appliedAt: at("10:22"), configuration: other },
    ];
    expect(files(versions, { pushes }, PLAIN)).toHaveLength(2);
  });
});

describe("when a configuration counts", () => {
  const off = configurationOf({});
  const on = recordAll("hls");

  it("a running push keeps what it read at its start", () => {
    const versions = [
      { appliedAt: at("08:00"), configuration: off },
      { appliedAt: at("10:10"), configuration: on },
    ];
    const pushes = [push(`${P}/live/a`, "10:00", "11:00"), push(`${P}/live/a`, "11:10", "11:30")];
    expect(files(versions, { pushes }, PLAIN).map(({ start }) => start)).toEqual([at("11:10")]);
  });

  it("a change reaches pushes that start 10 minutes later", () => {
    const versions = [{ appliedAt: at("10:00"), configuration: on }];
    const pushes = [push(`${P}/live/a`, "10:09:59", "10:30"), push(`${P}/live/b`, "10:10", "10:30")];
    expect(simulate(versions, { pushes }).recordings.map(({ streamName }) => streamName)).toEqual(["b"]);
  });

  it("a template without formats keeps a stream from being recorded by the domain rule", () => {
    const configuration = configurationOf({ templates: [...on.templates, template("no")], rules: [...on.rules, rule(`${P}//b`, "no")] });
    const pushes = [push(`${P}/live/a`, "10:00", "10:30"), push(`${P}/live/b`, "10:00", "10:30")];
    expect(simulate(configuration, { pushes }, PLAIN).recordings.map(({ streamName }) => streamName)).toEqual(["a"]);
  });

  it("nothing reaches VOD while it is not activated", () => {
    const pushes = [push(`${P}/live/a`, "10:00", "10:30")];
    const { recordings, missed } = simulate(on, { pushes }, { ...PLAIN, vodActivated: false });
    expect(recordings).toEqual([]);
    expect(missed[0]?.reason).toBe("vod-off");
  });
});

describe("life and name of a file", () => {
  const pushes = [push(`${P}/live/a`, "10:00", "10:20")];

  it("storageTime counts from the moment the file is there", () => {
    const [file] = files(recordAll("hls", { storageTime: 86_400 }), { pushes }, { ...PLAIN, fileDelay: 300 });
    expect(file).toMatchObject({ availableAt: at("10:25"), expiresAt: at("10:25") + 86_400_000 });
  });

  it("0 keeps for ever", () => {
    expect(files(recordAll("hls", { storageTime: 0 }), { pushes }, PLAIN)[0]?.expiresAt).toBeUndefined();
  });

  it("COS ignores storageTime", () => {
    const settings = { storageTime: 60, cosBucketName: "b", cosBucketRegion: "ap-guangzhou", cosBucketPath: "/x" };
    const [recording] = simulate(recordAll("hls", settings, { cosStore: true }), { pushes }, PLAIN).recordings;
    expect(recording?.destination).toEqual({ kind: "cos", bucket: "b", region: "ap-guangzhou", path: "/x" });
    expect(recording?.files[0]?.expiresAt).toBeUndefined();
  });

  it("the name follows the pattern, in China time; unknown placeholders stay", () => {
    const pattern =
      "{StreamID}-{StartYear}{StartMonth}{StartDay}-{StartHour}.{StartMinute}.{StartSecond}.{StartMillisecond}-{EndHour}-{Nope}";
    expect(files(recordAll("hls", { vodFileName: pattern }), { pushes }, PLAIN)[0]?.name).toBe("a-20261220-10.00.00.000-10-{Nope}");
    expect(files(recordAll("hls"), { pushes }, PLAIN)[0]?.name).toBe("a_2026-12-20-10-00-00_2026-12-20-10-20-00");
  });

  it("its size follows the bit rate, bits per second", () => {
    expect(files(recordAll("hls"), { pushes }, { ...PLAIN, bitrate: 1_000_000 })[0]?.size).toBe(1200 * 125_000);
    expect(files(recordAll("aac"), { pushes }, { ...PLAIN, audioBitrate: 64_000 })[0]?.size).toBe(1200 * 8_000);
  });

  it("a recording of sound needs sound", () => {
    const { recordings, missed } = simulate(recordAll("aac"), { pushes: [push(`${P}/live/a`, "10:00", "10:20", { audio: false })] }, PLAIN);
    expect([recordings.length, missed[0]?.reason]).toEqual([0, "no-sound"]);
  });
});

describe("mixed streams", () => {
  const pushes = [push(`${P}/live/a`, "10:00", "11:00"), push(`${P}/live/b`, "10:00", "11:00")];
  const window = { start: at("10:00"), end: at("11:00") };

  it("an output under an input's name replaces that input's picture", () => {
    const mixes = [{ output: target(`${P}/live/a`), outputStreamType: 0 as const, ...window }];
    const { recordings } = simulate(recordAll("hls"), { pushes, mixes }, PLAIN);
    expect(recordings.map(({ streamName, picture }) => [streamName, picture])).toEqual([
      ["a", "mixed"],
      ["b", "own"],
    ]);
  });

  it("an output under a new name is recorded beside the inputs", () => {
    const mixes = [{ output: target(`${P}/live/c`), outputStreamType: 1 as const, ...window }];
    const { recordings } = simulate(recordAll("hls"), { pushes, mixes }, PLAIN);
    expect(recordings.map(({ streamName, picture }) => [streamName, picture]).sort()).toEqual([
      ["a", "own"],
      ["b", "own"],
      ["c", "mixed"],
    ]);
  });
});
