import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStack, type Stack } from "./harness/index";
import { isClean } from "./support/output";
import { type Args, program } from "./support/programs";
import { actions, domain, openStage, piece, type Stage } from "./support/stage";

/** What a user wrote, and for each mistake the path and the advice that must be shown. */
interface Mistake {
  readonly args: Args;
  readonly says: readonly string[];
}

const mistakes: Readonly<Record<string, Mistake>> = {
  RecordTemplate: {
    args: {
      templateName: "my template",
      hlsParm: {},
      mp4Param: { recordInterval: 30, storagetime: 1 },
      aacParam: { recordInterval: 7201 },
      flvParam: { recordInterval: "1h" },
      removeWatermark: "yes",
    },
    says: [
      'templateName: "my template" is not accepted here; use Chinese characters, letters, digits, _ and - only',
      "hlsParm: is not a known field; did you mean hlsParam?",
      "mp4Param.recordInterval: 30 is out of range; write 60 to 43200 seconds (1 min to 12 h)",
      "mp4Param.storagetime: is not a known field; did you mean storageTime?",
      "aacParam.recordInterval: 7201 is out of range; write 60 to 7200 seconds",
      'flvParam.recordInterval: "1h" is not a whole number; write 60 to 43200 seconds',
      'removeWatermark: "yes" is not true or false',
    ],
  },
  RecordRule: {
    args: { domainName: "rtmp://push.example.com/live", streamName: "*", templateId: "archive", domain: "push.example.com" },
    says: [
      'domainName: "rtmp://push.example.com/live" is not accepted here; write a bare domain such as push.example.com',
      `streamName: "*" is not accepted here; write the name alone, without blanks and / ? # & % * \\ " ' < >; leave the field out for every`,
      'templateId: "archive" is not accepted here; write the number of a template, best as the `id` of the template resource',
      "domain: is not a known field",
    ],
  },
  TimeShiftTemplate: {
    args: { duration: 172_800, itemDuration: 11, area: "mainland" },
    says: [
      "duration: 172800 is not one of 86400, 259200, 604800, 1296000, 2592000",
      "itemDuration: 11 is out of range; write 3 to 10 seconds",
      'area: "mainland" is not one of "Mainland", "Overseas"; did you mean "Mainland"?',
    ],
  },
  TimeShiftRule: {
    args: { domainName: "localhost", appName: "live/s1" },
    says: [
      'domainName: "localhost" is not accepted here; write a bare domain',
      'appName: "live/s1" is not accepted here; write the name alone',
      "templateId: is missing: The template to apply",
    ],
  },
  ScheduledRecord: {
    args: {
      streamName: "test",
      startTime: "2018-09-11 08:00",
      endTime: "2018-09-11T08:00:00+08:00",
      fileFormat: "MP4",
      recordInterval: 600,
    },
    says: [
      "startTime: ",
      "2018-09-11T08:00:00+08:00 (China time",
      "2018-09-11T08:00:00Z (UTC)",
      'fileFormat: "MP4" is not one of "flv", "hls", "mp4", "aac", "mp3"; did you mean "mp4"?',
      "recordInterval: 600 is out of range; write 1800 to 7200 seconds (30 min to 2 h)",
    ],
  },
  HighlightRecord: {
    args: { streamName: "live/test", duration: 1801, triggers: "goal" },
    says: [
      'streamName: "live/test" is not accepted here; write the name of one stream',
      "duration: 1801 is out of range; write 1 to 1800 seconds",
      'triggers: "goal" is not a list',
    ],
  },
  Clip: {
    args: { ...piece, host: "http://play.example.com/", isPersistence: 1, sourceContext: "x".repeat(251), tags: "opening" },
    says: [
      'host: "http://play.example.com/" is not accepted here; write a bare play domain such as play.example.com',
      "isPersistence: 1 is not true or false",
      "sourceContext: is 251 characters long; at most 250 are allowed",
      'tags: "opening" is not a list',
    ],
  },
};

/** Mistakes of several fields together are looked for once each field alone is right. */
const contradictions: Readonly<Record<string, Mistake>> = {
  RecordTemplate: {
    args: { cosStore: true, mp4Param: {} },
    says: ["cosStore: storing to COS needs cosBucketName, cosBucketRegion and cosBucketPath in mp4Param"],
  },
  ScheduledRecord: {
    args: { streamName: "test", startTime: "2018-09-11T08:00:00Z", endTime: "2018-09-12T09:00:00Z" },
    says: ["endTime: the window is longer than 24 hours; split it into several"],
  },
  Clip: {
    args: { ...piece, startTime: "2018-09-20T11:00:00Z", name: "opening" },
    says: [
      'endTime: "2018-09-20T10:30:00Z" is not after startTime "2018-09-20T11:00:00Z"',
      "name: has no effect on a clip that is not persisted; set isPersistence: true, or leave it out",
    ],
  },
};

describe("bad input", () => {
  let stage: Stage;
  let stack: Stack;

  beforeEach(async () => {
    stage = await openStage();
    stack = await openStack({ program: "", emulator: stage.emulator });
  });

  afterEach(async () => {
    await stack.close();
    await stage.emulator.close();
  });

  // One kind a run: the engine stops at the first resource that is refused.
  async function isRefused(kind: string, { args, says }: Mistake): Promise<void> {
    await stack.program(program({ mine: { kind, args } }));
    const result = await stack.run(["preview"], { expectFailure: true });
    expect(result.exitCode).toBe(1);
    for (const text of says) expect(result.stdout).toContain(text);
    isClean(stack, result);
    expect(actions(stage.emulator)).toEqual([]);
    expect(await stack.resources()).toEqual([]);
  }

  it.each(Object.entries(mistakes))("of %s is refused in preview, each mistake at the user's own path", isRefused);

  it.each(Object.entries(contradictions))("of several fields of %s together is refused in preview", isRefused);

  it("that only the service can refuse is shown with action, code, message, RequestId and a hint", async () => {
    stage.emulator.settings({ quotas: { recordTemplates: 1 } });
    const refusals = [
      { kind: "RecordTemplate", args: {}, code: "InternalError.ConfOutLimit" },
      { kind: "RecordRule", args: { domainName: domain, templateId: "4711" }, code: "InvalidParameter.ConfNotFound" },
    ];
    for (const { kind, args, code } of refusals) {
      await stack.program(program({ mine: { kind, args } }));
      const result = await stack.up({ expectFailure: true });
      const { requestId } = stage.emulator.journal().find((entry) => entry.action === `CreateLive${kind}`) ?? {};
      expect(result.stdout).toMatch(
        new RegExp(`CreateLive${kind} failed\\s+code: ${code}\\s+message: \\S.*\\s+RequestId: ${requestId}\\s+what to do: \\S`),
      );
      isClean(stack, result);
    }
  });
});
