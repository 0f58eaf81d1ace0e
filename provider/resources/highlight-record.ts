import { Temporal } from "temporal-polyfill";
import { idIn } from "../core/answer";
import { encode } from "../core/codec";
import { defineResource } from "../core/lifecycle";
import { chinaTime, instantOf, isoUtc } from "../recording/time";
import { oneApp, oneStream, pushDomain } from "./shared/fields";
import { afterLostReply, stopAndDelete, streamParam, taskFields, taskRef } from "./shared/tasks";

const inputs = {
  type: "object",
  description: "Records a running stream from now on, for at most 30 minutes.",
  additionalProperties: false,
  required: ["streamName"],
  properties: {
    streamName: oneStream,
    appName: oneApp,
    domainName: { ...pushDomain, description: "Push domain. Required when the account pushes on more than one." },
    duration: {
      type: "integer",
      description:
        "How long to record from the create on, seconds. The service ends it after 30 minutes at the latest and advises 5 minutes or less.",
      default: 300,
      minimum: 1,
      maximum: 1800,
      "x-unit": "seconds",
      "x-replace": true,
    },
    ...taskFields,
    triggers: {
      type: "array",
      description: "Any texts; a change of them records again.",
      items: { type: "string", description: "A text.", maxLength: 1024 },
      maxItems: 64,
      "x-replace": true,
    },
    afterLostReply,
  },
} as const;

const outputs = {
  type: "object",
  description: "Outputs.",
  required: ["status", "endsAt"],
  properties: {
    status: {
      type: "string",
      description:
        "`recording`: the service has the task. `uncertain`: the answer to the create was lost. `unconfirmed`: it was lost and you said `keep`.",
    },
    endsAt: { type: "string", description: "When the recording ends by itself, RFC 3339, UTC." },
  },
} as const;

/** Above this the service advises against a highlight, seconds. */
const ADVISED_SECONDS = 300;

export const highlightRecord = defineResource(
  {
    token: "HighlightRecord",
    summary: "Records a running stream at once, for a few minutes (CreateLiveRecord with Highlight).",
    notes: [
      "The stream must be live when this is applied. Deleting the resource while it records stops the recording; the file stays.",
      "The service cannot show such a task again, so refresh asks nothing, and a lost answer needs your decision (`afterLostReply`).",
      "To record again, change `triggers`.",
    ],
    inputs,
    outputs,
    identity: ["domainName", "appName", "streamName"],
    readable: false,
  },
  {
    async create(ctx, desired) {
      const now = Temporal.Instant.fromEpochMilliseconds((await ctx.now()).getTime());
      const end = now.add({ seconds: desired.duration });
      const answer = await ctx.call("CreateLiveRecord", {
        ...encode(inputs, desired),
        EndTime: chinaTime(end),
        Highlight: 1,
        StreamParam: streamParam(desired),
      });
      return { id: idIn("CreateLiveRecord", answer, "TaskId"), outputs: { status: "recording", endsAt: isoUtc(end) } };
    },
    async settled(ctx, _id, desired, last) {
      if (JSON.stringify(desired.triggers ?? []) !== JSON.stringify(last.triggers ?? [])) return undefined;
      // A record whose answer was lost has no known end.
      if (last.endsAt === undefined) return undefined;
      return instantOf(last.endsAt).epochMilliseconds <= (await ctx.now()).getTime()
        ? `ended at ${last.endsAt} and cannot be changed any more; change triggers to record again`
        : undefined;
    },
    over: async (ctx, last) => instantOf(last.endsAt).epochMilliseconds <= (await ctx.now()).getTime(),
    async remove(ctx, id, last) {
      const running = (await ctx.now()).getTime() < instantOf(last.endsAt).epochMilliseconds;
      await stopAndDelete(ctx, taskRef(last.streamName, id), running);
    },
    rules: [
      {
        id: "highlight-is-short",
        fields: ["duration"],
        path: "duration",
        level: "warning",
        test: ({ duration }) =>
          duration > ADVISED_SECONDS
            ? `${duration} seconds is long for a highlight: the service advises ${ADVISED_SECONDS} seconds or less`
            : undefined,
      },
    ],
  },
);
