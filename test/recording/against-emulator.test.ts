import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { momentOf, utcText } from "../../provider/recording/moments";
import type { Recording } from "../../provider/recording/recordings";
import { simulate } from "../../provider/recording/simulate";
import { TestAccount } from "./account";
import { ASPECTS } from "./aspects";
import { BEGIN, type Story, stories } from "./story";

/** How many stories are told; the bar is 5000. */
const RUNS = Number(process.env["RECORDING_RUNS"] ?? 150);
const SEED = Number(process.env["RECORDING_SEED"] ?? Date.now() % 2 ** 31);

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

/** A file in words, the same for both sides. */
interface Line {
  readonly stream: string;
  readonly cause: string;
  readonly file: string;
}

function line(
  stream: string,
  cause: string,
  file: {
    type: string;
    start: number;
    end: number;
    duration: number;
    made: number;
    gone: number | undefined;
    name: string;
    subAppId: string;
    content: string;
  },
): Line {
  const span = `${utcText(file.start)} to ${utcText(file.end)}, ${file.duration} s`;
  const life = `there ${utcText(file.made)}, gone ${file.gone === undefined ? "never" : utcText(file.gone)}`;
  return { stream, cause, file: `${file.type} (${file.content}) ${span}, ${life}, ${file.name}, application ${file.subAppId}` };
}

const sorted = (lines: readonly Line[]) => lines.map(({ stream, cause, file }) => `${stream} by ${cause}: ${file}`).sort();

async function played(story: Story): Promise<string[]> {
  emulator.reset();
  const { effectDelay, fileDelay } = story;
  emulator.settings({ effectDelay, fileDelay });
  const account = new TestAccount(emulator);
  await account.apply(story.first);
  for (const { domainName: domain, appName: app, streamName: stream, start, end = END, audio = true, video = true } of story.pushes) {
    emulator.push({ domain, app, stream, audio, video, at: utcText(start) });
    emulator.break({ domain, app, stream, at: utcText(end) });
  }
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
  const causes = new Map(
    streams.flatMap(({ recordings }) =>
      recordings.map(({ id, by }) => {
        if ("rule" in by) return [id, `${by.rule.domain}/${by.rule.app}/${by.rule.stream}`] as const;
        return [id, account.originOf(by.taskId) ?? `task ${by.taskId}`] as const;
      }),
    ),
  );
  const lines = media.map((file) => {
    const { domain, app, stream, type, duration, name, subAppId, category, expireTime } = file;
    return line(`${domain}/${app}/${stream}`, causes.get(file.recordingId ?? "") ?? "nothing", {
      ...{ type, duration, name, subAppId: String(subAppId), content: category.toLowerCase() },
      start: Date.parse(file.start),
      end: Date.parse(file.end),
      made: Date.parse(file.createTime),
      gone: expireTime === null ? undefined : Date.parse(expireTime),
    });
  });
  return sorted(lines);
}

function predicted(story: Story): string[] {
  const versions = [
    { appliedAt: BEGIN, configuration: story.first },
    { appliedAt: story.changeAt, configuration: story.second },
  ];
  const { recordings } = simulate(versions, { pushes: story.pushes }, { effectDelay: story.effectDelay, fileDelay: story.fileDelay });
  return sorted(recordings.flatMap(linesOf));
}

function linesOf(recording: Recording): Line[] {
  const { domainName, appName, streamName, cause, format, content, destination } = recording;
  if (destination.kind === "cos") return [];
  return recording.files
    .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > END)
    .filter(({ duration }) => ASPECTS.shortRests || duration >= 10)
    .map(({ start, end, duration, availableAt, expiresAt, name }) => {
      const subAppId = destination.subAppId ?? "0";
      const file = { type: format, content, start, end, duration, made: availableAt, gone: expiresAt, name, subAppId };
      return line(`${domainName}/${appName}/${streamName}`, cause.origin, file);
    });
}

describe("the simulation and the emulator's recorder, written apart from one another", () => {
  it(`make the same files of ${RUNS} stories (seed ${SEED})`, { timeout: 600_000 }, async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const wanted = predicted(story);
        files += wanted.length;
        expect(await played(story)).toEqual(wanted);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env["RECORDING_SHRINK"] === undefined },
    );
    // Stories in which nothing is recorded would compare nothing.
    expect(files / RUNS).toBeGreaterThan(2);
  });
});
