import { writesAny } from "../bound";
import type { Configuration } from "../configuration";
import { type Explanation, explain, windowOf } from "../explain";
import { type FormatPlan, plansOf, templateOf } from "../formats";
import { type Span, seconds } from "../moments";
import { inWords } from "../time";
import { targetWords } from "../words";
import type { LintContext, LintRule, Objection, PlannedEvent } from "./rule";

type Ruled = Explanation & { readonly rule: NonNullable<Explanation["rule"]> };

/** The streams that are known to carry no sound, with what records them. */
function silent(configuration: Configuration, { streams = [] }: LintContext): Ruled[] {
  return streams
    .filter(({ audio }) => audio === false)
    .map((stream) => explain(configuration, stream))
    .filter((one): one is Ruled => one.rule !== undefined);
}

function objection(one: Ruled, plan: FormatPlan, path: string, message: string): Objection {
  return { origin: one.rule.template?.origin ?? one.rule.rule.origin, path: path.replace("*", `${plan.format}Param`), message };
}

/** Objects once where the same is to be said of many events, and counts the others. */
function eachEvent(
  events: readonly PlannedEvent[],
  check: (event: PlannedEvent) => Objection[],
  sameAs: (objection: Objection, event: PlannedEvent) => string,
): Objection[] {
  const groups = new Map<string, { readonly first: Objection; count: number }>();
  for (const event of events) {
    for (const objection of check(event)) {
      const group = groups.get(sameAs(objection, event));
      if (group === undefined) groups.set(sameAs(objection, event), { first: objection, count: 1 });
      else group.count += 1;
    }
  }
  return [...groups.values()].map(({ first, count }) =>
    count === 1 ? first : { ...first, message: `${first.message}; ${count - 1} more are like it` },
  );
}

/** Formats of which one file takes longer than there is to record. */
function longFiles(plans: readonly FormatPlan[], span: Span, name: string): Omit<Objection, "origin">[] {
  return plans
    .filter(({ interval }) => interval !== null && interval > seconds(span))
    .map(({ format, interval }) => ({
      path: `${format}Param.recordInterval`,
      message: `files of ${inWords(interval ?? 0)} are longer than ${name} (${inWords(seconds(span))})`,
    }));
}

/** Objects to a template once, whatever number of tasks use it. */
function longerThanWindows(configuration: Configuration): Objection[] {
  const found = new Map<string, Objection>();
  for (const task of configuration.tasks) {
    const [window, template] = [windowOf(task), templateOf(configuration, task.template)];
    if (window === undefined || template === undefined) continue;
    for (const long of longFiles(plansOf(template), window, `the window of ${task.origin}`)) {
      const key = `${template.origin} ${long.path}`;
      if (!found.has(key)) found.set(key, { origin: template.origin, ...long });
    }
  }
  return [...found.values()];
}

/** Checks of templates against what is known of streams and events. */
export const knownStreams: readonly LintRule[] = [
  {
    id: "continuation-without-sound",
    title: "Continuation on a stream without sound",
    why: "Continued recording does not support streams without audio: each interruption makes a new file.",
    source: "recording guide (continued recording)",
    hint: "push a silent audio track",
    severity: "warning",
    check: (configuration, context) =>
      silent(configuration, context).flatMap((one) =>
        one.rule.plans
          .filter(({ continuation }) => continuation > 0)
          .map((plan) =>
            objection(one, plan, "hlsSpecialParam.flowContinueDuration", `${targetWords(one.target)} has no sound and is not continued`),
          ),
      ),
  },
  {
    id: "sound-format-without-sound",
    title: "A sound format on a stream without sound",
    why: "AAC and MP3 record sound only; where there is none there is no file.",
    source: "recording guide (formats); recording exception -17",
    hint: "remove the format, or push sound",
    severity: "warning",
    check: (configuration, context) =>
      silent(configuration, context).flatMap((one) =>
        one.rule.plans
          .filter(({ content }) => content === "audio")
          .map((plan) =>
            objection(one, plan, "*", `${targetWords(one.target)} has no sound, so it gives no ${plan.format.toUpperCase()} file`),
          ),
      ),
  },
  {
    id: "interval-longer-than-event",
    title: "Files longer than the event",
    why: "The event becomes one file that is there only after its end; nothing can be seen or saved before. A window of a task is an event of known length.",
    source: "RecordParam.RecordInterval, document 267/30845",
    hint: "shorten recordInterval, or keep it if one file is what you want",
    severity: "info",
    check: (configuration, { events = [] }) => [
      ...eachEvent(
        events,
        (event) => {
          const one = explain(configuration, event);
          const origin = one.rule?.template?.origin ?? event.origin ?? event.name;
          return longFiles(one.rule?.plans ?? [], event, event.name).map((long) => ({ origin, ...long }));
        },
        ({ origin, path }) => `${origin} ${path}`,
      ),
      ...longerThanWindows(configuration),
    ],
  },
  {
    id: "event-not-recorded",
    title: "An event that nothing records",
    why: "No rule that makes a file matches its stream, and no task covers it.",
    source: "documents 267/32739 and 267/37309",
    hint: "add a rule or a record task",
    severity: "warning",
    check: (configuration, { events = [] }) =>
      eachEvent(
        events,
        (event) => {
          const one = explain(configuration, event);
          // A rule for this very stream that makes no file is meant so.
          if (one.rule !== undefined && one.rule.rule.streamName !== "") return [];
          // What cannot be told is no reason to object.
          const covered = one.also.some(
            ({ window, ...written }) =>
              writesAny(written) !== false && window !== undefined && window.start < event.end && window.end > event.start,
          );
          if (one.recorded !== false || covered) return [];
          return [{ origin: event.origin ?? event.name, path: "", message: `nothing records ${targetWords(event)} during ${event.name}` }];
        },
        (_, event) => targetWords(event),
      ),
  },
];
