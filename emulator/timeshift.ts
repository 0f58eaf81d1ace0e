import type { Account } from "./account";
import { resolveTimeShift } from "./configuration";
import type { ClosedStretch, Session, Stream } from "./model";
import type { Settings } from "./settings";

/** Opens a time-shift session for a push whose rule says so. */
export function startSession(account: Account, stream: Stream): void {
  const resolved = resolveTimeShift(account, stream);
  stream.shiftedBy = resolved?.resolution ?? null;
  const template = resolved?.template ?? null;
  if (template === null) return;
  const sid = `${account.next("session")}`.padStart(12, "0");
  const { domain, app, stream: name } = stream;
  const session: Session = {
    sid,
    domain,
    app,
    stream: name,
    start: account.now(),
    end: null,
    templateId: template.TemplateId,
    itemDuration: template.ItemDuration,
    retention: template.Duration,
  };
  account.sessions.put(sid, session);
  stream.session = sid;
}

export function endSession(account: Account, stream: Stream): void {
  const session = stream.session === null ? undefined : account.sessions.get(stream.session);
  stream.session = null;
  if (session === undefined) return;
  session.end = account.now();
  account.sessions.put(session.sid, session);
  account.scheduler.plan(session.end + session.retention * 1000, { type: "sessionExpire", sid: session.sid });
}

/** Forgets a session whose last segment is older than its template keeps. */
export function expireSession(account: Account, sid: string): void {
  account.sessions.delete(sid);
}

/** What is still kept of a session at `now`; a running session has whole segments only. Undefined if nothing is. */
export function keptOf(session: Session, now: number): ClosedStretch | undefined {
  const item = session.itemDuration * 1000;
  const wholes = Math.floor((now - session.start) / item);
  const end = session.end ?? session.start + wholes * item;
  const tooOld = Math.max(0, Math.ceil((now - session.retention * 1000 - session.start) / item));
  const start = session.start + tooOld * item;
  return start < end ? { start, end } : undefined;
}

/** How the start and the end of a clip become numbers of whole segments. */
const ROUNDINGS: Record<Settings["clipRounding"], readonly [start: (n: number) => number, end: (n: number) => number]> = {
  outwards: [Math.floor, Math.ceil],
  inwards: [Math.ceil, Math.floor],
  "start-inclusive": [Math.floor, Math.floor],
};

/** A stretch of a session that a clip holds. */
export interface Cut extends ClosedStretch {
  readonly session: Session;
}

/**
 * The stretches of a session set that a clip from `start` to `end` holds. Segments are whole: those that hold the start and the end are
 * in or out as `rounding` says (INF: both in, as the sister action FastEditMedia documents).
 */
export function cut(sessions: readonly Session[], { start, end }: ClosedStretch, now: number, rounding: Settings["clipRounding"]): Cut[] {
  const [roundStart, roundEnd] = ROUNDINGS[rounding];
  const stretches: Cut[] = [];
  for (const session of [...sessions].sort((a, b) => a.start - b.start)) {
    const kept = keptOf(session, now);
    if (kept === undefined || kept.end <= start || kept.start >= end) continue;
    const item = session.itemDuration * 1000;
    const first = session.start + roundStart((start - session.start) / item) * item;
    const last = session.start + roundEnd((end - session.start) / item) * item;
    const within = { start: Math.max(first, kept.start), end: Math.min(last, kept.end) };
    if (within.start < within.end) stretches.push({ ...within, session });
  }
  return stretches;
}
