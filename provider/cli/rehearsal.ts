import { Temporal } from "temporal-polyfill";
import type { Emulator, Recorded, Unrecorded } from "../../emulator/index";
import { EXIT, type Session } from "./session";
import { table } from "./table";

/** So many recordings are listed one by one; more are summed up by stream. So many reasons are listed at all. */
const LISTED = 60;
/** Letters of a long task id that are shown. */
const SHOWN_ID = 8;

/**
 * Plays what an emulator has planned up to a moment, and prints what was recorded and what was not, on the clocks of the script. Calls that
 * the service refuses are an error, after all the rest is said.
 */
export async function rehearse(
  session: Session,
  emulator: Emulator,
  { until, timeZone, json }: { until: Date; timeZone: string | undefined; json: boolean },
): Promise<void> {
  emulator.clock.set(until);
  await emulator.delivered();
  const recordings = emulator.recorded();
  const refused = emulator.failedCalls();
  if (json) session.json({ until: emulator.clock.now(), recordings, unrecorded: emulator.unrecorded(), refused });
  else {
    const clock = (at: string) => onClock(at, timeZone);
    showRecorded(session, recordings, clock);
    showUnrecorded(session, emulator.unrecorded(timeZone), clock);
    session.line(`Times are those of ${timeZone ?? "UTC"}, up to ${clock(emulator.clock.now())}.`);
    for (const { at, action, code, message } of refused) session.note(`${clock(at)} ${action} was refused: ${code} ${message}`);
  }
  if (refused.length > 0) session.code = EXIT.error;
}

type OnClock = (at: string) => string;

/** A time of the emulator on the clocks of a zone, with a blank, where a narrow column may break it; seconds only where there are any. */
export function onClock(at: string, timeZone = "UTC"): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toString({ smallestUnit: local.second === 0 ? "minute" : "second" }).replace("T", " ");
}

function showRecorded(session: Session, recordings: readonly Recorded[], clock: OnClock): void {
  const made = recordings.filter(({ files, end }) => files > 0 || end === null);
  if (made.length > LISTED) {
    session.line(table(session, ["stream", "recordings", "files", "kept", "gone", "length", "from", "to"], byStream(made, clock)));
  } else if (made.length > 0) {
    const rows = made.map((one) => row(one, clock));
    session.line(table(session, ["stream", "because of", "format", "when", "length", "files", "expires"], rows));
  }
  const files = made.reduce((sum, one) => sum + one.files, 0);
  session.line(
    made.length === 0 ? "Nothing was recorded." : `${count(made.length, "recording")} in ${count(files, "file")}, ${hours(made)} in all.`,
  );
}

function row(
  { stream, by, name, format, picture, start, end, files, place, kept, expires, gone, ...rest }: Recorded,
  clock: OnClock,
): string[] {
  const what = `${format}${picture === "mixed" ? ", mixed" : ""}`;
  const late = gone === null ? `not in ${place} yet` : "gone";
  const made = files === 0 ? "none yet" : kept === 0 ? `${files}, ${late}` : kept < files ? `${files}, ${kept} in ${place}` : String(files);
  const lost = gone === null ? "" : `${gone.why} ${clock(gone.at)}`;
  const expiry = expires === null ? `never${place === "COS" ? ", in COS" : ""}` : clock(expires);
  const fate = kept === 0 ? lost : gone?.why === "overwritten" ? `${expiry}; ${lost}` : expiry;
  return [stream, causeWords(by, name), what, whenWords(start, end, clock), hours([rest]), made, fate];
}

/** The day is named once where both ends lie on it. */
function whenWords(start: string, end: string | null, clock: OnClock): string {
  const from = clock(start);
  if (end === null) return `${from}, goes on`;
  const to = clock(end);
  const [day, time] = to.split(" ");
  return `${from} to ${from.split(" ")[0] === day ? time : to}`;
}

function causeWords(by: Recorded["by"], name: string | null): string {
  if ("taskId" in by) return taskWords(by.taskId, name);
  return by.templateId === 0 ? "rules of 2016" : `template ${name ?? by.templateId}`;
}

function taskWords(id: number | string, name: string | null): string {
  const text = String(id);
  return `task ${name ?? (text.length > SHOWN_ID * 2 ? `${text.slice(0, SHOWN_ID)}…` : text)}`;
}

function byStream(recordings: readonly Recorded[], clock: OnClock): string[][] {
  return [...Map.groupBy(recordings, ({ stream }) => stream)].map(([stream, made]) => {
    const sum = (number: (one: Recorded) => number): string => String(made.reduce((total, one) => total + number(one), 0));
    const [first, last] = [made[0]?.start, made.at(-1)?.end];
    return [
      ...[
        stream,
        String(made.length),
        sum(({ files }) => files),
        sum(({ kept }) => kept),
        sum(({ gone }) => gone?.files ?? 0),
        hours(made),
      ],
      ...[first === undefined ? "" : clock(first), last == null ? "goes on" : clock(last)],
    ];
  });
}

/** Pushes of one stream with the same reasons are one line. */
function showUnrecorded(session: Session, unrecorded: readonly Unrecorded[], clock: OnClock): void {
  if (unrecorded.length === 0) return;
  const alike = Map.groupBy(unrecorded, ({ stream, task, nothing, reasons }) =>
    JSON.stringify([stream, task, nothing, reasons.map(({ text }) => text)]),
  );
  const rows = [...alike.values()].map((group) => {
    const [first, last] = [group[0], group.at(-1)] as [Unrecorded, Unrecorded];
    const what = first.task === null ? count(group.length, "push", "pushes") : taskWords(first.task, first.name);
    const why = first.reasons.map(({ text }) => text).join("; ");
    return [first.stream.replace(/^\//, "any domain/"), what, whenWords(first.start, last.end, clock), why];
  });
  session.line("Not recorded:");
  session.line(table(session, ["stream", "what", "when", "why"], rows.slice(0, LISTED)));
  if (rows.length > LISTED) session.line(`and ${rows.length - LISTED} more: --json prints all.`);
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function hours(recordings: readonly Pick<Recorded, "seconds">[]): string {
  return `${(recordings.reduce((sum, { seconds }) => sum + seconds, 0) / 3600).toFixed(2)} h`;
}
