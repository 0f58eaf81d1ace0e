import type { Account } from "../account";
import { defineAction } from "../action";
import { clipUrl } from "../clip-life";
import { cutClip } from "../clips";
import { fail } from "../codes";
import { metaData } from "../media-info";
import { flag, type Input, id, object, text, time } from "../parameters";
import { NEVER, parseUtc, utc } from "../time";

const parameters = {
  StreamId: text({ required: true, minLength: 1, code: "InvalidParameterValue.StreamIdInvalid" }),
  StartTime: time({ required: true, code: "InvalidParameterValue.StartTime" }),
  EndTime: time({ required: true, code: "InvalidParameterValue.EndTime" }),
  SubAppId: id({ min: 0 }),
  IsPersistence: flag({ fromText: true }),
  ExpireTime: text(),
  Procedure: text(),
  ClassId: id(),
  SourceContext: text(),
  SessionContext: text(),
  MetaDataRequired: flag(),
  Host: text(),
  StreamInfo: object({ Type: text({ oneOf: ["Original", "Transcoding"] }), TemplateId: id({ min: 0 }) }),
  ExtInfo: text(),
};

/**
 * Cuts a clip from the time-shift data of a stream (S0, S1). Parameters for persisted clips are ignored on others. A stream that
 * nobody ever pushed is StreamIdInvalid, one without time shift UnsupportedOperation, a window without data FailedOperation (all INF).
 */
export const LiveRealTimeClip = defineAction({
  name: "LiveRealTimeClip",
  service: "vod",
  rate: 100,
  parameters,
  codes: [
    "FailedOperation",
    "InternalError",
    "InvalidParameterValue",
    "InvalidParameterValue.ClipDuration",
    "InvalidParameterValue.EndTime",
    "InvalidParameterValue.ExpireTime",
    "InvalidParameterValue.StartTime",
    "InvalidParameterValue.StreamIdInvalid",
    "UnauthorizedOperation",
    "UnsupportedOperation",
  ],
  run({ account, input, now }) {
    const persisted = input.IsPersistence === 1;
    checkWindow(account, input.StartTime, input.EndTime, now);
    if (account.settings.clipHostRequired && !input.Host)
      fail("InvalidParameterValue", "`Host` is required: the play domain of the time shift.");
    if (input.StreamInfo?.Type === "Transcoding" && !input.StreamInfo.TemplateId) {
      fail("InvalidParameterValue", "`StreamInfo.TemplateId` is required for a transcoded stream.");
    }
    const clip = cutClip(account, {
      streamId: input.StreamId,
      host: input.Host ?? "",
      start: input.StartTime,
      end: input.EndTime,
      subAppId: input.SubAppId ?? 0,
      persistence: persisted ? persistence(input, now) : null,
    });
    return {
      Url: clipUrl(account, clip),
      FileId: clip.fileId,
      VodTaskId: clip.vodTaskId,
      MetaData: input.MetaDataRequired === 1 ? metaData("hls", clip.stretches, clip.tracks.video, clip.tracks.audio) : null,
      SegmentSet: clip.stretches.map(({ start, end }) => ({ StartTime: utc(start), EndTime: utc(end) })),
    };
  },
});

function checkWindow(account: Account, start: number, end: number, now: number): void {
  if (start >= now) fail("InvalidParameterValue.StartTime", "`StartTime` is in the future.");
  if (end <= start) fail("InvalidParameterValue.EndTime", "`EndTime` must be later than `StartTime`.");
  if (end > now) fail("InvalidParameterValue.EndTime", "`EndTime` is in the future.");
  const longest = account.settings.maxClipSeconds;
  if (end - start > longest * 1000) fail("InvalidParameterValue.ClipDuration", `The clip is longer than ${longest} seconds.`);
}

function persistence(input: Input<typeof parameters>, now: number) {
  const { ExpireTime = NEVER, SourceContext = "", SessionContext = "", Procedure = "", ClassId = 0 } = input;
  const expire = parseUtc(ExpireTime);
  if (expire === undefined) fail("InvalidParameterValue.ExpireTime", "`ExpireTime` must be YYYY-MM-DDThh:mm:ssZ.");
  if (expire <= now) fail("InvalidParameterValue.ExpireTime", "`ExpireTime` is in the past.");
  if ([...SourceContext].length > 250) fail("InvalidParameterValue", "`SourceContext` is longer than 250 characters.");
  if ([...SessionContext].length > 1000) fail("InvalidParameterValue", "`SessionContext` is longer than 1000 characters.");
  return {
    expireTime: ExpireTime === NEVER ? null : expire,
    sourceContext: SourceContext,
    sessionContext: SessionContext,
    procedure: Procedure,
    classId: ClassId,
  };
}
