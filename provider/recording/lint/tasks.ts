import { writesAny, writtenBy } from "../bound";
import { LONGEST_HIGHLIGHT } from "../by-task";
import type { Configuration, TaskTarget } from "../configuration";
import { explain } from "../explain";
import { exempts, plansOf, templateOf } from "../formats";
import { overlap } from "../moments";
import { QUOTAS } from "../quotas";
import { inWords } from "../time";
import { taskWords } from "../words";
import type { LintContext, LintRule } from "./rule";
import { type DeclaredWindow, windows } from "./windows";

interface AnyTask {
  readonly origin: string;
  readonly target: TaskTarget;
  /** Whether it makes any file; null: that cannot be told. */
  readonly writes: boolean | null;
  readonly isHighlight: boolean;
}

function allTasks(configuration: Configuration): AnyTask[] {
  const { timed, tasks, highlights } = configuration;
  return [
    ...timed.map((task) => ({ origin: task.origin, target: task, writes: true, isHighlight: false })),
    ...highlights.map((task) => ({ origin: task.origin, target: task, writes: true, isHighlight: true })),
    ...tasks.map((task) => ({ origin: task.origin, target: task, writes: writesAny(writtenBy(configuration, task)), isHighlight: false })),
  ];
}

/** The push domains that are known: those of the account, else those that are named. */
function domainsOf(configuration: Configuration, context: LintContext): Set<string> {
  const named = [...configuration.rules, ...allTasks(configuration).map(({ target }) => target)].map(({ domainName }) => domainName ?? "");
  return new Set([...(context.domains ?? []), ...named].filter((name) => name !== ""));
}

function sameStream(a: TaskTarget, b: TaskTarget): boolean {
  const domains = !a.domainName || !b.domainName || a.domainName === b.domainName;
  return domains && a.appName === b.appName && a.streamName === b.streamName && (a.mixStream ?? false) === (b.mixStream ?? false);
}

/** The most windows of a list that hold one moment of `one`. */
function atOnce(one: DeclaredWindow, others: readonly DeclaredWindow[]): number {
  const starts = others.map(({ window }) => window.start).filter((start) => start >= one.window.start && start < one.window.end);
  return Math.max(
    ...[one.window.start, ...starts].map((at) => others.filter(({ window }) => window.start <= at && at < window.end).length),
  );
}

/** Checks of scheduled records, record tasks and highlights. */
export const recordTasks: readonly LintRule[] = [
  {
    id: "double-recording",
    title: "A stream recorded by a rule and by a task",
    why: "Tasks record beside rules: every minute is stored, and paid, twice.",
    source: "document 267/31563; recording guide",
    hint: "drop the task, or exempt the stream from the rule with a template without formats",
    severity: "warning",
    check: (configuration, context) =>
      allTasks(configuration).flatMap(({ origin, target, writes, isHighlight }) => {
        // A highlight is meant to be a second recording.
        if (target.mixStream === true || writes !== true || isHighlight) return [];
        const { appName, streamName } = target;
        const domains = target.domainName ? [target.domainName] : [...domainsOf(configuration, context)];
        const ruled = domains
          .map((domainName) => explain(configuration, { domainName, appName, streamName }))
          .find(({ recorded }) => recorded);
        if (ruled?.rule === undefined) return [];
        return [
          {
            origin,
            path: "",
            message: `${taskWords(target)} is recorded by ${ruled.rule.rule.origin} (template ${ruled.rule.rule.template}) as well`,
          },
        ];
      }),
  },
  {
    id: "overlapping-tasks",
    title: "Tasks of one stream that overlap",
    why: "Each of them records: the common part is stored twice.",
    source: "CreateRecordTask, document 267/37309 (avoid overlap)",
    hint: "let one end where the next begins, or make them one",
    severity: "warning",
    check: (configuration) => {
      const all = windows(configuration);
      return all.flatMap((one, index) =>
        all
          .slice(index + 1)
          .filter((other) => sameStream(one.target, other.target) && overlap(one.window, other.window) !== undefined)
          .map((other) => ({
            origin: other.origin,
            path: "startTime",
            message: `${taskWords(other.target)} is recorded by ${one.origin} at the same time`,
          })),
      );
    },
  },
  {
    id: "too-many-recorders",
    title: "More than 3 overlapping tasks of one stream",
    why: "The service starts 3 recorders for one stream; what the fourth task wants is not recorded, without an error.",
    source: "CreateRecordTask, document 267/37309",
    hint: "keep at most 3 windows over any moment",
    severity: "error",
    check: (configuration) => {
      const all = windows(configuration).filter(({ kind }) => kind === "task");
      return all.flatMap((one, index) => {
        const earlier = all.slice(0, index + 1).filter((other) => sameStream(one.target, other.target));
        const count = atOnce(one, earlier);
        if (count <= QUOTAS.recordersPerStream.limit) return [];
        return [{ origin: one.origin, path: "", message: `${count} tasks want to record ${taskWords(one.target)} at once` }];
      });
    },
  },
  {
    id: "domain-missing",
    title: "A task without a push domain where there are several",
    why: "CreateLiveRecord needs the domain as soon as the account pushes on more than one.",
    source: "CreateLiveRecord (DomainName), document 267/30148",
    hint: "set domainName",
    severity: "error",
    check: (configuration, context) => {
      const domains = domainsOf(configuration, context);
      if (domains.size < 2) return [];
      return allTasks(configuration)
        .filter(({ target }) => !target.domainName)
        .map(({ origin, target }) => ({
          origin,
          path: "domainName",
          message: `${taskWords(target)} may be on any of ${domains.size} push domains`,
        }));
    },
  },
  {
    id: "timed-overseas",
    title: "A timed record of a stream pushed outside China",
    why: "Timed records do not work there; highlights do.",
    source: "recording guide (recording in a time range)",
    hint: "use a rule or a record task",
    severity: "error",
    check: ({ timed }, { streams = [] }) =>
      timed
        .filter((task) => streams.some((stream) => stream.overseas === true && sameStream({ ...task, mixStream: false }, stream)))
        .map((task) => ({ origin: task.origin, path: "", message: `${taskWords(task)} is pushed outside China` })),
  },
  {
    id: "mixed-families",
    title: "Both families of tasks",
    why: "Their ids, their times and their calls to stop and delete do not fit each other; the service warns of mixing them.",
    source: "CreateRecordTask, document 267/37309 (note on the older family)",
    hint: "use RecordTask for all of them",
    severity: "warning",
    check: ({ timed, tasks }) => {
      const [first] = timed;
      if (first === undefined || tasks.length === 0) return [];
      return [
        {
          origin: first.origin,
          path: "",
          message: `${timed.length} of the older family (CreateLiveRecord) beside ${tasks.length} of the newer one`,
        },
      ];
    },
  },
  {
    id: "older-family",
    title: "A record that nothing can read back",
    why: "The service can neither list nor show what CreateLiveRecord made; drift and lost answers stay unseen.",
    source: "CreateLiveRecord, document 267/30148",
    hint: "use RecordTask where the window is within 7 days",
    severity: "info",
    check: ({ timed }) =>
      timed.map((task) => ({
        origin: task.origin,
        path: "",
        message: `${taskWords(task)} is a record of the older family (CreateLiveRecord)`,
      })),
  },
  {
    id: "task-without-template",
    title: "A task that names no template",
    why: "The service does not refuse it: it records HLS into the main VOD application and keeps it for ever.",
    source: "CreateRecordTask (TemplateId), document 267/37309",
    hint: "name a template",
    severity: "error",
    check: ({ tasks }) =>
      tasks
        .filter(({ template }) => template === undefined)
        .map(({ origin }) => ({ origin, path: "template", message: "no template is named: the service would record HLS for ever" })),
  },
  {
    id: "task-records-nothing",
    title: "A task whose template makes no file",
    why: "A template without formats is for exempting streams from rules.",
    source: "recording guide (exempting streams)",
    hint: "name a template that has a format",
    severity: "error",
    check: (configuration) =>
      configuration.tasks.flatMap(({ origin, template: key }) => {
        const template = templateOf(configuration, key);
        return template !== undefined && exempts(template) ? [{ origin, path: "template", message: `template ${key} makes no file` }] : [];
      }),
  },
  {
    id: "highlight-too-long",
    title: "A long highlight",
    why: "The service advises 5 minutes and ends it after 30.",
    source: "recording guide (highlights); CreateLiveRecord, document 267/30148",
    hint: "300 seconds or less; for more use a record task",
    severity: "warning",
    check: ({ highlights }) =>
      highlights
        .filter(({ duration = LONGEST_HIGHLIGHT }) => duration > QUOTAS.highlightAdvised.limit)
        .map(({ origin, duration = LONGEST_HIGHLIGHT }) => ({
          origin,
          path: "duration",
          message: `${inWords(duration)} is long for a highlight`,
        })),
  },
  {
    id: "task-ends-at-break",
    title: "Continuation that a task does not have",
    why: "An interruption ends the file of a task, whatever its template says; the task itself goes on.",
    source: "CreateRecordTask, document 267/37309",
    hint: "record the stream by a rule if one file matters",
    severity: "info",
    check: (configuration) =>
      configuration.tasks.flatMap(({ origin, template: key }) => {
        const template = templateOf(configuration, key);
        const waits = template !== undefined && plansOf(template).some(({ continuation }) => continuation > 0);
        return waits ? [{ origin, path: "template", message: `flowContinueDuration of template ${key} does not count for tasks` }] : [];
      }),
  },
];
