import type { Format } from "../configuration";
import type { FormatPlan } from "../formats";
import { inWords } from "../time";
import { destinationWords, kept, listed, plansWords } from "../words";
import { type ChangeFinding, finding } from "./finding";

function isForEver(plan: FormatPlan): boolean {
  return plan.destination.kind === "vod" && plan.storageTime === 0;
}

/**
 * What is new and kept for ever; nothing where VOD deletes it some day, or where it goes to COS.
 * @param task the task that makes it; left out: the rules do
 */
export function foreverOf(words: string, plans: readonly FormatPlan[], task?: string): ChangeFinding[] {
  const formats = plans.filter(isForEver).map(({ format }) => format.toUpperCase());
  if (formats.length === 0) return [];
  const says = `will keep ${task === undefined ? "new" : "the"} ${listed(formats)} files${task === undefined ? "" : ` of ${task}`} for ever: storageTime is 0`;
  return [finding("kept-for-ever", ["warning", "permanent"], words, says, task === undefined ? "next-push" : "at-once")];
}

/** The plans of a stream, or of a window, by format. */
type Plans = ReadonlyMap<Format, FormatPlan>;

export function byFormat(plans: readonly FormatPlan[]): Plans {
  return new Map(plans.map((plan) => [plan.format, plan]));
}

/** What is different between what is written now and what will be: formats, how long files are kept, where they go, how they are cut. */
export function formatChanges(words: string, before: Plans, after: Plans): ChangeFinding[] {
  const findings: ChangeFinding[] = [];
  const removed = [...before.values()].filter(({ format }) => !after.has(format));
  const added = [...after.values()].filter(({ format }) => !before.has(format));
  const names = listed(removed.map(({ format }) => format.toUpperCase()));
  if (removed.length > 0) {
    const says =
      added.length === 0 ? `will no longer be recorded as ${names}` : `will be recorded as ${plansWords(added)}, and no longer as ${names}`;
    findings.push(finding("format-removed", ["warning", "not-recorded"], words, says));
    findings.push(...keptLess(words, removed, [...before.values()], [...after.values()]));
  } else if (added.length > 0) {
    findings.push(finding("format-added", ["info", "none"], words, `will also be recorded as ${plansWords(added)}`));
  }
  findings.push(...pictureChanges(words, before, after), ...foreverOf(words, added));
  for (const [format, will] of after) {
    const was = before.get(format);
    if (was !== undefined) findings.push(...planChanges(words, was, will));
  }
  return findings;
}

/** Sound alone where there was a picture, or the other way round, whatever the formats. */
function pictureChanges(words: string, before: Plans, after: Plans): ChangeFinding[] {
  const [had, has] = [before, after].map((plans) => [...plans.values()].some(({ content }) => content === "video"));
  if (had === has || before.size === 0 || after.size === 0) return [];
  return has
    ? [finding("files-change", ["info", "none"], words, "will be recorded with picture, no longer with sound only")]
    : [finding("files-change", ["danger", "not-recorded"], words, "will be recorded with sound only: the picture is no longer recorded")];
}

/** Seconds that a file is kept. */
export function lifeOf({ destination, storageTime }: FormatPlan): number {
  return destination.kind !== "vod" || storageTime === 0 ? Number.POSITIVE_INFINITY : storageTime;
}

/** Of several files of one stream, the one that is there longest. */
export function keptLongest(plans: readonly FormatPlan[]): FormatPlan | undefined {
  return plans.reduce<FormatPlan | undefined>((best, plan) => (best === undefined || lifeOf(plan) > lifeOf(best) ? plan : best), undefined);
}

/** With another format instead of the one that was kept longest, the stream as a whole is kept less long. */
function keptLess(
  words: string,
  removed: readonly FormatPlan[],
  before: readonly FormatPlan[],
  after: readonly FormatPlan[],
): ChangeFinding[] {
  const [was, will] = [keptLongest(before), keptLongest(after)];
  if (was === undefined || will === undefined || !removed.includes(was) || lifeOf(will) >= lifeOf(was)) return [];
  const says = `will be kept ${kept(will)} as ${will.format.toUpperCase()} instead of ${kept(was)} as ${was.format.toUpperCase()}, after which new files are deleted for good; files that exist already keep their date`;
  return [finding("retention-shortened", ["danger", "data-loss"], words, says)];
}

function planChanges(words: string, was: FormatPlan, will: FormatPlan): ChangeFinding[] {
  const name = will.format.toUpperCase();
  const findings: ChangeFinding[] = [];
  const [from, to] = [destinationWords(was.destination), destinationWords(will.destination)];
  if (from !== to) {
    const says = `will store new ${name} files in ${to} instead of ${from}; files that exist already stay where they are`;
    findings.push(finding("destination-changes", ["warning", "none"], words, says));
  }
  if (will.destination.kind === "vod" && was.destination.kind === "vod" && was.storageTime !== will.storageTime)
    findings.push(...retention(words, was, will));
  else if (will.destination.kind === "vod" && was.destination.kind === "cos") findings.push(...fromBucket(words, will));
  const files = fileChanges(was, will);
  if (files.length > 0) findings.push(finding("files-change", ["info", "none"], words, `will have ${name} files ${listed(files)}`));
  return findings;
}

/** A template's storageTime counts for files made under it; what exists keeps the date that it got when it was made. */
function retention(words: string, was: FormatPlan, will: FormatPlan): ChangeFinding[] {
  const name = will.format.toUpperCase();
  if (will.storageTime === 0) return foreverOf(words, [will]);
  const change = `will keep new ${name} files ${kept(will)} instead of ${kept(was)}`;
  const shorter = was.storageTime === 0 || will.storageTime < was.storageTime;
  if (!shorter) return [finding("retention-extended", ["info", "none"], words, `${change}; files that exist already keep their date`)];
  const says = `${change}, after which they are deleted for good; files that exist already keep their date`;
  return [finding("retention-shortened", ["danger", "data-loss"], words, says)];
}

/** In COS the bucket alone decides how long a file is kept; VOD deletes it when its time is over. */
function fromBucket(words: string, will: FormatPlan): ChangeFinding[] {
  if (will.storageTime === 0) return foreverOf(words, [will]);
  const says = `will keep new ${will.format.toUpperCase()} files ${kept(will)}, after which VOD deletes them for good; in COS they stayed as long as the bucket says`;
  return [finding("retention-shortened", ["danger", "data-loss"], words, says)];
}

function fileChanges(was: FormatPlan, will: FormatPlan): string[] {
  const changes: string[] = [];
  if (was.interval !== will.interval && was.interval !== null && will.interval !== null) {
    changes.push(`of ${inWords(will.interval)} instead of ${inWords(was.interval)}`);
  }
  if (was.continuation !== will.continuation) {
    changes.push(
      will.continuation === 0
        ? "that end at every break of the push"
        : `joined over breaks of up to ${inWords(will.continuation)}${was.continuation === 0 ? "" : ` instead of ${inWords(was.continuation)}`}`,
    );
  }
  if (was.vodFileName !== will.vodFileName) changes.push(`named ${will.vodFileName}`);
  if (was.cold !== will.cold) changes.push(will.cold ? "in cold storage" : "in normal storage");
  if (was.procedure !== will.procedure && will.destination.kind === "vod") {
    const instead = was.procedure === undefined ? "" : ` instead of ${was.procedure}`;
    changes.push(
      will.procedure === undefined ? `on which VOD no longer starts ${was.procedure}` : `on which VOD starts ${will.procedure}${instead}`,
    );
  }
  if (was.delayed !== will.delayed)
    changes.push(will.delayed ? "of slow live instead of the live stream" : "of the live stream instead of slow live");
  else if (was.original !== will.original) {
    changes.push(
      will.original ? "of the original stream, without watermark" : "of the watermarked or transcoded stream instead of the original",
    );
  }
  return changes;
}
