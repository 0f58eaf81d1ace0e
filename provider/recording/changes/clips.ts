import type { Clip, Configuration } from "../configuration";
import { type Moment, momentOf } from "../moments";
import { type ChangeFinding, finding } from "./finding";

/** What a change does to clips that exist and to the media in them. */
export function clipChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const next = new Map(after.clips.map((clip) => [clip.origin, clip]));
  const old = new Set(before.clips.map(({ origin }) => origin));
  return [
    ...before.clips.flatMap((clip) => {
      const will = next.get(clip.origin);
      if (will !== undefined && cut(will) === cut(clip)) return lifeChanges(clip, will);
      return [...gone(clip, will), ...(will === undefined ? [] : forEver(will))];
    }),
    ...after.clips.filter(({ origin }) => !old.has(origin)).flatMap(made),
  ];
}

function subjectOf({ origin, streamId, startTime, endTime }: Clip): string {
  return `the clip ${origin} of ${streamId} (${startTime} to ${endTime})`;
}

function gone(clip: Clip, again: Clip | undefined): ChangeFinding[] {
  if (clip.isPersistence !== true) {
    const says = "will no longer be declared; its playlist lives as long as the recording under it";
    return [finding("clip-removed", ["info", "none"], subjectOf(clip), says, "at-once")];
  }
  const anew = again === undefined ? "" : ", and a new one will be cut, which needs the time-shift data to be there still";
  const says = `will be deleted for good, with its media${anew}`;
  return [finding("media-deleted", ["danger", "data-loss"], subjectOf(clip), says, "at-once")];
}

function made(clip: Clip): ChangeFinding[] {
  const life = clip.isPersistence === true ? "a file of its own" : "a playlist that ends with the recording under it";
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

/** The fields that make a clip another one. */
function cut({ streamId, host, isPersistence, subAppId, procedure, startTime, endTime, timeZone }: Clip): string {
  const moments = [momentOf(startTime, timeZone), momentOf(endTime, timeZone)];
  return JSON.stringify([streamId, host, isPersistence ?? false, subAppId, procedure, ...moments]);
}
