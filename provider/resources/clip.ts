import { textIn } from "../core/answer";
import { encode } from "../core/codec";
import { InitFailure } from "../core/errors";
import { type Ctx, defineResource, type Live } from "../core/lifecycle";
import { type Desired, isProps, type Props } from "../core/schema";
import { instantOf, NEVER } from "../recording/time";
import { type ClipMedia, describeMedia, gapsOf, lengthOf, searchByContext, stretchesIn, utc } from "./shared/clip-media";
import { adopt, oneStream, pushDomain, timeZone } from "./shared/fields";

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

const inputs = {
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
    subAppId: {
      type: "string",
      format: "id",
      description: "VOD application. Required for accounts that activated VOD on or after 2023-12-25, even for the main application.",
      pattern: "^[0-9]{1,18}$",
      "x-hint": "write the number of the VOD application",
      "x-api": "SubAppId",
      "x-replace": true,
    },
    adopt,
  },
} as const;

const outputs = {
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

type Declared = Desired<typeof inputs>;
type Made = Desired<typeof outputs>;

const PERSISTED_ONLY = ["expireTime", "procedure", "sourceContext", "sessionContext", "name", "description", "tags"] as const;

function window(clip: Declared): { startTime: string; endTime: string } {
  return { startTime: utc(clip.startTime, clip.timeZone), endTime: utc(clip.endTime, clip.timeZone) };
}

/** What VOD shows of the declaration; the rest is carried over. */
function seen(media: ClipMedia, carried: Declared, made: Partial<Made>): Live<Declared, Made> {
  const { expireTime: _old, classId: _class, description: _text, tags: _tags, ...rest } = carried;
  return {
    id: media.fileId,
    inputs: {
      ...rest,
      classId: media.classId ?? 0,
      ...(media.expireTime === undefined ? {} : { expireTime: media.expireTime }),
      // VOD gives every file a name; only a declared one is compared.
      ...(carried.name === undefined ? {} : { name: media.name }),
      ...(media.description === undefined ? {} : { description: media.description }),
      ...(media.tags.length === 0 && carried.tags === undefined ? {} : { tags: [...media.tags] }),
    },
    outputs: {
      vodTaskId: "",
      segments: [],
      gaps: [],
      ...made,
      url: media.url,
      fileId: media.fileId,
      duration: made.duration ?? media.duration ?? 0,
      status: "available",
    },
  };
}

/** Sends what ModifyMediaInfo can change; lists of tags go as a delta. */
async function modify(ctx: Ctx, fileId: string, desired: Declared, before: Partial<Declared>): Promise<void> {
  const change: Props = {};
  const expireTime = desired.expireTime === undefined ? NEVER : utc(desired.expireTime, desired.timeZone);
  const oldExpiry = before.expireTime === undefined ? NEVER : utc(before.expireTime, before.timeZone);
  if (expireTime !== oldExpiry) change["ExpireTime"] = expireTime;
  if (desired.classId !== (before.classId ?? 0)) change["ClassId"] = desired.classId;
  if (desired.name !== undefined && desired.name !== before.name) change["Name"] = desired.name;
  if ((desired.description ?? "") !== (before.description ?? "")) change["Description"] = desired.description ?? "";
  const [tags, oldTags] = [desired.tags ?? [], before.tags ?? []];
  const [added, dropped] = [tags.filter((tag) => !oldTags.includes(tag)), oldTags.filter((tag) => !tags.includes(tag))];
  if (added.length > 0) change["AddTags"] = added;
  if (dropped.length > 0) change["DeleteTags"] = dropped;
  if (Object.keys(change).length === 0) return;
  await ctx.call("ModifyMediaInfo", {
    FileId: fileId,
    ...(desired.subAppId === undefined ? {} : { SubAppId: Number(desired.subAppId) }),
    ...change,
  });
}

/** Name, description and tags cannot be given at the cut. When they fail, the clip exists all the same and must not be lost. */
async function describe(ctx: Ctx, desired: Declared, made: Made): Promise<void> {
  const { name: _name, description: _text, tags: _tags, ...cut } = desired;
  try {
    await modify(ctx, made.fileId, desired, cut);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InitFailure(
      made.fileId,
      { ...cut, ...made },
      `The clip ${made.fileId} was made, but not named or tagged: ${why}\nThe next run tries that again.`,
    );
  }
}

export const clip = defineResource(
  {
    token: "Clip",
    summary: "Cuts a piece out of a stream while it runs (LiveRealTimeClip), persisted or not.",
    notes: [
      "The stream must have had time shift when it was pushed (`TimeShiftTemplate`, `TimeShiftRule`).",
      "Not persisted: only a URL, which dies with the recording; nothing at the service can be read back or deleted.",
      "Persisted: a VOD file of its own. Do not delete or cool the source before the event `PersistenceComplete`. **Deleting the resource deletes the media for good.**",
      "A persisted clip cannot be cut again once its source is gone; a replacement is therefore made first, and the old clip goes only when the new one stands.",
    ],
    inputs,
    outputs,
    identity: ["streamId", "startTime", "endTime", "sourceContext", "subAppId"],
    named: { field: "sourceContext", unless: (desired) => desired["isPersistence"] !== true },
    readable: (props) => props["isPersistence"] === true,
    keyStays: "refuse",
  },
  {
    async find(ctx, desired) {
      if (desired.sourceContext === undefined) return [];
      const { streamId, sourceContext, subAppId } = desired;
      const found = await searchByContext(ctx, { streamId, sourceContext, subAppId, since: utc(desired.startTime, desired.timeZone) });
      return found.map((media) => seen(media, desired, {}));
    },
    async read(ctx, id, last) {
      const media = await describeMedia(ctx, id, last.subAppId);
      if (media !== undefined) return seen(media, last, last);
      // What has reached its own end is finished, not deleted by hand.
      const ended =
        last.expireTime !== undefined && instantOf(last.expireTime, last.timeZone).epochMilliseconds <= (await ctx.now()).getTime();
      return ended ? { id, inputs: last, outputs: { ...last, status: "expired" } } : undefined;
    },
    async create(ctx, desired) {
      const answer = await ctx.call("LiveRealTimeClip", encode(inputs, desired));
      const segments = stretchesIn(answer);
      const made = {
        url: textIn(answer, "Url") ?? "",
        fileId: textIn(answer, "FileId") ?? "",
        vodTaskId: textIn(answer, "VodTaskId") ?? "",
        ...(isProps(answer["MetaData"]) ? { metaData: answer["MetaData"] } : {}),
        segments,
        gaps: gapsOf(window(desired), segments),
        duration: lengthOf(segments),
        status: "available",
      };
      if (desired.isPersistence) await describe(ctx, desired, made);
      return { id: made.fileId || made.url, outputs: made };
    },
    async update(ctx, id, desired, last) {
      if (desired.isPersistence) await modify(ctx, id, desired, last);
      return last;
    },
    async settled(_ctx, _id, _desired, last) {
      return last.status === "expired" ? `expired at ${last.expireTime} and is gone from VOD; remove it from the program` : undefined;
    },
    async remove(ctx, id, last) {
      if (!last.isPersistence) {
        ctx.warn(
          `The clip of ${last.streamId} is not persisted: there is nothing to delete, its URL ends with the recording that it plays.`,
        );
        return;
      }
      await ctx.call("DeleteMedia", { FileId: id, ...(last.subAppId === undefined ? {} : { SubAppId: Number(last.subAppId) }) });
    },
    rules: [
      {
        id: "end-after-start",
        fields: ["startTime", "endTime", "timeZone"],
        path: "endTime",
        test(desired) {
          const { startTime, endTime } = window(desired);
          return endTime <= startTime ? `"${desired.endTime}" is not after startTime "${desired.startTime}"` : undefined;
        },
      },
      ...PERSISTED_ONLY.map((name) => ({
        id: `persisted-only-${name}`,
        fields: ["isPersistence", name] as const,
        path: name,
        test: (desired: Declared) =>
          !desired.isPersistence && desired[name] !== undefined
            ? "has no effect on a clip that is not persisted; set isPersistence: true, or leave it out"
            : undefined,
      })),
      {
        id: "persisted-only-classId",
        fields: ["isPersistence", "classId"],
        path: "classId",
        test: (desired) =>
          !desired.isPersistence && desired.classId !== 0
            ? "has no effect on a clip that is not persisted; set isPersistence: true, or leave it out"
            : undefined,
      },
      {
        id: "expires-after-window",
        fields: ["expireTime", "endTime", "timeZone"],
        path: "expireTime",
        test: (desired) =>
          desired.expireTime !== undefined && utc(desired.expireTime, desired.timeZone) <= utc(desired.endTime, desired.timeZone)
            ? "the clip would expire before its own end; write a later time, or leave it out for never"
            : undefined,
      },
      {
        id: "transcoding-needs-template",
        fields: ["streamInfo"],
        path: "streamInfo.templateId",
        test: (desired) =>
          desired.streamInfo?.type === "Transcoding" && desired.streamInfo.templateId === undefined
            ? 'is missing: type "Transcoding" needs a transcode template'
            : undefined,
      },
    ],
  },
);
