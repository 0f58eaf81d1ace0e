import { textIn } from "../core/answer";
import { encode, wireId } from "../core/codec";
import { InitFailure, messageOf } from "../core/errors";
import { type Ctx, defineResource, type Live } from "../core/lifecycle";
import { type Desired, isProps, type Props } from "../core/schema";
import { instantOf, NEVER } from "../recording/time";
import { type ClipMedia, describeMedia, gapsOf, lengthOf, searchByContext, stretchesIn, utc } from "./shared/clip-media";
import { inputs, outputs } from "./shared/clip-shape";
import { notAfter } from "./shared/tasks";

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
    ...(desired.subAppId === undefined ? {} : { SubAppId: wireId(desired.subAppId) }),
    ...change,
  });
}

/** Name, description and tags cannot be given at the cut. When they fail, the clip exists all the same and must not be lost. */
async function describe(ctx: Ctx, desired: Declared, made: Made): Promise<void> {
  const { name: _name, description: _text, tags: _tags, ...cut } = desired;
  try {
    await modify(ctx, made.fileId, desired, cut);
  } catch (error) {
    const why = messageOf(error);
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
    loses: async (_ctx, last) =>
      last.isPersistence && last.status !== "expired"
        ? `its media (${last.fileId}) is deleted for good once the new clip stands.`
        : undefined,
    async remove(ctx, id, last) {
      if (!last.isPersistence) {
        ctx.warn(
          `The clip of ${last.streamId} is not persisted: there is nothing to delete, its URL ends with the recording that it plays.`,
        );
        return;
      }
      await ctx.call("DeleteMedia", { FileId: id, ...(last.subAppId === undefined ? {} : { SubAppId: wireId(last.subAppId) }) });
    },
    rules: [
      {
        id: "end-after-start",
        fields: ["startTime", "endTime", "timeZone"],
        path: "endTime",
        test: notAfter,
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
