import { ACTIONS } from "./actions/index";
import type { MixRequest } from "./mixes";
import type { StreamKey } from "./model";
import { placeInMoment } from "./same-moment";
import { type CallText, type MixText, type PushText, readForm, type ScriptText } from "./script-form";
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

const RANGE = /\{(\d+)\.\.(\d+)\}/;
const MOST_STREAMS = 100_000;

/** Reads a script: pushes, mixes and API calls over days. Throws ScriptError, which names the place. */
export function readScript(source: string): Script {
  const form = readForm(source);
  const { timeZone } = form;
  const planned = [
    ...(form.pushes ?? []).flatMap((push, index) => pushDoings(push, timeZone, `pushes[${index}]`)),
    ...(form.mixes ?? []).flatMap((mix, index) => mixDoings(mix, timeZone, `mixes[${index}]`)),
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
  refuseOverlaps(doings);
  return { from, timeZone, settings: form.settings ?? {}, doings };
}

/** A stream is pushed once at a time; a second push would be lost without a word. */
function refuseOverlaps(doings: readonly Timed[]): void {
  const live = new Map<string, number>();
  for (const { at, doing } of doings) {
    if (doing.type !== "push" && doing.type !== "break") continue;
    const name = `${doing.key.domain}/${doing.key.app}/${doing.key.stream}`;
    const since = live.get(name);
    if (doing.type === "break") live.delete(name);
    else if (since === undefined) live.set(name, at);
    else throw new ScriptError(`pushes: ${name} is pushed at ${instant(at)} while it is live since ${instant(since)}.`);
  }
}

function start({ from, timeZone }: ScriptText, planned: readonly { at: number | undefined }[]): number | undefined {
  if (from !== undefined) return readMoment(from, timeZone, "from").epochMilliseconds;
  const earliest = planned.reduce((least, { at = Number.POSITIVE_INFINITY }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return Number.isFinite(earliest) ? earliest : undefined;
}

/** Starts and ends of something that lasts; no end means that it lasts. */
function spans(given: PushText | MixText, timeZone: string | undefined, where: string): { start: number; end: number | undefined }[] {
  const first = readMoment(given.start, timeZone, `${where}.start`);
  if (given.end !== undefined && given.duration !== undefined) throw new ScriptError(`${where} has an end or a duration, not both.`);
  const end = given.end === undefined ? undefined : readMoment(given.end, timeZone, `${where}.end`).epochMilliseconds;
  const length =
    end === undefined
      ? given.duration === undefined
        ? undefined
        : readDuration(given.duration, `${where}.duration`)
      : end - first.epochMilliseconds;
  if (length !== undefined && length <= 0) throw new ScriptError(`${where}.end is not after its start.`);
  if (length === undefined && given.repeat !== undefined) throw new ScriptError(`${where} repeats, so it needs an end or a duration.`);
  return occurrences(first, given.repeat, where).map((at) => ({ start: at, end: length === undefined ? undefined : at + length }));
}

function pushDoings(push: PushText, timeZone: string | undefined, where: string): Timed[] {
  const { audio = true, video = true, overseas = false, breaks = [] } = push;
  const parts = spans(push, timeZone, where).flatMap((span) => interrupted(span, breaks, where));
  return streamsOf(push.stream, where).flatMap((key) =>
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
      throw new ScriptError(`${where}.breaks[${index}] does not lie in the push, after the break before it.`);
    parts.splice(-1, 1, { start: last.start, end: from }, { start: to, end: span.end });
  }
  return parts;
}

function mixDoings(given: MixText, timeZone: string | undefined, where: string): Timed[] {
  const [output] = streamsOf(given.output, `${where}.output`);
  if (output === undefined) return [];
  const inputs = (given.inputs ?? []).flatMap((one) => streamsOf(one, `${where}.inputs`));
  const mix = { inputs, output, outputStreamType: given.outputStreamType };
  return spans(given, timeZone, where).flatMap(({ start: at, end }): Timed[] => [
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

function streamsOf(given: string, where: string): StreamKey[] {
  const [, low, high] = RANGE.exec(given) ?? [];
  const count = low === undefined ? 1 : Number(high) - Number(low) + 1;
  if (count < 1 || count > MOST_STREAMS) throw new ScriptError(`${where}: the range names ${count} streams.`);
  return Array.from({ length: count }, (_, index) => {
    const name = low === undefined ? given : given.replace(RANGE, String(Number(low) + index));
    const [domain = "", app = "", stream = ""] = name.split("/");
    return { domain, app, stream };
  });
}
