import { NEVER } from "../../recording/time";
import { adopt, oneStream, pushDomain, subAppId, timeZone } from "./fields";

const stretches = {
  type: "array",
  items: {
    type: "object",
    description: "A stretch of time.",
    required: ["startTime", "endTime"],
    properties: {
      startTime: { type: "string", description: "RFC 3339, UTC." },
      endTime: { type: "string", description: "RFC 3339, UTC." },
    },
  },
} as const;

/** What a user declares of a clip. */
export const inputs = {
  type: "object",
  description: "A piece cut out of a stream, also while it still runs.",
  additionalProperties: false,
  required: ["streamId", "startTime", "endTime"],
  properties: {
    streamId: { ...oneStream, description: "Stream code: the stream's name.", "x-api": "StreamId" },
    host: {
      ...pushDomain,
      description:
        "Play domain for time shift as added in VOD: the one that is tied to the push domain, not the push domain itself. Required for accounts whose first clip " +
        "was made after 2021-01-01.",
      "x-hint": "write a bare play domain such as play.example.com, without scheme, port or path",
      "x-api": "Host",
    },
    startTime: {
      type: "string",
      format: "time",
      description: "Begin of the piece, in the past. Rounded to whole segments of the time shift.",
      maxLength: 64,
      "x-api": "StartTime",
      "x-time": "iso",
      "x-replace": true,
    },
    endTime: {
      type: "string",
      format: "time",
      description: "End of the piece, in the past.",
      maxLength: 64,
      "x-api": "EndTime",
      "x-time": "iso",
      "x-replace": true,
    },
    timeZone,
    isPersistence: {
      type: "boolean",
      description:
        "True makes a file of its own (`fileId`) with its own life. False makes only a playlist over the recording: it ends when the recording is deleted or expires.",
      default: false,
      "x-api": "IsPersistence",
      "x-flag": true,
      "x-replace": true,
    },
    expireTime: {
      type: "string",
      format: "time",
      description: "Persisted only: when VOD deletes the clip for good. Left out: never.",
      maxLength: 64,
      "x-api": "ExpireTime",
      "x-time": "iso",
      "x-off": NEVER,
    },
    procedure: {
      type: "string",
      description: "Persisted only: VOD task flow to start on the clip.",
      maxLength: 255,
      "x-api": "Procedure",
      "x-replace": true,
    },
    classId: { type: "integer", description: "Persisted only: VOD category.", default: 0, "x-api": "ClassId" },
    sourceContext: {
      type: "string",
      description:
        "Persisted only: at most 250 characters, handed back in events. By it an earlier, interrupted run is recognised. Left out: a mark made of the resource's URN.",
      maxLength: 250,
      "x-api": "SourceContext",
      "x-replace": true,
    },
    sessionContext: {
      type: "string",
      description: "Persisted only: at most 1000 characters, handed back in task-flow events when `procedure` is set.",
      maxLength: 1000,
      "x-api": "SessionContext",
      "x-replace": true,
    },
    name: { type: "string", description: "Persisted only: name of the file in VOD, at most 64 characters.", minLength: 1, maxLength: 64 },
    description: { type: "string", description: "Persisted only: description of the file in VOD, at most 128 characters.", maxLength: 128 },
    tags: {
      type: "array",
      description: "Persisted only: tags of the file in VOD, at most 16 of at most 32 characters.",
      items: { type: "string", description: "A tag.", minLength: 1, maxLength: 32 },
      maxItems: 16,
      "x-compare": "set",
    },
    metaDataRequired: {
      type: "boolean",
      description: "Ask for size, bit rate and codecs (`metaData`).",
      default: false,
      "x-api": "MetaDataRequired",
      "x-flag": true,
      "x-replace": true,
    },
    streamInfo: {
      type: "object",
      description: "Which variant of the stream to cut. Left out: the original.",
      additionalProperties: false,
      "x-api": "StreamInfo",
      "x-replace": true,
      properties: {
        type: {
          type: "string",
          description: "`Original` or `Transcoding`.",
          enum: ["Original", "Transcoding"],
          default: "Original",
          "x-api": "Type",
        },
        templateId: {
          type: "string",
          format: "id",
          description: "Transcode template; required with `Transcoding`.",
          pattern: "^[1-9][0-9]{0,18}$",
          "x-hint": "write the number of a transcode template",
          "x-api": "TemplateId",
        },
      },
    },
    subAppId,
    adopt,
  },
} as const;

/** What is known of a clip that was made. */
export const outputs = {
  type: "object",
  description: "Outputs.",
  required: ["url", "fileId", "vodTaskId", "status", "duration", "segments", "gaps"],
  properties: {
    url: { type: "string", description: "HLS playlist (m3u8)." },
    fileId: { type: "string", description: "VOD FileId; empty for a clip that is not persisted." },
    vodTaskId: { type: "string", description: "VOD task flow that was started; empty without `procedure`." },
    metaData: { type: "object", description: "What VOD knows of the media, as the API names it; only with `metaDataRequired`." },
    segments: { ...stretches, description: "The continuous stretches that the clip holds. Empty when an interrupted run was taken over." },
    gaps: { ...stretches, description: "The parts of the asked window in which the stream was interrupted." },
    duration: { type: "number", description: "Actual length, seconds.", "x-unit": "seconds" },
    status: { type: "string", description: "`available`, or `expired` after `expireTime`." },
  },
} as const;
