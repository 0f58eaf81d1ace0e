import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import type { Target } from "../../provider/recording/levels";
import { momentOf, utcText } from "../../provider/recording/moments";
import type { Recording } from "../../provider/recording/recordings";
import { simulate } from "../../provider/recording/simulate";
import { TestAccount } from "./account";
import { ASPECTS } from "./aspects";
import { BEGIN, type Story, stories } from "./story";

/** How many stories are told; the bar is 5000. */
const RUNS = Number(process.env["RECORDING_RUNS"] ?? 100);
const SEED = Number(process.env["RECORDING_SEED"] ?? Date.now() % 2 ** 31);

/** Goes straight to a story that failed, as fast-check names it. */
const PATH = process.env["RECORDING_PATH"] ?? "";

/** Longer than any push, continuation and delay of a story. */
const END = BEGIN + 10 * 86_400_000;

let emulator: Emulator;
beforeAll(async () => {
  const fast = ["CreateLiveRecordTemplate", "ModifyLiveRecordTemplate", "CreateLiveRecordRule", "DeleteLiveRecordRule", "CreateLiveRecord"];
  const slow = [
    "StopLiveRecord",
    "DeleteLiveRecord",
    ...(ASPECTS.recordTasks ? ["CreateRecordTask", "StopRecordTask", "DeleteRecordTask"] : []),
  ];
  emulator = await startEmulator({
    now: utcText(BEGIN),
    freeze: true,
    settings: { rates: Object.fromEntries([...fast, ...slow].map((action) => [action, 1_000_000])) },
  });
});
afterAll(() => emulator.close());

/** What one side has made, in words that are the same for both. */
interface Made {
  /** Files in VOD. */
  readonly files: readonly string[];
  /** Recorders, also those that write to COS. */
  readonly recorders: readonly string[];
}

interface FileFacts {
  readonly by: string;
  readonly type: string;
  readonly content: string;
  readonly start: number;
  readonly end: number;
  readonly duration: number;
  readonly made: number;
  readonly gone: number | undefined;
  readonly name: string;
  readonly subAppId: string;
}

function fileWords({ by, type, content, start, end, duration, made, gone, name, subAppId }: FileFacts): string {
  const life = `there ${utcText(made)}, gone ${gone === undefined ? "never" : utcText(gone)}`;
  return `${by} ${type} (${content}) ${utcText(start)} to ${utcText(end)}, ${duration} s, ${life}, ${name}, application ${subAppId}`;
}

function recorderWords(by: string, format: string, start: number, closedAt: number, picture: string): string {
  return `${by} ${format} ${utcText(start)} to ${utcText(closedAt)}${ASPECTS.mixes ? `, ${picture} picture` : ""}`;
}

function plan(story: Story): void {
  const plain = (target: Target) => ({ domain: target.domainName, app: target.appName, stream: target.streamName });
  for (const push of story.pushes) {
    const { start, end = END, audio = true, video = true, overseas = false } = push;
    emulator.push({ ...plain(push), audio, video, overseas, at: utcText(start) });
    emulator.break({ ...plain(push), at: utcText(end) });
  }
  for (const { output: where, outputStreamType, start, end } of story.mixes) {
    const output = plain(where);
    const inputs = [...(outputStreamType === 0 ? [output] : []), { ...output, stream: "x" }, { ...output, stream: "y" }];
    emulator.mix({ inputs, output, outputStreamType, at: utcText(start) });
    emulator.unmix({ output, at: utcText(end) });
  }
}

async function played(story: Story): Promise<Made> {
  emulator.reset();
  emulator.settings({ effectDelay: story.effectDelay, fileDelay: story.fileDelay });
  const account = new TestAccount(emulator);
  await account.apply(story.first);
  plan(story);
  const doings = [
    { at: story.changeAt, act: () => account.apply(story.second) },
    ...story.first.highlights.map((one) => ({ at: momentOf(one.startedAt) ?? 0, act: () => account.highlight(one) })),
  ];
  for (const { at, act } of doings.sort((a, b) => a.at - b.at)) {
    emulator.clock.set(utcText(at));
    await act();
  }
  emulator.clock.set(utcText(END));
  const { media, streams } = emulator.state();
  const by = new Map<string, string>();
  const recorders: string[] = [];
  for (const { domain, app, stream, recordings } of streams) {
    for (const { id, by: cause, format, start, end, picture } of recordings) {
      const name = "rule" in cause ? `${cause.rule.domain}/${cause.rule.app}/${cause.rule.stream}` : account.originOf(cause.taskId);
      by.set(id, `${domain}/${app}/${stream} by ${name}`);
      recorders.push(recorderWords(by.get(id) ?? "", format, Date.parse(start), end === null ? END : Date.parse(end), picture));
    }
  }
  const files = media.map(({ recordingId, type, category, start, end, duration, createTime, expireTime, name, subAppId }) =>
    fileWords({
      ...{ by: by.get(recordingId ?? "") ?? "nobody", type, content: category.toLowerCase(), duration, name, subAppId: String(subAppId) },
      ...{ start: Date.parse(start), end: Date.parse(end), made: Date.parse(createTime) },
      gone: expireTime === null ? undefined : Date.parse(expireTime),
    }),
  );
  return { files: files.sort(), recorders };
}

function predicted(story: Story): Made {
  const versions = [
    { appliedAt: BEGIN, configuration: story.first },
    { appliedAt: story.changeAt, configuration: story.second },
  ];
  const { recordings } = simulate(versions, story, { effectDelay: story.effectDelay, fileDelay: story.fileDelay });
  const by = ({ domainName, appName, streamName, cause }: Recording) => `${domainName}/${appName}/${streamName} by ${cause.origin}`;
  return {
    files: recordings.flatMap((recording) => filesOf(recording, by(recording))).sort(),
    recorders: recordings.map((one) => recorderWords(by(one), one.format, one.start, one.files.at(-1)?.closedAt ?? END, one.picture)),
  };
}

/** The files that VOD still has at the end. */
function filesOf({ format, content, destination, files }: Recording, by: string): string[] {
  if (destination.kind === "cos") return [];
  return files
    .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > END)
    .filter(({ duration }) => ASPECTS.shortRests || duration >= 10)
    .map(({ start, end, duration, availableAt: made, expiresAt: gone, name }) =>
      fileWords({ by, type: format, content, start, end, duration, made, gone, name, subAppId: destination.subAppId ?? "0" }),
    );
}

describe("the simulation and the emulator's recorder, written apart from one another", () => {
  it(`make the same files of ${RUNS} stories (seed ${SEED})`, { timeout: 900_000 }, async () => {
    let recorded = 0;
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const wanted = predicted(story);
        if (wanted.recorders.length > 0) recorded += 1;
        const made = await played(story);
        expect(made.files).toEqual(wanted.files);
        // Recorders that were too short for a file exist at the emulator alone.
        expect(wanted.recorders.filter((recorder) => !made.recorders.includes(recorder))).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, path: PATH, endOnFailure: process.env["RECORDING_SHRINK"] === undefined },
    );
    // Stories in which nothing is recorded would compare nothing.
    if (RUNS >= 50) expect(recorded).toBeGreaterThan(RUNS / 4);
  });
});
