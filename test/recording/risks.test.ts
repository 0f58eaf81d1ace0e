import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHANGE_KINDS,
  type ChangeFinding,
  type ChangeKind,
  compareConfigurations,
  type NamedRisk,
  RISKS,
} from "../../provider/recording/changes";
import {
  type CallbackTemplate,
  type Clip,
  type Configuration,
  configurationOf,
  type TimedRecord,
  type TimeShiftTemplate,
} from "../../provider/recording/configuration";
import { type FormatPlan, inlinePlan, plansOf, templateOf } from "../../provider/recording/formats";
import { Matcher } from "../../provider/recording/matching";
import { momentOf } from "../../provider/recording/moments";
import { at, P, rule, target, template } from "./samples";
import { stories } from "./story";

const DAY = 86_400;
const NOW = at("12:00");
const templates = [
  template("month", { hlsParam: { storageTime: 30 * DAY } }),
  template("day", { hlsParam: { storageTime: DAY } }),
  template("ever", { hlsParam: {} }),
  template("both", { hlsParam: { storageTime: 30 * DAY }, mp4Param: { storageTime: 30 * DAY } }),
  template("both for ever", { hlsParam: { storageTime: 30 * DAY }, mp4Param: {} }),
  template("sound", { aacParam: { storageTime: DAY } }),
  template("joined", { hlsParam: { storageTime: 30 * DAY }, hlsSpecialParam: { flowContinueDuration: 300 } }),
  template("cos", { hlsParam: { cosBucketName: "b", cosBucketRegion: "ap-guangzhou", cosBucketPath: "/x" }, cosStore: true }),
  template("norecord"),
];
const none = configurationOf({ templates });
const ruled = (...keys: string[]) => ({ ...none, rules: keys.map((key) => rule(`${P}//`, key)) });
const stream = target(`${P}/live/final`);
const window = (start: string, end: string) => ({ startTime: `2026-12-20T${start}:00+08:00`, endTime: `2026-12-20T${end}:00+08:00` });
const tasked = (key: string, more: object = {}) => ({
  ...none,
  tasks: [{ origin: "final", ...stream, ...window("19:30", "22:30"), template: key, ...more }],
});
const nextYear = { startTime: "2027-12-20T19:30:00+08:00", endTime: "2027-12-20T22:30:00+08:00" };
const over = tasked("month", window("08:00", "09:00"));
const begun = tasked("month", { ...window("11:00", "13:00"), planned: true });
const unsent = tasked("month", { ...window("08:00", "09:00"), planned: true });
const crowd = {
  ...none,
  tasks: ["30", "31", "32", "33"].flatMap((minute) => tasked("month", { origin: minute, ...window(`19:${minute}`, "22:30") }).tasks),
};
const timed = (storageTime: number | undefined, more: Partial<TimedRecord> = {}) => ({
  ...none,
  timed: [{ origin: "classic", ...stream, ...window("19:30", "22:30"), storageTime, ...more }],
});
const highlight = (more: object) => ({ ...none, highlights: [{ origin: "goal", ...stream, duration: 300, ...more }] });
const pictured = () => ({
  ...none,
  snapshotTemplates: [{ key: "covers", origin: "covers" }],
  snapshotRules: [{ domainName: P, appName: "", streamName: "", template: "covers", origin: P }],
});
const clip = (more: Partial<Clip> = {}) => ({
  ...none,
  clips: [{ origin: "opening", streamId: "final", ...window("11:30", "11:40"), isPersistence: true, ...more }],
});
const shifted = (duration: number, key = "shift", more: Partial<TimeShiftTemplate> = {}) => ({
  ...none,
  timeShiftTemplates: [{ origin: "shift", key: "shift", duration, ...more }],
  timeShiftRules: [rule(`${P}//`, key)],
});
const hooked = (more: Partial<CallbackTemplate>, ruleOf: { appName?: string; template?: string } = {}) => ({
  ...none,
  callbackTemplates: [{ origin: "hooks", key: "hooks", ...more }],
  callbackRules: [{ origin: "bound", domainName: P, appName: "live", template: "hooks", ...ruleOf }],
});
const failures = { recordExceptionNotifyUrl: "https://example.com/failed" };
const events = (more: object) => ({ ...none, vodEvents: [{ origin: "events", mode: "PUSH" as const, ...more }] });

type Row = readonly [
  what: string,
  kind: ChangeKind,
  before: Configuration,
  after: Configuration,
  risk: NamedRisk | "none",
  possible?: NamedRisk[],
];

/** What a change does, the finding that tells it, and the valve that stops it. */
const TABLE: readonly Row[] = [
  ["a stream is recorded that was not", "recording-starts", none, ruled("month"), "none"],
  ["a stream is recorded that was not, for ever", "kept-for-ever", none, ruled("ever"), "permanent"],
  ["a rule goes", "recording-stops", ruled("month"), none, "not-recorded"],
  ["a stream is exempt", "recording-stops", ruled("month"), ruled("norecord"), "not-recorded"],
  ["another template", "template-changes", ruled("month"), ruled("day"), "none"],
  ["sound without picture", "files-change", ruled("day"), ruled("sound"), "not-recorded"],
  ["a timed record's sound without picture", "files-change", timed(60), timed(60, { recordType: "audio" }), "not-recorded"],
  ["the mix instead of the stream", "task-changes", timed(60), timed(60, { mixStream: true }), "not-recorded"],
  ["the stream instead of the mix", "task-changes", timed(60, { mixStream: true }), timed(60), "not-recorded"],
  ["time shift in another area", "time-shift-changes", shifted(DAY), shifted(DAY, "shift", { area: "Overseas" }), "clips"],
  ["another template, while the rule is made anew", "rule-replaced", ruled("month"), ruled("day"), "gap"],
  ["a format comes", "format-added", ruled("month"), ruled("both"), "none"],
  ["a format comes that is kept for ever", "kept-for-ever", ruled("month"), ruled("both for ever"), "permanent"],
  ["a format goes", "format-removed", ruled("both"), ruled("month"), "not-recorded"],
  ["a shorter retention", "retention-shortened", ruled("month"), ruled("day"), "data-loss"],
  ["no longer for ever", "retention-shortened", ruled("ever"), ruled("month"), "data-loss"],
  ["the format goes that was kept longest", "retention-shortened", ruled("both for ever"), ruled("month"), "data-loss"],
  ["a longer retention", "retention-extended", ruled("day"), ruled("month"), "none"],
  ["for ever", "kept-for-ever", ruled("month"), ruled("ever"), "permanent"],
  ["into a bucket", "destination-changes", ruled("month"), ruled("cos"), "none"],
  ["out of a bucket, where VOD deletes it", "retention-shortened", ruled("cos"), ruled("month"), "data-loss"],
  ["out of a bucket, for ever", "kept-for-ever", ruled("cos"), ruled("ever"), "permanent"],
  ["other files", "files-change", ruled("month"), ruled("joined"), "none"],
  ["a template of which nothing is known", "unknown-template", none, ruled("1234"), "unknown", ["permanent"]],
  [
    "one of which nothing is known instead",
    "unknown-template",
    ruled("day"),
    ruled("1234"),
    "unknown",
    ["data-loss", "not-recorded", "permanent"],
  ],
  ["a known one instead", "unknown-template", ruled("1234"), ruled("day"), "unknown", ["data-loss", "not-recorded"]],
  [
    "a task beside a rule",
    "double-recording",
    ruled("month"),
    { ...ruled("month"), ...tasked("month"), rules: ruled("month").rules },
    "double",
  ],
  ["a new task", "task-added", none, tasked("month"), "none"],
  ["a new task, for ever", "kept-for-ever", none, tasked("ever"), "permanent"],
  ["a new task of which nothing is known", "task-added", none, tasked("1234"), "unknown", ["permanent"]],
  ["a new timed record, for ever", "kept-for-ever", none, timed(undefined), "permanent"],
  ["a timed record, for ever", "kept-for-ever", timed(60), timed(0), "permanent"],
  ["a task on another stream, for ever", "kept-for-ever", tasked("ever"), tasked("ever", { streamName: "other" }), "permanent"],
  ["a task goes", "task-removed", tasked("month"), none, "not-recorded"],
  ["a running task goes", "task-removed", tasked("month", window("11:00", "13:00")), none, "not-recorded"],
  ["a task moves", "task-changes", tasked("month"), tasked("month", window("18:30", "21:30")), "none"],
  ["a running task moves", "task-changes", tasked("month", window("11:00", "13:00")), tasked("month", window("11:00", "14:00")), "gap"],
  ["a task moves to another day", "task-changes", tasked("month"), tasked("month", nextYear), "not-recorded"],
  [
    "a task has another name and a shorter retention",
    "retention-shortened",
    tasked("month"),
    tasked("day", { origin: "new" }),
    "data-loss",
  ],
  [
    "a task goes, and its rule keeps less",
    "retention-shortened",
    { ...tasked("month"), rules: ruled("day").rules },
    ruled("day"),
    "data-loss",
  ],
  ["a task gives way to a rule that keeps less", "retention-shortened", tasked("month"), ruled("day"), "data-loss"],
  ["a task is the fourth at once", "task-changes", tasked("month"), crowd, "not-recorded"],
  ["a task is over, and its name gets another window", "not-changed", over, tasked("month"), "not-recorded"],
  [
    "a rule exempts a stream that a task records",
    "recording-stops",
    { ...tasked("month"), rules: ruled("month").rules },
    { ...tasked("month"), rules: ruled("norecord").rules },
    "not-recorded",
  ],
  ["a task becomes shorter", "task-changes", tasked("month"), tasked("month", window("20:30", "22:30")), "not-recorded"],
  ["a task makes no file any more", "task-changes", tasked("month"), tasked("norecord"), "not-recorded"],
  ["a task made no file, and makes some for ever", "kept-for-ever", tasked("norecord"), tasked("ever"), "permanent"],
  ["a task's files are kept for a shorter time", "retention-shortened", tasked("month"), tasked("day"), "data-loss"],
  ["a task is too far ahead to be sent", "task-planned", none, tasked("month", nextYear), "none"],
  ["a planned task has come near", "task-sent", tasked("month", { planned: true }), tasked("month"), "none"],
  ["a planned task has begun", "task-sent", begun, begun, "not-recorded"],
  ["a planned task was never sent", "task-missed", unsent, unsent, "not-recorded"],
  ["a window is over when it is first declared", "task-missed", none, over, "not-recorded"],
  ["a highlight", "highlight-starts", none, highlight({ storageTime: 60 }), "none"],
  ["a highlight, for ever", "kept-for-ever", none, highlight({}), "permanent"],
  ["a highlight once more, for ever", "kept-for-ever", highlight({}), highlight({ triggers: ["2"] }), "permanent"],
  ["a running highlight goes", "highlight-stops", highlight({ startedAt: "2026-12-20T11:58:00+08:00" }), none, "not-recorded"],
  ["a highlight goes that may still run", "highlight-stops", highlight({}), none, "none", ["not-recorded"]],
  ["a clip goes", "media-deleted", clip(), none, "data-loss"],
  ["a clip is cut anew", "media-deleted", clip(), clip(window("19:30", "19:45")), "data-loss"],
  ["a clip's playlist goes", "clip-removed", clip({ isPersistence: false }), none, "none"],
  ["a clip", "clip-added", none, clip({ expireTime: "2027-01-01T00:00:00Z" }), "none"],
  ["snapshots begin", "snapshots-change", none, pictured(), "none"],
  ["snapshots end", "snapshots-stop", pictured(), none, "none"],
  ["a clip of what is still to come", "clip-too-early", none, clip(window("11:30", "12:30")), "none"],
  ["a clip, for ever", "kept-for-ever", none, clip(), "permanent"],
  ["a clip expires earlier", "clip-expires-earlier", clip(), clip({ expireTime: "2027-01-01T00:00:00Z" }), "data-loss"],
  ["a clip no longer expires", "kept-for-ever", clip({ expireTime: "2027-01-01T00:00:00Z" }), clip(), "permanent"],
  ["less time shift", "time-shift-changes", shifted(7 * DAY), shifted(DAY), "clips"],
  ["no time shift", "time-shift-changes", shifted(DAY), none, "clips"],
  ["a time shift of which nothing is known", "time-shift-changes", shifted(DAY), shifted(DAY, "77"), "unknown", ["clips"]],
  ["more time shift", "time-shift-changes", shifted(DAY), shifted(7 * DAY), "none"],
  ["failures go unreported", "alerts-stop", hooked(failures), none, "alerts"],
  ["some failures go unreported", "alerts-stop", hooked(failures), hooked({ ...failures, recordExceptionLevels: ["error"] }), "alerts"],
  [
    "the beginning of recordings goes unreported",
    "alerts-stop",
    hooked({ recordStatusNotifyUrl: "https://example.com/" }),
    hooked(failures),
    "alerts",
  ],
  ["failures go elsewhere", "alerts-change", hooked(failures), hooked({ recordExceptionNotifyUrl: "https://b.example.com/" }), "none"],
  ["reports are no longer signed", "alerts-change", hooked({ ...failures, hasKey: true }), hooked(failures), "alerts"],
  ["reports of which nothing is known", "alerts-stop", hooked(failures), hooked(failures, { template: "88" }), "unknown", ["alerts"]],
  ["persisted clips go unreported", "alerts-stop", events({ persistenceCompleteEventSwitch: "ON" }), events({}), "alerts"],
  ["events go nowhere", "alerts-stop", events({ notificationUrl: "https://example.com/" }), events({ mode: "PULL" }), "alerts"],
  ["events are told as before", "alerts-stop", events({}), none, "unknown", ["alerts"]],
  ["when rules count", "takes-effect", none, ruled("month"), "none"],
];

const findings = (before: Configuration, after: Configuration) => compareConfigurations(before, after, { now: NOW });

describe("what a valve stops", () => {
  const rows = TABLE.map(([what, kind, before, after, risk, possible = []]) => ({ what, kind, before, after, risk, possible }));

  it.each(rows)("$kind when $what", ({ kind, before, after, risk, possible }) => {
    const found = findings(before, after).filter((one) => one.kind === kind);
    expect(found.map((one) => [one.risk, [...one.possible]])).toContainEqual([risk, possible]);
    for (const { text } of found) expect(text).toMatch(/ will .*\.$/);
  });

  it("is said of every kind of finding, and every risk is carried by some", () => {
    // Only who asks the service knows what is not live.
    const elsewhere: readonly string[] = ["highlight-refused"];
    expect(new Set(TABLE.map(([, kind]) => kind))).toEqual(new Set(CHANGE_KINDS.filter((kind) => !elsewhere.includes(kind))));
    // Only who asks the service knows which streams are live.
    expect(new Set(TABLE.map(([, , , , risk]) => risk))).toEqual(new Set([...RISKS.filter((risk) => risk !== "live"), "none"]));
  });

  it("is nothing where a domain still reports what one of its apps did", () => {
    const both = (appName: string) => hooked(failures, { appName });
    expect(findings({ ...both("live"), callbackRules: [...both("live").callbackRules, ...both("").callbackRules] }, both(""))).toEqual([]);
  });
});

const PUSHES = ["p.example.com", "q.example.com"].flatMap((domainName) =>
  ["live", "other", "third"].flatMap((appName) => ["s1", "s2", "mix", "s9"].map((streamName) => ({ domainName, appName, streamName }))),
);
const isForEver = ({ destination, storageTime }: FormatPlan) => destination.kind === "vod" && storageTime === 0;
const lifeOf = (plans: readonly FormatPlan[]) =>
  Math.max(
    ...plans.map(({ destination, storageTime }) =>
      destination.kind === "cos" || storageTime === 0 ? Number.POSITIVE_INFINITY : storageTime,
    ),
  );

function plansIn(configuration: Configuration) {
  const matcher = new Matcher(configuration.rules);
  return (push: (typeof PUSHES)[number]): FormatPlan[] => {
    const found = templateOf(configuration, matcher.winner(push)?.template);
    return found === undefined ? [] : plansOf(found);
  };
}

describe("of any change", () => {
  const carried = (all: readonly ChangeFinding[], risk: NamedRisk) => all.some((one) => one.risk === risk);

  it("no valve is missed by a push that loses its recording, keeps it for a shorter time, or for ever", () => {
    fc.assert(
      fc.property(stories, ({ first, second }) => {
        const told = compareConfigurations(first, second);
        const [was, will] = [plansIn(first), plansIn(second)];
        for (const push of PUSHES) {
          const [old, next] = [was(push), will(push)];
          if (old.length > 0 && next.length === 0) expect(carried(told, "not-recorded")).toBe(true);
          if (old.length > 0 && next.length > 0 && lifeOf(next) < lifeOf(old)) expect(carried(told, "data-loss")).toBe(true);
          const forEver = next.filter(isForEver).some(({ format }) => !old.some((one) => one.format === format && isForEver(one)));
          if (forEver) expect(carried(told, "permanent")).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("no valve is missed by a task that comes for ever or goes", () => {
    fc.assert(
      fc.property(stories, ({ first, second, changeAt }) => {
        const told = compareConfigurations(first, second, { now: changeAt });
        const isOver = ({ endTime }: { endTime: string }) => (momentOf(endTime) ?? 0) <= changeAt;
        // What is over is not made anew, and what stands in for another task may be kept as that was.
        const tellsLess = ({ origin, streamName }: { origin: string; streamName: string }) =>
          [...first.timed, ...first.tasks].some((one) => (one.origin === origin && isOver(one)) || one.streamName === streamName);
        const forEver = [
          ...second.timed.filter((one) => !first.timed.includes(one) && !isOver(one) && !tellsLess(one)).map(inlinePlan),
          ...second.tasks
            .filter((one) => !first.tasks.includes(one) && !isOver(one) && !tellsLess(one))
            .flatMap(({ template: key }) => {
              const found = templateOf(second, key);
              return key === undefined ? [inlinePlan({ fileFormat: "hls" })] : found === undefined ? [] : plansOf(found);
            }),
        ].some(isForEver);
        if (forEver) expect(carried(told, "permanent")).toBe(true);
        const recorded = plansIn(second);
        const alone = ({ streamName }: TimedRecord) => ![...second.timed, ...second.tasks].some((one) => one.streamName === streamName);
        const gone = [...first.timed.filter((one) => !second.timed.includes(one))].some(
          (one) => !isOver(one) && alone(one) && recorded({ ...one, domainName: one.domainName ?? "" }).length === 0,
        );
        if (gone) expect(carried(told, "not-recorded")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
