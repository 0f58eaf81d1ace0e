import fc from "fast-check";
import {
  type Configuration,
  configurationOf,
  FORMATS,
  type Format,
  type FormatSettings,
  type Highlight,
  type RecordTask,
  type Rule,
  type Template,
  type TimedRecord,
} from "../../provider/recording/configuration";
import { tripleOf } from "../../provider/recording/matching";
import type { Mix, Push } from "../../provider/recording/timetable";
import { ASPECTS } from "./aspects";

/** A few days of an account: what is declared, what is declared later, what is pushed, and how the service behaves. */
export interface Story {
  readonly first: Configuration;
  readonly second: Configuration;
  /** When the second configuration is applied. */
  readonly changeAt: number;
  readonly pushes: readonly Push[];
  readonly mixes: readonly Mix[];
  readonly effectDelay: number;
  readonly fileDelay: number;
}

export const BEGIN = Date.parse("2026-12-20T00:00:00Z");

/**
 * Seconds after the begin. Pushes move in tens, windows of tasks end in 5, continuations in 3 and changes of configuration in 7: what happens
 * at the same moment is ordered nowhere in the documents, so nothing here does.
 */
const inTens = (max: number) => fc.integer({ min: 1, max: max / 10 }).map((tens) => tens * 10);
const moment = (max: number, digit: number) => inTens(max).map((seconds) => BEGIN + (seconds + digit) * 1000);
const iso = (at: number) => new Date(at).toISOString().replace(".000Z", "Z");

const DOMAINS = ["p.example.com", "q.example.com"] as const;
const APPS = ["live", "other"] as const;
const STREAMS = ["s1", "s2"] as const;
/** The name of mixes that are streams of their own. */
const MIX = "mix";

const settings: fc.Arbitrary<FormatSettings> = fc.record(
  {
    enable: fc.constantFrom(true, true, true, false),
    recordInterval: fc.constantFrom(60, 600, 1800, 3600, 7200),
    storageTime: fc.constantFrom(0, 3600, 86_400, 129_600_000),
    vodSubAppId: fc.constantFrom("0", "1500001"),
    vodFileName: fc.constantFrom(
      "{StreamID}_{StartYear}{StartMonth}{StartDay}",
      "{EndHour}.{EndMinute}.{EndSecond}.{EndMillisecond}-{StreamID}",
    ),
  },
  { requiredKeys: [] },
);

const cosBucket = { cosBucketName: "bucket", cosBucketRegion: "ap-guangzhou", cosBucketPath: "/live" };

const template = (key: string): fc.Arbitrary<Template> =>
  fc
    .record({
      formats: fc.subarray<Format>([...FORMATS], { maxLength: 3 }),
      blocks: fc.array(settings, { minLength: 3, maxLength: 3 }),
      flowContinueDuration: fc.constantFrom(0, 33, 303, 1793),
      cosStore: fc.constantFrom(false, false, false, true),
    })
    .map(({ formats, blocks, flowContinueDuration, cosStore }) => {
      const named = formats.map((format, index) => [`${format}Param`, { ...blocks[index], ...(cosStore ? cosBucket : {}) }]);
      return { origin: key, key, cosStore, hlsSpecialParam: { flowContinueDuration }, ...Object.fromEntries(named) };
    });

const templates = fc.tuple(template("t0"), template("t1"), template("t2")).map((all) => [...all, { origin: "norecord", key: "norecord" }]);

const rules: fc.Arbitrary<Rule[]> = fc.uniqueArray(
  fc
    .record({
      // Wide rules more often than narrow ones, so that most streams meet one.
      domainName: fc.constantFrom(DOMAINS[0], ...DOMAINS),
      appName: fc.constantFrom("", "", ...APPS),
      streamName: fc.constantFrom("", "", "", ...STREAMS, MIX),
      template: fc.constantFrom("t0", "t1", "t2", "t0", "t1", "t2", "norecord"),
    })
    .map((rule) => ({ origin: tripleOf(rule), ...rule })),
  { selector: tripleOf, maxLength: 7, size: "large" },
);

const HORIZON = 40_000;

const window = fc.tuple(inTens(HORIZON), inTens(20_000)).map(([start, length]) => ({
  startTime: iso(BEGIN + (start + 5) * 1000),
  endTime: iso(BEGIN + (start + 5 + length) * 1000),
}));

const inline = fc.record({
  recordType: fc.constantFrom("video" as const, "audio" as const),
  fileFormat: fc.constantFrom(...FORMATS),
  recordInterval: fc.constantFrom(1800, 3600, 7200),
  storageTime: fc.constantFrom(0, 3600, 2_592_000),
});

/** One stream more often than the others, so that tasks and rules meet. */
const place = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ domainName: DOMAINS[0], appName: APPS[0], streamName: STREAMS[0] }) },
  {
    weight: 1,
    arbitrary: fc.record({
      domainName: fc.constantFrom(...DOMAINS),
      appName: fc.constantFrom(...APPS),
      streamName: fc.constantFrom(...STREAMS),
    }),
  },
);

/** What a task is about: a pushed stream, or a mix that it asks for or not. */
const wanted = fc
  .tuple(place, fc.constantFrom("push", "push", "push", "mix", "unasked"))
  .map(([where, sort]) => (!ASPECTS.mixes || sort === "push" ? where : { ...where, streamName: MIX, mixStream: sort === "mix" }));

const timed: fc.Arbitrary<TimedRecord[]> = fc
  .array(fc.tuple(wanted, window, inline), { maxLength: 3 })
  .map((all) => all.map(([where, when, how], index) => ({ origin: `timed ${index}`, ...where, ...when, ...how })));

const tasks: fc.Arbitrary<RecordTask[]> = fc
  .array(fc.tuple(wanted, window, fc.constantFrom("t0", "t1", "t2", "norecord", undefined)), { maxLength: ASPECTS.recordTasks ? 7 : 0 })
  .map((all) => all.map(([where, when, key], index) => ({ origin: `task ${index}`, ...where, ...when, template: key })));

const highlights: fc.Arbitrary<Highlight[]> = fc
  .array(fc.tuple(wanted, moment(HORIZON, 5), inline, inTens(1800)), { maxLength: 2 })
  .map((all) =>
    all
      .map(([where, at, how, duration], index) => ({ origin: `highlight ${index}`, ...where, ...how, duration, startedAt: iso(at) }))
      .filter((one, index, every) => every.findIndex(({ startedAt }) => startedAt === one.startedAt) === index),
  );

/** The pushes of one stream: pauses and lengths in turn, with one sort of content throughout. */
const pushesOf = fc
  .record({
    where: place,
    turns: fc.array(fc.tuple(fc.oneof(inTens(40), inTens(400), inTens(5000)), fc.oneof(inTens(60), inTens(4000), inTens(12_000))), {
      minLength: 1,
      maxLength: 6,
    }),
    content: fc.constantFrom({}, {}, {}, {}, {}, {}, { audio: false }, { video: false }, { audio: false, video: false }),
    overseas: ASPECTS.overseas ? fc.boolean() : fc.constant(false),
    silentReturn: fc.boolean(),
    // A length such as 0 or 9 stands for a push too short to give a file.
    cut: fc.constantFrom(0, 0, 0, 5),
  })
  .map(({ where, turns, content, overseas, cut, silentReturn }): Push[] => {
    let at = BEGIN;
    return turns.map(([pause, length], index) => {
      const start = at + pause * 1000;
      // Pushes of less than ten seconds end a little early; the next still begins on a ten.
      const short = cut !== 0 && index === 1;
      const end = start + (short ? cut : length) * 1000;
      at = start + (short ? 10 : length) * 1000;
      const silent = ASPECTS.silentReturn && silentReturn && index % 2 === 1 ? { audio: false } : {};
      return { ...where, ...content, ...silent, overseas, start, end };
    });
  });

const pushes = fc
  .uniqueArray(pushesOf, { selector: ([push]) => (push === undefined ? "" : tripleOf(push)), minLength: 1, maxLength: 4 })
  .map((all) => all.flat());

/** Mixes of either sort, one after the other: the second begins after the first has ended. */
const mixes: fc.Arbitrary<Mix[]> = fc
  .array(fc.tuple(place, fc.constantFrom(0 as const, 1 as const), inTens(8000), inTens(20_000)), { maxLength: ASPECTS.mixes ? 3 : 0 })
  .map((all) => {
    let at = BEGIN + 2000;
    return all.map(([where, outputStreamType, pause, length]) => {
      const start = at + pause * 1000;
      at = start + length * 1000;
      return { output: outputStreamType === 0 ? where : { ...where, streamName: MIX }, outputStreamType, start, end: at };
    });
  });

const some = <T>(from: readonly T[]) => fc.subarray([...from]);

export const stories: fc.Arbitrary<Story> = fc
  .record({
    templates,
    laterTemplates: fc.option(templates),
    rules,
    laterRules: fc.option(rules),
    timed,
    tasks,
    highlights,
    changeAt: moment(HORIZON, 7),
    pushes,
    mixes,
    effectDelay: fc.constantFrom(0, 600),
    fileDelay: fc.constantFrom(0, 300),
  })
  .chain((made) => fc.tuple(fc.constant(made), some(made.timed), some(made.timed), some(made.tasks), some(made.tasks)))
  .map(([made, firstTimed, laterTimed, firstTasks, laterTasks]) => {
    const first = configurationOf({
      templates: made.templates,
      rules: made.rules,
      timed: firstTimed,
      tasks: firstTasks,
      highlights: made.highlights,
    });
    // What forces a replacement stays: a template that is made anew is another one, and no file goes on under it.
    const laterTemplates = made.templates.map((template) => {
      const later = made.laterTemplates?.find(({ key }) => key === template.key);
      return later === undefined ? template : sameStore(later, template);
    });
    const second = { ...first, templates: laterTemplates, rules: made.laterRules ?? made.rules, timed: laterTimed, tasks: laterTasks };
    const { changeAt, effectDelay, fileDelay } = made;
    return { first, second, changeAt, pushes: made.pushes, mixes: made.mixes, effectDelay, fileDelay };
  });

function sameStore(later: Template, before: Template): Template {
  const blocks = FORMATS.flatMap((format) => {
    const { cosBucketName, cosBucketRegion, cosBucketPath, ...block } = later[`${format}Param`] ?? {};
    return later[`${format}Param`] === undefined ? [] : [[`${format}Param`, { ...block, ...(before.cosStore === true ? cosBucket : {}) }]];
  });
  const { origin, key, hlsSpecialParam } = later;
  return { origin, key, hlsSpecialParam, cosStore: before.cosStore, ...Object.fromEntries(blocks) };
}
