import type { Configuration, TimedRecord } from "../configuration";
import { windowOf } from "../explain";
import { chinaText, momentOf, type Span } from "../moments";
import { QUOTAS, type QuotaName } from "../quotas";
import type { LintContext, LintRule } from "./rule";

/** From this share on a quota counts as nearly used. */
const NEARLY = 0.8;

interface Measured {
  readonly name: QuotaName;
  readonly used: number;
  readonly limit: number;
}

function peak(spans: readonly Span[]): number {
  return Math.max(0, ...spans.map(({ start: at }) => spans.filter(({ start, end }) => start <= at && at < end).length));
}

/** The most records that begin on one day of China: when they are created is not known, the day of the window is what is. */
function busiestDay(timed: readonly TimedRecord[]): number {
  const days = new Map<string, number>();
  for (const { startTime, timeZone } of timed) {
    const start = momentOf(startTime, timeZone);
    if (start === undefined) continue;
    const day = chinaText(start).slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return Math.max(0, ...days.values());
}

function measured(configuration: Configuration, { used = {}, limits = {} }: LintContext): Measured[] {
  const counts: Partial<Record<QuotaName, number>> = {
    recordTemplates: configuration.templates.length,
    recordRules: configuration.rules.length,
    snapshotTemplates: configuration.snapshotTemplates.length,
    callbackTemplates: configuration.callbackTemplates.length,
    timedRecordsPerDay: busiestDay(configuration.timed),
    timedRecordsRunning: peak(configuration.timed.flatMap((record) => windowOf(record) ?? [])),
  };
  return (Object.keys(counts) as QuotaName[]).map((name) => ({
    name,
    used: (counts[name] ?? 0) + (used[name] ?? 0),
    limit: limits[name] ?? QUOTAS[name].limit,
  }));
}

function objections(all: readonly Measured[]): ReturnType<LintRule["check"]> {
  return all.map(({ name, used, limit }) => ({ origin: "account", path: "", message: `${used} of ${limit} ${QUOTAS[name].what}` }));
}

/** Checks of the service's limits. */
export const quotaRules: readonly LintRule[] = [
  {
    id: "quota-exceeded",
    title: "More than the service allows",
    why: "What is over the limit is refused (ConfOutLimit, LimitExceeded).",
    source: "CreateLiveRecordTemplate, CreateLiveRecord and their siblings",
    hint: "use fewer, or ask the service for more and say so in the limits",
    severity: "error",
    check: (configuration, context) => objections(measured(configuration, context).filter(({ used, limit }) => used > limit)),
  },
  {
    id: "quota-nearly-used",
    title: "A limit of the service that is nearly reached",
    why: "The next addition may be refused in the middle of a change.",
    source: "CreateLiveRecordTemplate, CreateLiveRecord and their siblings",
    hint: "make one template or rule do for several streams",
    severity: "warning",
    check: (configuration, context) =>
      objections(measured(configuration, context).filter(({ used, limit }) => used <= limit && used >= limit * NEARLY)),
  },
];
