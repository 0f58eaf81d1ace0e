import type { Configuration, SnapshotTemplate } from "../configuration";
import type { Target } from "../levels";
import { matcherOf } from "../matching";
import { inWords } from "../time";
import { listed } from "../words";
import { type ChangeFinding, finding } from "./finding";
import { classesOfRules } from "./targets";

/** The template of a push; its name, where it is not declared here; undefined: no rule matches. */
type Pictures = SnapshotTemplate | string | undefined;

/** What a change does to the pictures that are taken of streams. No recording hangs on them, so no risk is named. */
export function snapshotChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const [was, will] = [picturesIn(before), picturesIn(after)];
  return classesOfRules([before.snapshotRules, after.snapshotRules]).flatMap(({ push, words }) => changeOf(words, was(push), will(push)));
}

function picturesIn({ snapshotRules, snapshotTemplates }: Configuration): (push: Target) => Pictures {
  const matcher = matcherOf(snapshotRules);
  const templates = new Map(snapshotTemplates.map((template) => [template.key, template]));
  return (push) => {
    const key = matcher.winner(push)?.template;
    return key === undefined ? undefined : (templates.get(key) ?? key);
  };
}

function changeOf(words: string, was: Pictures, will: Pictures): ChangeFinding[] {
  if (will === undefined) {
    const says = "will have no snapshots taken any more; pictures that exist stay in their bucket";
    return was === undefined ? [] : [finding("snapshots-stop", ["warning", "none"], words, says)];
  }
  if (was === undefined) {
    const how =
      typeof will === "string" ? `with template ${will}, which is not declared here` : `${everyWords(will)}, into ${bucketOf(will)}`;
    return [finding("snapshots-change", ["info", "none"], words, `will have snapshots taken ${how}`)];
  }
  if (typeof was === "string" || typeof will === "string") {
    if (was === will) return [];
    const strange = typeof will === "string" ? will : was;
    const says = `will have snapshots taken with another template; ${typeof strange === "string" ? strange : strange.key} is not declared here, so what changes cannot be told`;
    return [finding("snapshots-change", ["warning", "none"], words, says)];
  }
  const moved = bucketOf(was) !== bucketOf(will);
  const changes = [
    ...(moved ? [`into ${bucketOf(will)} instead of ${bucketOf(was)}, where pictures that exist stay`] : []),
    ...(intervalOf(was) === intervalOf(will) ? [] : [`${everyWords(will)} instead of ${everyWords(was)}`]),
    ...differently("in folder", was.cosPrefix, will.cosPrefix),
    ...differently("under the name", was.cosFileName, will.cosFileName),
    ...differently("in the size", sizeOf(was), sizeOf(will)),
    ...((was.moderated ?? false) === (will.moderated ?? false) ? [] : [will.moderated ? "and moderated" : "and no longer moderated"]),
  ];
  if (changes.length === 0) return [];
  return [finding("snapshots-change", [moved ? "warning" : "info", "none"], words, `will have snapshots taken ${listed(changes)}`)];
}

function differently(what: string, was: string | undefined, will: string | undefined): string[] {
  if (was === will) return [];
  return [`${what} ${will ?? "that the service chooses"}${was === undefined ? "" : ` instead of ${was}`}`];
}

/** Time between two pictures when nothing is said, seconds (CreateLiveSnapshotTemplate). */
const DEFAULT_INTERVAL = 10;

function intervalOf({ snapshotInterval = DEFAULT_INTERVAL }: SnapshotTemplate): number {
  return snapshotInterval;
}

function everyWords(template: SnapshotTemplate): string {
  return `every ${inWords(intervalOf(template))}`;
}

/** `bucket covers-1250000065 in ap-guangzhou` */
function bucketOf({ cosBucket, cosAppId, cosRegion }: SnapshotTemplate): string {
  if (cosBucket === undefined) return "its bucket";
  return `bucket ${[cosBucket, cosAppId].filter((part) => part !== undefined).join("-")}${cosRegion === undefined ? "" : ` in ${cosRegion}`}`;
}

/** `640×360`; a side that is left to the stream is a star. */
function sizeOf({ width, height }: SnapshotTemplate): string {
  return !width && !height ? "that of the stream" : `${width || "*"}×${height || "*"}`;
}
