import { ACTIONS } from "./actions/index";
import type { MixRequest } from "./mixes";
import type { StreamKey } from "./model";
import { placeInMoment } from "./same-moment";
import { type CallText, type MixText, type PushText, readForm, type ScriptText } from "./script-form";
import type { Places } from "./script-places";
import { streamsOf } from "./script-streams";
import { occurrences, readDuration, readMoment, ScriptError } from "./script-times";
import type { SettingsChange } from "./settings-change";
import type { Content } from "./streams";
import { instant } from "./time";

/** Something that a script does at a moment. */
export type Doing =
  | ({ readonly type: "push"; readonly key: StreamKey } & Content)
  | { readonly type: "break"; readonly key: StreamKey }
  | { readonly type: "mix"; readonly mix: MixRequest }
  | { readonly type: "unmix"; readonly output: StreamKey }
  | { readonly type: "call"; readonly action: string; readonly params: Readonly<Record<string, unknown>>; readonly as: string | null };

/** A script ready to be played. Times in milliseconds. */
export interface Script {
  /** When the account's time starts; undefined for a script in which nothing happens. */
  readonly from: number | undefined;
  /** Zone of the times that name none; undefined: each has an offset. */
  readonly timeZone: string | undefined;
  readonly settings: SettingsChange;
  /** In order of time; at one moment what ends comes first, then calls, then what begins. */
  readonly doings: readonly { readonly at: number; readonly doing: Doing }[];
}

type Timed = Script["doings"][number];

/** Whether the days that something leaves out are those of a calendar that others share. */
type IsCalendar = (where: string) => boolean;

/** Reads a script: pushes, mixes and API calls over days. Throws ScriptError, which names the place. */
export function readScript(source: string): Script {
  const { form, places } = readForm(source);
  try {
    return scriptOf(form, places);
  } catch (error) {
    if (!(error instanceof ScriptError) || error.where === undefined) throw error;
    throw new ScriptError([{ ...places.of(stepsOf(error.where)), text: error.message }]);
  }
}

/** `pushes[0].repeat` in steps. */
function stepsOf(where: string): string[] {
  return where.match(/[^.[\]]+/g) ?? [];
}

function scriptOf(form: ScriptText, places: Places): Script {
  const { timeZone } = form;
  const isCalendar = (where: string) => places.isShared(stepsOf(`${where}.repeat.except`));
  const origins = new Map<Doing, string>();
  const planned = [
    ...(form.pushes ?? []).flatMap((push, index) => {
      const where = `pushes[${index}]`;
      const doings = pushDoings(push, timeZone, where, isCalendar);
      for (const { doing } of doings) origins.set(doing, where);
      return doings;
    }),
    ...(form.mixes ?? []).flatMap((mix, index) => mixDoings(mix, timeZone, `mixes[${index}]`, isCalendar)),
  ];
  const timed = (form.calls ?? []).map((call, index) => ({
    call,
    at: call.at === undefined ? undefined : readMoment(call.at, timeZone, `calls[${index}].at`).epochMilliseconds,
  }));
  const from = start(form, [...planned, ...timed]);
  const doings = [
    ...planned,
    ...timed.map(({ at, call }, index) => ({ at: at ?? from ?? 0, doing: callDoing(call, timeZone, `calls[${index}]`) })),
  ];
  doings.sort((a, b) => a.at - b.at || placeInMoment(a.doing) - placeInMoment(b.doing));
  refuseOverlaps(doings, origins);
  return { from, timeZone, settings: form.settings ?? {}, doings };
}

/** A stream is pushed once at a time; a second push would be lost without a word. */
function refuseOverlaps(doings: readonly Timed[], origins: ReadonlyMap<Doing, string>): void {
  const live = new Map<string, number>();
  for (const { at, doing } of doings) {
    if (doing.type !== "push" && doing.type !== "break") continue;
    const name = `${doing.key.domain}/${doing.key.app}/${doing.key.stream}`;
    const since = live.get(name);
    if (doing.type === "break") live.delete(name);
    else if (since === undefined) live.set(name, at);
    else {
      const where = origins.get(doing) ?? "pushes";
      throw new ScriptError(`${where}: ${name} is pushed at ${instant(at)} while it is live since ${instant(since)}.`, where);
    }
  }
}

function start({ from, timeZone }: ScriptText, planned: readonly { at: number | undefined }[]): number | undefined {
  if (from !== undefined) return readMoment(from, timeZone, "from").epochMilliseconds;
  const earliest = planned.reduce((least, { at = Number.POSITIVE_INFINITY }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return Number.isFinite(earliest) ? earliest : undefined;
}

/** Starts and ends of something that lasts; no end means that it lasts. */
function spans(
  given: PushText | MixText,
  timeZone: string | undefined,
  where: string,
  isCalendar: IsCalendar,
): { start: number; end: number | undefined }[] {
  const first = readMoment(given.start, timeZone, `${where}.start`);
  if (given.end !== undefined && given.duration !== undefined)
    throw new ScriptError(`${where} has an end or a duration, not both.`, `${where}.duration`);
  const end = given.end === undefined ? undefined : readMoment(given.end, timeZone, `${where}.end`).epochMilliseconds;
  const length =
    end === undefined
      ? given.duration === undefined
        ? undefined
        : readDuration(given.duration, `${where}.duration`)
      : end - first.epochMilliseconds;
  if (length !== undefined && length <= 0) throw new ScriptError(`${where}.end is not after its start.`, `${where}.end`);
  if (length === undefined && given.repeat !== undefined)
    throw new ScriptError(`${where} repeats, so it needs an end or a duration.`, `${where}.repeat`);
  return occurrences(first, given.repeat, `${where}.repeat`, isCalendar(where)).map((at) => ({
    start: at,
    end: length === undefined ? undefined : at + length,
  }));
}

function pushDoings(push: PushText, timeZone: string | undefined, where: string, isCalendar: IsCalendar): Timed[] {
  const { audio = true, video = true, overseas = false, breaks = [] } = push;
  const parts = spans(push, timeZone, where, isCalendar).flatMap((span) => interrupted(span, breaks, where));
  return streamsOf(push.stream, `${where}.stream`).flatMap((key) =>
    parts.flatMap(({ start: at, end }): Timed[] => [
      { at, doing: { type: "push", key, audio, video, overseas } },
      ...(end === undefined ? [] : [{ at: end, doing: { type: "break", key } as const }]),
    ]),
  );
}

function interrupted(
  span: { start: number; end: number | undefined },
  breaks: NonNullable<PushText["breaks"]>,
  where: string,
): { start: number; end: number | undefined }[] {
  const parts = [span];
  for (const [index, { after, for: length }] of breaks.entries()) {
    const from = span.start + readDuration(after, `${where}.breaks[${index}].after`);
    const to = from + readDuration(length, `${where}.breaks[${index}].for`);
    const last = parts.at(-1) ?? span;
    if (from <= last.start || (span.end !== undefined && to >= span.end))
      throw new ScriptError(`${where}.breaks[${index}] does not lie in the push, after the break before it.`, `${where}.breaks[${index}]`);
    parts.splice(-1, 1, { start: last.start, end: from }, { start: to, end: span.end });
  }
  return parts;
}

function mixDoings(given: MixText, timeZone: string | undefined, where: string, isCalendar: IsCalendar): Timed[] {
  const [output, second] = streamsOf(given.output, `${where}.output`);
  if (second !== undefined) throw new ScriptError(`${where}.output: a mix has one output.`, `${where}.output`);
  if (output === undefined) return [];
  const inputs = (given.inputs ?? []).flatMap((one, index) => streamsOf(one, `${where}.inputs[${index}]`));
  const mix = { inputs, output, outputStreamType: given.outputStreamType };
  return spans(given, timeZone, where, isCalendar).flatMap(({ start: at, end }): Timed[] => [
    { at, doing: { type: "mix", mix } },
    ...(end === undefined ? [] : [{ at: end, doing: { type: "unmix", output } as const }]),
  ]);
}

function callDoing({ action, params = {}, as = undefined }: CallText, timeZone: string | undefined, where: string): Doing {
  const table = ACTIONS.get(action)?.parameters ?? {};
  const read = ([name, value]: [string, unknown]): [string, unknown] => {
    const written = typeof value === "string" && table[name]?.isTime === true && !value.startsWith("$");
    return [name, written ? readMoment(value, timeZone, `${where}.params.${name}`).epochMilliseconds / 1000 : value];
  };
  return { type: "call", action, params: Object.fromEntries(Object.entries(params).map(read)), as: as ?? null };
}
