import type { Account } from "./account";
import { mediaUrl } from "./media";
import { coverUrl, subtitleUrl } from "./media-attachments";
import type { ClosedStretch, Media } from "./model";
import { NEVER, utc } from "./time";

const VIDEO_BPS = 2_000_000;
const AUDIO_BPS = 128_000;

/** The filters of DescribeMediaInfos and SearchMedia, each with the field of MediaInfo that it fills. */
export const FILTERS = {
  basicInfo: "BasicInfo",
  metaData: "MetaData",
  transcodeInfo: "TranscodeInfo",
  animatedGraphicsInfo: "AnimatedGraphicsInfo",
  imageSpriteInfo: "ImageSpriteInfo",
  snapshotByTimeOffsetInfo: "SnapshotByTimeOffsetInfo",
  sampleSnapshotInfo: "SampleSnapshotInfo",
  keyFrameDescInfo: "KeyFrameDescInfo",
  adaptiveDynamicStreamingInfo: "AdaptiveDynamicStreamingInfo",
  miniProgramReviewInfo: "MiniProgramReviewInfo",
  subtitleInfo: "SubtitleInfo",
  reviewInfo: "ReviewInfo",
  mpsAiMediaInfo: "MPSAiMediaInfo",
} as const;

/** Parts that the newest interface has and a live recording never fills. */
const LATER = { ImageUnderstandingInfo: null, KnowledgeBasesInfo: null, FaceRecognitionInfo: null };

type Filter = keyof typeof FILTERS;

/** Length of the stretches together, in seconds. */
export function seconds(stretches: readonly ClosedStretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + (end - start) / 1000, 0);
}

/** MediaMetaData for a length of recorded video (1280x720) or audio; rates in bit/s, size in bytes. */
export function metaData(container: string, stretches: readonly ClosedStretch[], video: boolean, audio = true) {
  const duration = seconds(stretches);
  const bitrate = (video ? VIDEO_BPS : 0) + (audio ? AUDIO_BPS : 0);
  const picture = { Bitrate: VIDEO_BPS, Height: 720, Width: 1280, Codec: "h264", Fps: 25, CodecTag: "", DynamicRangeInfo: null };
  return {
    Size: Math.round((duration * bitrate) / 8),
    Container: container,
    Bitrate: bitrate,
    Height: video ? picture.Height : 0,
    Width: video ? picture.Width : 0,
    Duration: duration,
    Rotate: 0,
    VideoStreamSet: video ? [picture] : [],
    AudioStreamSet: audio ? [{ Bitrate: AUDIO_BPS, SamplingRate: 48000, Codec: "aac" }] : [],
    VideoDuration: video ? duration : 0,
    AudioDuration: audio ? duration : 0,
    Md5: "",
  };
}

/** A subtitle without its text, which is at its address. */
export function shownSubtitle(account: Account, media: Media, subtitle: Media["subtitles"][number]) {
  const { Id, Name, Language, Format } = subtitle;
  return { Id, Name, Language, Format, Url: subtitleUrl(account, media, Id), Source: "UserUploaded" };
}

/** A file as MediaInfo; without filters every part is given, with filters only theirs. */
export function mediaInfo(account: Account, media: Media, filters: readonly string[] | undefined): Record<string, unknown> {
  const wanted = filters === undefined || filters.length === 0 ? Object.keys(FILTERS) : filters;
  const info: Record<string, unknown> = { FileId: media.fileId, ...LATER };
  for (const [filter, field] of Object.entries(FILTERS)) {
    info[field] = wanted.includes(filter) ? part(account, media, filter as Filter) : null;
  }
  return info;
}

function part(account: Account, media: Media, filter: Filter): unknown {
  if (filter === "basicInfo") return basicInfo(account, media);
  if (filter === "metaData") return metaData(media.type, media.stretches, media.tracks.video, media.tracks.audio);
  if (filter === "keyFrameDescInfo") return media.keyFrames.length === 0 ? null : { KeyFrameDescSet: media.keyFrames };
  if (filter === "subtitleInfo")
    return media.subtitles.length === 0 ? null : { SubtitleSet: media.subtitles.map((one) => shownSubtitle(account, media, one)) };
  return null;
}

function basicInfo(account: Account, media: Media) {
  const { domain, app, stream, start, end } = media.live;
  return {
    Name: media.name,
    Description: media.description,
    CreateTime: utc(media.createTime),
    UpdateTime: utc(media.updateTime),
    ExpireTime: media.expireTime === null ? NEVER : utc(media.expireTime),
    ClassId: media.classId,
    ClassName: media.classId === 0 ? "" : String(media.classId),
    ClassPath: "",
    CoverUrl: coverUrl(account, media),
    Type: media.type,
    MediaUrl: mediaUrl(account, media),
    SourceInfo: {
      SourceType: "Record",
      SourceContext: media.sourceContext,
      LiveRecordInfo: { Domain: domain, Path: app, StreamId: stream, RecordStartTime: utc(start), RecordEndTime: utc(end) },
      TrtcRecordInfo: null,
      WebPageRecordInfo: null,
    },
    StorageRegion: "ap-chongqing",
    StoragePath: "",
    TagSet: media.tags,
    Vid: media.clipId === null ? media.fileId : "",
    Category: media.category,
    Status: "Normal",
    StorageClass: media.storageClass,
  };
}
