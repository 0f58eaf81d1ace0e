import { AnswerShapeError, listIn, textIn } from "../../core/answer";
import { wireId } from "../../core/codec";
import type { Answer, Ctx } from "../../core/lifecycle";
import { isProps, type Props } from "../../core/schema";
import { instantOf, isoUtc, NEVER } from "../../recording/time";

/** A continuous stretch of a clip, RFC 3339, UTC. */
export interface Stretch {
  readonly startTime: string;
  readonly endTime: string;
}

/** What VOD says of a persisted clip. */
export interface ClipMedia {
  readonly fileId: string;
  readonly url: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly classId: number | undefined;
  /** Absent for a file that never expires. */
  readonly expireTime: string | undefined;
  readonly tags: readonly string[];
  readonly sourceContext: string | undefined;
  /** Seconds. */
  readonly duration: number | undefined;
}

const FILTERS = ["basicInfo", "metaData"];

/** At most this many results can be paged through (SearchMedia: Offset + Limit). */
const SEARCH_LIMIT = 5000;
const PAGE = 100;

function subApp(subAppId: string | undefined): Props {
  return subAppId === undefined ? {} : { SubAppId: wireId(subAppId) };
}

/** @returns undefined when VOD has no such file: that is not an error there, the id comes back in `NotExistFileIdSet` */
export async function describeMedia(ctx: Ctx, fileId: string, subAppId: string | undefined): Promise<ClipMedia | undefined> {
  const answer = await ctx.call("DescribeMediaInfos", { FileIds: [fileId], Filters: FILTERS, ...subApp(subAppId) });
  return mediaIn("DescribeMediaInfos", answer).find((media) => media.fileId === fileId);
}

/** The files made of a stream since a moment whose source context is the given one. */
export async function searchByContext(
  ctx: Ctx,
  wanted: { readonly streamId: string; readonly since: string; readonly sourceContext: string; readonly subAppId: string | undefined },
): Promise<ClipMedia[]> {
  const found: ClipMedia[] = [];
  for (let offset = 0; offset < SEARCH_LIMIT; offset += PAGE) {
    const answer = await ctx.list("SearchMedia", {
      StreamIds: [wanted.streamId],
      CreateTime: { After: wanted.since },
      Sort: { Field: "CreateTime", Order: "Desc" },
      Filters: FILTERS,
      Offset: offset,
      Limit: PAGE,
      ...subApp(wanted.subAppId),
    });
    const page = mediaIn("SearchMedia", answer);
    found.push(...page.filter((media) => media.sourceContext === wanted.sourceContext));
    if (page.length < PAGE) break;
  }
  return found;
}

function mediaIn(action: string, answer: Answer): ClipMedia[] {
  return listIn(action, answer, "MediaInfoSet").map((info) => {
    const fileId = textIn(info, "FileId");
    if (fileId === undefined) throw new AnswerShapeError(action, "MediaInfoSet[].FileId", "a text");
    const basic = isProps(info["BasicInfo"]) ? info["BasicInfo"] : {};
    const meta = isProps(info["MetaData"]) ? info["MetaData"] : {};
    const source = isProps(basic["SourceInfo"]) ? basic["SourceInfo"] : {};
    const expireTime = textIn(basic, "ExpireTime");
    return {
      fileId,
      url: textIn(basic, "MediaUrl") ?? "",
      name: textIn(basic, "Name"),
      description: textIn(basic, "Description"),
      classId: typeof basic["ClassId"] === "number" ? basic["ClassId"] : undefined,
      expireTime: expireTime === NEVER ? undefined : expireTime,
      tags: Array.isArray(basic["TagSet"]) ? basic["TagSet"].filter((tag) => typeof tag === "string") : [],
      sourceContext: textIn(source, "SourceContext"),
      duration: typeof meta["Duration"] === "number" ? meta["Duration"] : undefined,
    };
  });
}

/** The continuous stretches of a clip, as `SegmentSet` tells them. */
export function stretchesIn(answer: Answer): Stretch[] {
  return listIn("LiveRealTimeClip", answer, "SegmentSet").map((segment) => {
    const [startTime, endTime] = [textIn(segment, "StartTime"), textIn(segment, "EndTime")];
    if (startTime === undefined || endTime === undefined) throw new AnswerShapeError("LiveRealTimeClip", "SegmentSet[]", "start and end");
    return { startTime, endTime };
  });
}

function milliseconds(time: string): number {
  return instantOf(time).epochMilliseconds;
}

/** The parts of the asked window that the clip does not hold: the stream was interrupted there. */
export function gapsOf(window: Stretch, stretches: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = [];
  let at = window.startTime;
  for (const stretch of stretches) {
    if (milliseconds(stretch.startTime) > milliseconds(at)) gaps.push({ startTime: at, endTime: stretch.startTime });
    if (milliseconds(stretch.endTime) > milliseconds(at)) at = stretch.endTime;
  }
  if (milliseconds(window.endTime) > milliseconds(at)) gaps.push({ startTime: at, endTime: window.endTime });
  return gaps;
}

/** Seconds. */
export function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { startTime, endTime }) => sum + (milliseconds(endTime) - milliseconds(startTime)) / 1000, 0);
}

export function utc(time: string, timeZone: string | undefined): string {
  return isoUtc(instantOf(time, timeZone));
}
