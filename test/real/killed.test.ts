import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clip } from "../resources/cases/clip";
import { scheduledRecord } from "../resources/cases/scheduled-record";
import { makeTemplate } from "../resources/cases/templates";
import { vodEventConfig } from "../resources/cases/vod-event-config";
import { leftOutLines } from "../resources/place";
import { type DryRun, startDryRun } from "./dry-run";
import { accountIn, modeIn } from "./environment";
import { cleanService, serviceAt } from "./service";

let dry: DryRun;
beforeEach(async () => {
  dry = await startDryRun();
});
afterEach(() => dry.close());

describe("a run that was killed", () => {
  it("is cleaned up after: what it made goes, what it changed is put back, what others have stays", async () => {
    const before = dry.held();
    const service = serviceAt(dry.env, dry.books);
    await service.begin();
    const { engine, world } = await service.open();
    const prepared = { ...world, refs: { before: "" } };
    await makeTemplate(engine.ctx, "Callback", world, "by-hand", { RecordNotifyUrl: `${world.callbacks}/record` });
    for (const { token, good } of [clip, scheduledRecord, vodEventConfig])
      await engine.up({ token, name: `${world.tag}-subject`.concat(token), inputs: good(prepared) });
    engine.close();
    expect(dry.held()).toHaveLength(before.length + 3);

    const removed = await cleanService(dry.env, dry.books);
    expect(removed.map((words) => words.split(" ")[0])).toEqual(["CreateLiveRecord", "clip", "CallbackTemplate", "the"]);
    expect(dry.held().length).toBe(before.length);
    expect(await cleanService(dry.env, dry.books)).toEqual([]);
  });
});

describe("what an operator sets", () => {
  const env = { LIVEREC_REAL_DOMAIN: "push.example.com" };

  it.each([
    ["no domain", {}, /LIVEREC_REAL_DOMAIN is missing: name a push domain/],
    ["a URL for the domain", { LIVEREC_REAL_DOMAIN: "rtmp://push.example.com" }, /LIVEREC_REAL_DOMAIN is "rtmp:.*write a push domain/],
    ["a stream without its play domain", { ...env, LIVEREC_REAL_STREAM: "live/s1" }, /LIVEREC_REAL_STREAM .*APP\/STREAM@PLAY-DOMAIN/],
    ["a bucket without its region", { ...env, LIVEREC_REAL_COS: "1250000000/b" }, /LIVEREC_REAL_COS .*APPID\/BUCKET\/REGION/],
    ["a lag in words", { ...env, LIVEREC_REAL_LAG: "2s" }, /LIVEREC_REAL_LAG .*whole seconds/],
  ])("is refused where it is %s, with the variable to set", (_what, given, says) => {
    expect(() => accountIn(given)).toThrow(says);
  });

  it("goes to the service by two words alone", () => {
    expect(["1", "clean", "", "0", undefined].map((LIVEREC_REAL) => modeIn({ LIVEREC_REAL }))).toEqual([
      "real",
      "clean",
      "dry",
      "dry",
      "dry",
    ]);
    expect(() => modeIn({ LIVEREC_REAL: "true" })).toThrow(/LIVEREC_REAL is "true"; write 1/);
  });

  it("says what is not run without a stream, and why", () => {
    const service = serviceAt({ ...dry.env, LIVEREC_REAL_STREAM: "" }, dry.books);
    const lines = leftOutLines(service, [{ step: "Clip: is created", lacks: "a running stream" }]);
    expect(lines).toEqual(["not run without a running stream (LIVEREC_REAL_STREAM names none):", "  Clip: is created"]);
  });
});
