import { describe, expect, it } from "vitest";
import { compareConfigurations } from "../../provider/recording/changes";
import { type Clip, type Configuration, configurationOf } from "../../provider/recording/configuration";
import { explain } from "../../provider/recording/explain";
import { simulate } from "../../provider/recording/simulate";
import { at, P, push, recordAll, rule, target, template } from "./samples";

const told = (before: Configuration, after: Configuration, now?: number) =>
  compareConfigurations(before, after, now === undefined ? {} : { now }).map(({ kind, risk }) => `${kind} ${risk}`);
const window = { startTime: "2026-12-20T19:30:00+08:00", endTime: "2026-12-20T19:40:00+08:00" };
const clipped = (more: Partial<Clip>) => configurationOf({ clips: [{ origin: "opening", streamId: "final", ...window, ...more }] });
const NEW_YEAR = "2027-01-01T00:00:00Z";

describe("a clip", () => {
  it("that is not persisted stays the same when that is written out", () => {
    expect(told(clipped({}), clipped({ isPersistence: false }))).toEqual([]);
  });

  it("that is no longer persisted loses its media, and one that is persisted from then on is kept for ever", () => {
    expect(told(clipped({ isPersistence: true }), clipped({ isPersistence: false }))).toEqual(["media-deleted data-loss"]);
    expect(told(clipped({ isPersistence: true }), clipped({}))).toEqual(["media-deleted data-loss"]);
    expect(told(clipped({}), clipped({ isPersistence: true }))).toEqual(["kept-for-ever permanent", "clip-removed none"]);
    expect(told(clipped({}), clipped({ isPersistence: true, expireTime: NEW_YEAR }))).toEqual(["clip-removed none"]);
  });

  it("with another end says both the old one and the new one", () => {
    const change = (from: string | undefined, to: string | undefined) =>
      compareConfigurations(clipped({ isPersistence: true, expireTime: from }), clipped({ isPersistence: true, expireTime: to })).map(
        ({ risk, says }) => `${risk}: ${says}`,
      );
    const CHRISTMAS = "2026-12-25T00:00:00Z";
    expect(change(undefined, CHRISTMAS)).toEqual([`data-loss: will be deleted for good at ${CHRISTMAS}, no longer kept for ever`]);
    expect(change(NEW_YEAR, CHRISTMAS)).toEqual([`data-loss: will be deleted for good at ${CHRISTMAS}, not at ${NEW_YEAR}`]);
    expect(change(CHRISTMAS, NEW_YEAR)).toEqual([`none: will be deleted for good at ${NEW_YEAR}, not at ${CHRISTMAS}`]);
    expect(change(NEW_YEAR, undefined)).toEqual(["permanent: will be kept for ever: it has no expireTime"]);
    expect(change(NEW_YEAR, NEW_YEAR)).toEqual([]);
  });
});

describe("storage that never ends", () => {
  const begun = (settings: object, more: object = {}) =>
    told(
      configurationOf({}),
      configurationOf({ templates: [template("t", { hlsParam: settings, ...more })], rules: [rule(`${P}//`, "t")] }),
    ).filter((one) => one.startsWith("kept"));

  it("is told of new recordings in VOD, and not of those that VOD deletes some day or that go to a bucket", () => {
    expect(begun({ storageTime: 0 })).toEqual(["kept-for-ever permanent"]);
    expect(begun({})).toEqual(["kept-for-ever permanent"]);
    expect(begun({ storageTime: 86_400 })).toEqual([]);
    const bucket = { cosBucketName: "b", cosBucketRegion: "ap-guangzhou", cosBucketPath: "/live" };
    expect(begun({ storageTime: 0, ...bucket }, { cosStore: true })).toEqual([]);
  });
});

describe("a highlight that was started", () => {
  const goal = (duration?: number) => ({ origin: "goal", ...target(`${P}/live/final`), startedAt: "2026-12-20T20:00:00+08:00", duration });
  const alsoAt = (clock: string, duration?: number) =>
    explain(configurationOf({ highlights: [goal(duration)] }), target(`${P}/live/final`), at(clock)).also.map(({ origin }) => origin);

  it("records for its duration and not longer", () => {
    expect([alsoAt("19:59:59", 60), alsoAt("20:00:30", 60), alsoAt("20:01:00", 60)]).toEqual([[], ["goal"], []]);
    const stopped = (clock: string) => told(configurationOf({ highlights: [goal(60)] }), configurationOf({}), at(clock));
    expect([stopped("20:00:30"), stopped("20:01:00")]).toEqual([["highlight-stops not-recorded"], []]);
  });

  it("records for half an hour where no duration is declared, and at most", () => {
    for (const duration of [undefined, 1800, 7200])
      expect([alsoAt("20:29:59", duration), alsoAt("20:30:00", duration)], `${duration}`).toEqual([["goal"], []]);
  });
});

describe("a simulated file", () => {
  const pushes = [push(`${P}/live/a`, "10:00", "11:00")];

  it("is there 5 minutes after its recording ended, or as late as is said", () => {
    const there = (options: object) =>
      simulate(recordAll("hls"), { pushes }, { effectDelay: 0, ...options }).recordings[0]?.files.map(({ availableAt }) => availableAt);
    expect(there({})).toEqual([at("11:05")]);
    expect(there({ fileDelay: 60 })).toEqual([at("11:01")]);
    expect(there({ fileDelay: 0 })).toEqual([at("11:00")]);
  });

  it("shows a mixed picture when any of the pushes joined in it did", () => {
    const joined = recordAll("hls", {}, { hlsSpecialParam: { flowContinueDuration: 600 } });
    const twice = [push(`${P}/live/a`, "10:00", "10:30"), push(`${P}/live/a`, "10:35", "11:00")];
    const pictures = (...windows: [string, string][]) => {
      const output = target(`${P}/live/a`);
      const mixes = windows.map(([start, end]) => ({ output, outputStreamType: 0 as const, start: at(start), end: at(end) }));
      return simulate(joined, { pushes: twice, mixes }, { effectDelay: 0 }).recordings.map(({ picture }) => picture);
    };
    expect(pictures(["10:40", "10:50"])).toEqual(["mixed"]);
    expect(pictures(["10:05", "10:10"])).toEqual(["mixed"]);
    expect(pictures(["10:05", "10:10"], ["12:00", "12:10"])).toEqual(["mixed"]);
    expect(pictures(["12:00", "12:10"])).toEqual(["own"]);
  });
});
