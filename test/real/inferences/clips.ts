import { setTimeout as sleep } from "node:timers/promises";
import { idIn, listIn } from "../../../provider/core/answer";
import { codeOf, messageOf } from "../../../provider/core/errors";
import type { Ctx } from "../../../provider/core/lifecycle";
import type { Props } from "../../../provider/core/schema";
import { confirmVodEvents, pullVodEvents, type VodEvent } from "../../../provider/reading/index";
import { stretchesIn } from "../../../provider/resources/shared/clip-media";
import type { World } from "../../resources/place";
import { later, utc } from "../../resources/times";
import { answerOf, answersOf, type Inference } from "./types";

const HOUR = 3600;
const NO_HANDLE = "liverec-no-such-handle";

const subApp = ({ vod }: World): Props => (vod.subAppId === undefined ? {} : { SubAppId: vod.subAppId });

/** The window of a clip of the running stream. */
const clipOf = ({ running, vod }: World, from: Date, to: Date): Props => ({
  ...(vod.subAppId === undefined ? {} : { SubAppId: vod.subAppId }),
  StreamId: running.stream,
  Host: running.host,
  StartTime: utc(from),
  EndTime: utc(to),
});

/** A persisted clip that expires by itself should nobody delete it. @returns its file */
async function persisted(ctx: Ctx, world: World): Promise<string> {
  const { from, to } = world.running;
  const kept = { IsPersistence: 1, ExpireTime: utc(later(to, 24 * HOUR)), SourceContext: `${world.tag}-clip` };
  return idIn("LiveRealTimeClip", await ctx.call("LiveRealTimeClip", { ...clipOf(world, from, to), ...kept }), "FileId");
}

/** Has the events of VOD kept for pulling. */
async function pullable(ctx: Ctx, world: World): Promise<void> {
  await ctx.call("ModifyEventConfig", {
    ...subApp(world),
    Mode: "PULL",
    UploadMediaCompleteEventSwitch: "ON",
    DeleteMediaCompleteEventSwitch: "ON",
    PersistenceCompleteEventSwitch: "ON",
  });
}

/** Pulls, for at most three minutes at the service, until an event of the type tells of the file. Others are left to come again. */
export async function awaitEvent(ctx: Ctx, world: World, type: string, fileId: string): Promise<VodEvent | undefined> {
  for (let tries = 0; tries < 36; tries += 1) {
    const events = await pullVodEvents(world.vod, ctx);
    const found = events.find((event) => event.type === type && JSON.stringify(event.content).includes(fileId));
    if (found !== undefined) return found;
    // An empty pull waits at the service; one that was not empty is not repeated at full speed.
    if (events.length > 0) await sleep(1000);
  }
  return undefined;
}

export const clipInferences: readonly Inference[] = [
  {
    id: "clip-of-unknown-stream",
    question: "With which code is a clip of a stream that was never pushed refused?",
    assumed: "InvalidParameterValue.StreamIdInvalid",
    settles: ["LiveRealTimeClip: A stream that nobody ever pushed"],
    observe: (ctx, world) =>
      answerOf(ctx, "LiveRealTimeClip", { ...clipOf(world, later(world.now, -600), later(world.now, -300)), StreamId: world.tag }),
  },
  {
    id: "clip-outside-the-time-shift",
    question: "With which code is a clip of a window refused of which the time shift holds nothing?",
    assumed: "FailedOperation",
    settles: ["LiveRealTimeClip: A stream that nobody ever pushed"],
    needs: "a running stream",
    observe: (ctx, world) =>
      answerOf(ctx, "LiveRealTimeClip", clipOf(world, new Date("2018-09-20T10:00:00Z"), new Date("2018-09-20T11:00:00Z"))),
  },
  {
    id: "clip-of-seven-hours",
    question: "With which code is a clip of seven hours refused?",
    assumed: "InvalidParameterValue.ClipDuration",
    settles: ["Time shift and clips: The longest clip", "maxClipSeconds"],
    needs: "a running stream",
    observe: (ctx, world) => answerOf(ctx, "LiveRealTimeClip", clipOf(world, later(world.running.to, -7 * HOUR), world.running.to)),
  },
  {
    id: "clip-rounding",
    question: "To which side is a clip rounded whose ends lie inside segments?",
    assumed: "outwards",
    settles: ["Time shift and clips: Which side of a clip is rounded", "timeshift.ts: Segments are whole", "clipRounding"],
    needs: "a running stream",
    async observe(ctx, world) {
      const seen = new Set<string>();
      for (const offset of [1, 2, 3]) {
        const [from, to] = [later(world.running.from, offset), later(world.running.from, offset + 20)];
        const stretches = stretchesIn(await ctx.call("LiveRealTimeClip", clipOf(world, from, to)));
        const start = Date.parse(stretches[0]?.startTime ?? "") - Date.parse(utc(from));
        const end = Date.parse(stretches.at(-1)?.endTime ?? "") - Date.parse(utc(to));
        for (const side of [-start, end]) if (side !== 0) seen.add(side > 0 ? "outwards" : "inwards");
      }
      return [...seen].sort().join(" and ") || "exact";
    },
  },
  {
    id: "key-frame-text",
    question: "With which code is a key frame description of 129 characters refused, and is one of 128 taken?",
    assumed: "InvalidParameterValue.KeyFrameDescContentTooLong, OK",
    settles: ["media-changes.ts: INF: the page names no length"],
    needs: "a running stream",
    async observe(ctx, world) {
      const FileId = await persisted(ctx, world);
      const change = (length: number): Props => ({
        ...subApp(world),
        FileId,
        AddKeyFrameDescs: [{ TimeOffset: 1, Content: "x".repeat(length) }],
      });
      return answersOf(ctx, [
        ["ModifyMediaInfo", change(129)],
        ["ModifyMediaInfo", change(128)],
      ]);
    },
  },
  {
    id: "seventeen-subtitles",
    question: "With which code is a seventeenth subtitle of a file refused?",
    assumed: "OK, InvalidParameterValue",
    settles: ["media-changes.ts: More than 16 of one file"],
    needs: "a running stream",
    async observe(ctx, world) {
      const FileId = await persisted(ctx, world);
      const Content = Buffer.from("WEBVTT\n\n00:00.000 --> 00:01.000\nx\n").toString("base64");
      const change = (count: number): Props => ({
        ...subApp(world),
        FileId,
        AddSubtitles: Array.from({ length: count }, (_, index) => ({ Name: `s${index}`, Language: "en", Format: "vtt", Content })),
      });
      return answersOf(ctx, [
        ["ModifyMediaInfo", change(16)],
        ["ModifyMediaInfo", change(1)],
      ]);
    },
  },
  {
    id: "delete-missing-media",
    question: "With which code is the delete of a file that does not exist refused?",
    assumed: "ResourceNotFound",
    settles: [],
    observe: (ctx, world) => answerOf(ctx, "DeleteMedia", { ...subApp(world), FileId: "5285890000000000000" }),
  },
  {
    id: "empty-pull",
    question: "What is answered to a pull of events where none waits?",
    assumed: "an empty set",
    settles: ["Callbacks and events: An empty pull", "PullEvents: An empty pull", "emptyPullFails"],
    async observe(ctx, world) {
      await pullable(ctx, world);
      try {
        // What was pulled and not confirmed stays away for half a minute.
        for (let pulls = 0; pulls < 100; pulls += 1)
          if (listIn("PullEvents", await ctx.call("PullEvents", subApp(world)), "EventSet").length === 0) return "an empty set";
        return "unsettled: too many events were waiting";
      } catch (error) {
        return codeOf(error) ?? messageOf(error);
      }
    },
  },
  {
    id: "persistence-is-told",
    question: "Is PersistenceComplete told of a persisted clip, within three minutes?",
    assumed: "told",
    settles: ["Time shift and clips: Data of a persisted clip", "persistenceDelay"],
    needs: "a running stream",
    async observe(ctx, world) {
      await pullable(ctx, world);
      const event = await awaitEvent(ctx, world, "PersistenceComplete", await persisted(ctx, world));
      if (event === undefined) return "not told";
      await confirmVodEvents([event], world.vod, ctx);
      return "told";
    },
  },
  {
    id: "deletion-is-told",
    question: "Is FileDeleted told of a file that DeleteMedia removed, within three minutes?",
    assumed: "told",
    settles: ["vod-reports.ts: FileDeleted"],
    needs: "a running stream",
    async observe(ctx, world) {
      await pullable(ctx, world);
      const FileId = await persisted(ctx, world);
      await ctx.call("DeleteMedia", { ...subApp(world), FileId });
      const event = await awaitEvent(ctx, world, "FileDeleted", FileId);
      if (event === undefined) return "not told";
      await confirmVodEvents([event], world.vod, ctx);
      return "told";
    },
  },
  {
    id: "confirm-all-or-none",
    question: "With which code is a confirmation with an unknown handle refused, and can the known one still be confirmed afterwards?",
    assumed: "InvalidParameterValue, OK",
    settles: ["Callbacks and events: Confirmation of all handles or none", "ConfirmEvents: Confirms pulled events"],
    needs: "a running stream",
    async observe(ctx, world) {
      await pullable(ctx, world);
      const event = await awaitEvent(ctx, world, "PersistenceComplete", await persisted(ctx, world));
      if (event === undefined) return "unsettled: no event came";
      return answersOf(ctx, [
        ["ConfirmEvents", { ...subApp(world), EventHandles: [event.handle, NO_HANDLE] }],
        ["ConfirmEvents", { ...subApp(world), EventHandles: [event.handle] }],
      ]);
    },
  },
];
