import * as live from "pulumi-live-recording";

const day = 86400;

// Every format at once. A block that is present is switched on; each format makes its own files.
const everything = new live.RecordTemplate("everything", {
  templateName: "every-format",
  description: "All five formats",
  flvParam: { recordInterval: 1800, storageTime: 7 * day },
  hlsParam: { storageTime: 30 * day, procedure: "LongVideoPreset" },
  mp4Param: { recordInterval: 7200, vodFileName: "{StreamID}-{StartYear}{StartMonth}{StartDay}" },
  aacParam: { recordInterval: 3600 },
  mp3Param: {},
  // One HLS file across interruptions of up to half an hour.
  hlsSpecialParam: { flowContinueDuration: 1800 },
  flvSpecialParam: { uploadInRecording: true },
  removeWatermark: true,
});

// The same files to a bucket of one's own instead of VOD.
const bucket = {
  cosBucketName: "recordings",
  cosBucketRegion: "ap-guangzhou",
  cosBucketPath: "/{StreamID}/{StartYear}{StartMonth}{StartDay}",
};
const toCos = new live.RecordTemplate("to-cos", { cosStore: true, hlsParam: bucket, mp4Param: bucket });

// For slow (delayed) live.
const slow = new live.RecordTemplate("slow", { isDelayLive: true, hlsParam: {} });

export const ids = { everything: everything.id, toCos: toCos.id, slow: slow.id };
