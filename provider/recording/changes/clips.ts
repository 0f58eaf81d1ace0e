import type { Clip, Configuration } from "../configuration";
import { type Moment, momentOf } from "../moments";
import { type ChangeFinding, finding } from "./finding";

/**
 * What a change does to clips that exist and to the media in them.
 * @param remade keys of clips that are made anew whatever their declarations say
 * @param now the service's time; it refuses to cut what is still to come
 */
export function clipChanges(
  before: Configuration,
  after: Configuration,
  remade: ReadonlySet<string> = new Set(),
  now?: Moment,
): ChangeFinding[] {
  const successors = paired(before.clips, after.clips);
  const old = new Set(successors.values());
  return [
    ...before.clips.flatMap((clip) => {
      const will = successors.get(clip);
      if (will === undefined) return gone(clip);
      if (cut(will) === cut(clip) && !remade.has(keyOf(will))) return lifeChanges(clip, will);
      return [...tooEarly(will, now), ...cutAnew(clip, will), ...forEver(will)];
    }),
    ...after.clips.filter((clip) => !old.has(clip)).flatMap((clip) => made(clip, now)),
  ];
}

/** What is still to come is in no time-shift data. */
function tooEarly(clip: Clip, now: Moment | undefined): ChangeFinding[] {
  const [start, end] = momentsOf(clip);
  if (now === undefined || start === undefined || end === undefined || end <= now) return [];
  const [edge, code] = start >= now ? ["begin", "StartTime"] : ["end", "EndTime"];
  const zone = clip.timeZone === undefined ? "" : ` (${clip.timeZone})`;
  const says = `will not be cut yet from ${clip.startTime} to ${clip.endTime}${zone}: its ${edge} is still to come, so the service refuses that (InvalidParameterValue.${code}), and up will fail until then`;
  return [finding("clip-too-early", ["warning", "none"], `the clip ${clip.origin} of ${clip.streamId}`, says, "at-once")];
}

/** What each clip becomes: the one of its key, else one of its name that nothing else becomes. */
function paired(before: readonly Clip[], after: readonly Clip[]): ReadonlyMap<Clip, Clip> {
  const byKey = new Map(after.map((clip) => [keyOf(clip), clip]));
  const found = new Map(before.flatMap((clip) => [[clip, byKey.get(keyOf(clip))] as const]).filter(isFound));
  const taken = new Set(found.values());
  const byName = Map.groupBy(
    after.filter((clip) => !taken.has(clip)),
    ({ origin }) => origin,
  );
  for (const clip of before) {
    const next = found.has(clip) ? undefined : byName.get(clip.origin)?.shift();
    if (next !== undefined) found.set(clip, next);
  }
  return found;
}

function isFound(pair: readonly [Clip, Clip | undefined]): pair is readonly [Clip, Clip] {
  return pair[1] !== undefined;
}

function keyOf({ key, origin }: Clip): string {
  return key ?? origin;
}

function subjectOf({ origin, streamId, startTime, endTime }: Clip): string {
  return `the clip ${origin} of ${streamId} (${startTime} to ${endTime})`;
}

const ENDS_WITH = "ends with the recording under it";

function gone(clip: Clip): ChangeFinding[] {
  return clip.isPersistence === true
    ? [finding("media-deleted", ["danger", "data-loss"], subjectOf(clip), "will be deleted for good, with its media", "at-once")]
    : [finding("clip-removed", ["info", "none"], subjectOf(clip), `will no longer be declared; its playlist ${ENDS_WITH}`, "at-once")];
}

/** The service cannot change what a clip is cut from, or into: it is cut once more, and what was cut before goes. */
function cutAnew(was: Clip, will: Clip): ChangeFinding[] {
  const zone = will.timeZone === undefined || will.timeZone === was.timeZone ? "" : ` (${will.timeZone})`;
  const moved = momentsOf(was).join() === momentsOf(will).join() ? "" : `, from ${will.startTime} to ${will.endTime}${zone}`;
  const needs = "which needs the time-shift data to be there still";
  if (was.isPersistence === true) {
    const playlist = will.isPersistence === true ? "" : `; the new one is only a playlist that ${ENDS_WITH}`;
    const says = `will be deleted for good, with its media, and a new one will be cut${moved}, ${needs}${playlist}`;
    return [finding("media-deleted", ["danger", "data-loss"], subjectOf(was), says, "at-once")];
  }
  const file = will.isPersistence === true ? " as a file of its own" : "";
  const says = `will be cut anew${file}${moved}, ${needs}; the old playlist ${ENDS_WITH}`;
  return [finding("clip-removed", ["info", "none"], subjectOf(was), says, "at-once")];
}

function made(clip: Clip, now: Moment | undefined): ChangeFinding[] {
  const early = tooEarly(clip, now);
  if (early.length > 0) return [...early, ...forEver(clip)];
  const life = clip.isPersistence === true ? "a file of its own" : `a playlist that ${ENDS_WITH}`;
  const says = `will be cut from ${clip.startTime} to ${clip.endTime}: ${life}`;
  return [finding("clip-added", ["info", "none"], `the clip ${clip.origin} of ${clip.streamId}`, says, "at-once"), ...forEver(clip)];
}

/** A persisted clip lives for ever unless it is said until when. */
function forEver(clip: Clip): ChangeFinding[] {
  if (clip.isPersistence !== true || clip.expireTime !== undefined) return [];
  const says = "will be kept for ever: it has no expireTime";
  return [finding("kept-for-ever", ["warning", "permanent"], `the clip ${clip.origin} of ${clip.streamId}`, says, "at-once")];
}

function lifeChanges(was: Clip, will: Clip): ChangeFinding[] {
  if (will.isPersistence !== true) return [];
  const [from, to] = [endOf(was), endOf(will)];
  if (to === from) return [];
  if (to === Number.POSITIVE_INFINITY) return forEver(will);
  const instead = from === Number.POSITIVE_INFINITY ? "no longer kept for ever" : `not at ${was.expireTime}`;
  const says = `will be deleted for good at ${will.expireTime}, ${instead}`;
  return to < from
    ? [finding("clip-expires-earlier", ["danger", "data-loss"], subjectOf(will), says, "at-once")]
    : [finding("retention-extended", ["info", "none"], subjectOf(will), says, "at-once")];
}

/** When VOD deletes a clip; a time that cannot be read is taken for the earliest. */
function endOf({ expireTime, timeZone }: Clip): Moment {
  if (expireTime === undefined) return Number.POSITIVE_INFINITY;
  return momentOf(expireTime, timeZone) ?? Number.NEGATIVE_INFINITY;
}

function momentsOf({ startTime, endTime, timeZone }: Clip): readonly (Moment | undefined)[] {
  return [momentOf(startTime, timeZone), momentOf(endTime, timeZone)];
}

/** What makes a clip another one. */
function cut(clip: Clip): string {
  return JSON.stringify([clip.streamId, clip.isPersistence ?? false, ...momentsOf(clip), clip.fixed]);
}
