import type { Template } from "./configuration";
import { fileOf, slices } from "./files";
import { type FormatPlan, plansOf } from "./formats";
import type { History } from "./history";
import type { Moment, Span } from "./moments";
import { overlap } from "./moments";
import type { Behaviour, Cause, Missed, RecordedFile, Recording, Untold } from "./recordings";
import type { Session } from "./timetable";

/** An HLS recording whose push broke and may come back into the same file. */
interface Waiting {
  readonly sessions: readonly Session[];
  readonly cause: Extract<Cause, { kind: "rule" }>;
  readonly template: Template;
  readonly plan: FormatPlan;
  readonly closesAt: Moment;
}

export interface Outcome {
  readonly recordings: Recording[];
  readonly missed: Missed[];
  readonly untold: Untold[];
}

/** What the rules record of one stream, whose sessions come in order of time. */
export function recordByRule(sessions: readonly Session[], history: History, how: Behaviour): Outcome {
  const outcome: Outcome = { recordings: [], missed: [], untold: [] };
  let waiting: Waiting | undefined;
  for (const session of sessions) {
    const effective = history.at(session.start);
    const match = effective?.matcher.resolve(session).winner;
    const template = match === undefined ? undefined : effective?.templates.get(match.rule.template);
    const goesOn = waiting !== undefined && template !== undefined && continues(waiting, session, template);
    if (waiting !== undefined && !goesOn) {
      close(waiting, Math.min(waiting.closesAt, session.start), how, outcome);
      waiting = undefined;
    }
    if (match === undefined) continue;
    if (template === undefined) {
      outcome.untold.push(untoldOf(session, session, { ...match.rule, kind: "rule" }));
      continue;
    }
    const cause = { kind: "rule", origin: match.rule.origin, level: match.level, template: template.key } as const;
    let next: Waiting | undefined;
    for (const plan of plansOf(template)) {
      const joined = plan.format === "hls" ? waiting : undefined;
      const reason = joined === undefined ? whyNot(session, plan) : undefined;
      if (reason !== undefined) {
        outcome.missed.push({ origin: cause.origin, kind: "rule", at: session.start, ...reason });
        continue;
      }
      const used = joined?.plan ?? plan;
      const all = [...(joined?.sessions ?? []), session];
      if (used.continuation > 0 && session.audio && !session.open) {
        const closesAt = session.end + used.continuation * 1000;
        next = { sessions: all, cause: joined?.cause ?? cause, template, plan: used, closesAt };
      } else {
        finish(all, joined?.cause ?? cause, used, session.end, how, outcome);
      }
    }
    waiting = next;
  }
  if (waiting !== undefined) close(waiting, waiting.closesAt, how, outcome);
  return outcome;
}

/** A stretch of a session that a template records which is not declared here. */
export function untoldOf(session: Session, { start, end }: Span, cause: Pick<Untold, "kind" | "origin" | "template">): Untold {
  const { domainName, appName, streamName } = session;
  return { domainName, appName, streamName, start, end, kind: cause.kind, origin: cause.origin, template: cause.template };
}

/** Whether a push goes on in the file of the push before: in time, with sound, and ruled by the same template, still with HLS. */
function continues(waiting: Waiting, session: Session, template: Template): boolean {
  const same = template.key === waiting.template.key && template.cosStore === waiting.template.cosStore;
  return same && session.audio && session.start <= waiting.closesAt && plansOf(template).some(({ format }) => format === "hls");
}

function close(waiting: Waiting, at: Moment, how: Behaviour, outcome: Outcome): void {
  finish(waiting.sessions, waiting.cause, waiting.plan, at, how, outcome);
}

/** Why a recorder cannot work on a stream at all. */
export function whyNot(session: Session, plan: FormatPlan): Pick<Missed, "reason" | "text"> | undefined {
  const name = `${session.domainName}/${session.appName}/${session.streamName}`;
  if (!session.audio && !session.video) return { reason: "empty-stream", text: `${name} carries neither picture nor sound` };
  if (plan.content === "audio" && !session.audio) {
    return { reason: "no-sound", text: `${name} has no sound, so there is no ${plan.format.toUpperCase()} recording of sound alone` };
  }
  return undefined;
}

function finish(
  sessions: readonly Session[],
  cause: Recording["cause"],
  plan: FormatPlan,
  closedAt: Moment,
  how: Behaviour,
  outcome: Outcome,
): void {
  const made = recordingOf(sessions, sessions, cause, plan, closedAt, how);
  if ("reason" in made) outcome.missed.push(made);
  else outcome.recordings.push(made);
}

/**
 * The recording of some stretches of one stream. The shortest length that gives a file is that of the whole recording, not of a slice:
 * the service speaks of pushes.
 */
export function recordingOf(
  sessions: readonly Session[],
  stretches: readonly Span[],
  cause: Cause,
  plan: FormatPlan,
  closedAt: Moment,
  how: Behaviour,
): Recording | Missed {
  const [first, last] = [sessions[0], stretches.at(-1)];
  const length = stretches.reduce((sum, { start, end }) => sum + (end - start) / 1000, 0);
  const start = stretches[0]?.start ?? closedAt;
  if (first === undefined || last === undefined || length < how.shortest) {
    return {
      origin: cause.origin,
      kind: cause.kind,
      reason: "too-short",
      at: start,
      text: `${first?.streamName ?? ""} was recorded for ${length} s: under ${how.shortest} s there is no file`,
    };
  }
  const { domainName, appName, streamName } = first;
  // What is pushed without picture is sound, in whichever format.
  const written: FormatPlan = first.video ? plan : { ...plan, content: "audio" };
  const mixed =
    first.source === "mixed" || sessions.some(({ mixedIn }) => mixedIn.some((mix) => stretches.some((span) => overlap(mix, span))));
  return {
    ...{ domainName, appName, streamName, cause, start, end: last.end },
    format: plan.format,
    content: written.content,
    picture: mixed ? "mixed" : "own",
    destination: plan.destination,
    files: filesOf(streamName, written, stretches, closedAt, how),
    open: sessions.at(-1)?.open === true && last.end === sessions.at(-1)?.end,
  };
}

function filesOf(streamName: string, plan: FormatPlan, stretches: readonly Span[], closedAt: Moment, how: Behaviour): RecordedFile[] {
  if (plan.interval === null) return [fileOf(streamName, plan, stretches, closedAt, how)];
  return stretches.flatMap((stretch) => slices(stretch, plan.interval).map((slice) => fileOf(streamName, plan, [slice], slice.end, how)));
}
