import { wireId } from "../../../provider/core/codec";
import { deleteTemplate, templateObjects } from "./templates";
import type { Cases } from "./types";

export const recordTemplate: Cases = {
  token: "RecordTemplate",
  creates: "CreateLiveRecordTemplate",
  good: ({ vod }) => ({
    description: "all formats",
    flvParam: { recordInterval: 3600, storageTime: 86_400 },
    hlsParam: { storageTime: 2_592_000, procedure: vod.procedure, classId: vod.classId, storageMode: "cold" },
    mp4Param: { recordInterval: 7200, vodFileName: "{StreamID}-{StartYear}" },
    aacParam: { recordInterval: 600, ...(vod.subAppId === undefined ? {} : { vodSubAppId: vod.subAppId }) },
    mp3Param: {},
    hlsSpecialParam: { flowContinueDuration: 300 },
    flvSpecialParam: { uploadInRecording: true },
    removeWatermark: true,
  }),
  bad: [
    {
      name: "a text where a number belongs",
      with: { mp4Param: { recordInterval: "1h" } },
      path: "mp4Param.recordInterval",
      says: /"1h" is not a whole number; write 60 to 43200 seconds/,
    },
    {
      name: "an interval too short",
      with: { flvParam: { recordInterval: 30 } },
      path: "flvParam.recordInterval",
      says: /30 is out of range; write 60 to 43200 seconds \(1 min to 12 h\)/,
    },
    {
      name: "an AAC interval over two hours",
      with: { aacParam: { recordInterval: 7201 } },
      path: "aacParam.recordInterval",
      says: /60 to 7200 seconds/,
    },
    {
      name: "storage beyond 1500 days",
      with: { hlsParam: { storageTime: 129_600_001 } },
      path: "hlsParam.storageTime",
      says: /0 to 129600000 seconds/,
    },
    {
      name: "continuation beyond 30 minutes",
      with: { hlsSpecialParam: { flowContinueDuration: 1801 } },
      path: "hlsSpecialParam.flowContinueDuration",
      says: /0 to 1800 seconds/,
    },
    { name: "a mistyped field", with: { hlsParm: {} }, path: "hlsParm", says: /did you mean hlsParam\?/ },
    {
      name: "a mistyped field in a block",
      with: { hlsParam: { storagetime: 1 } },
      path: "hlsParam.storagetime",
      says: /did you mean storageTime\?/,
    },
    { name: "a name with a blank", with: { templateName: "my template" }, path: "templateName", says: /letters, digits, _ and - only/ },
    { name: "a number for a flag", with: { removeWatermark: 1 }, path: "removeWatermark", says: /true or false/ },
    {
      name: "an unknown storage class",
      with: { mp4Param: { storageMode: "colt" } },
      path: "mp4Param.storageMode",
      says: /one of "normal", "cold"; did you mean "cold"\?/,
    },
    {
      name: "COS without a bucket",
      with: { cosStore: true },
      path: "cosStore",
      says: /cosBucketName, cosBucketRegion and cosBucketPath in flvParam/,
    },
    {
      name: "a COS path without a slash",
      with: { mp4Param: { cosBucketPath: "record" } },
      path: "mp4Param.cosBucketPath",
      says: /begin the path with \//,
    },
    { name: "a block that is a flag", with: { flvParam: true }, path: "flvParam", says: /a block of fields/ },
  ],
  updates: [
    { name: "the description", with: { description: "changed" }, step: "update" },
    {
      name: "one field of one format",
      with: { mp4Param: { recordInterval: 3600, vodFileName: "{StreamID}-{StartYear}" } },
      step: "update",
    },
    { name: "a format taken away", with: { flvParam: undefined }, step: "update" },
    { name: "a field of a format taken away", with: { hlsParam: { storageTime: 2_592_000 } }, step: "update" },
    { name: "continuation taken away", with: { hlsSpecialParam: undefined }, step: "update" },
    { name: "the description taken away", with: { description: undefined }, step: "update" },
    {
      name: "all formats taken away",
      with: { flvParam: undefined, hlsParam: undefined, mp4Param: undefined, aacParam: undefined, mp3Param: undefined },
      step: "update",
    },
    { name: "slow live", with: { isDelayLive: true }, step: "replace" },
  ],
  objects: templateObjects("Record"),
  async drift(ctx, { id }) {
    await ctx.call("ModifyLiveRecordTemplate", { TemplateId: wireId(id), Description: "by hand", HlsParam: { Enable: 0 } });
  },
  disappear: deleteTemplate("Record"),
};
