import { idIn } from "../core/answer";
import { encode } from "../core/codec";
import { defineResource } from "../core/lifecycle";
import { digest } from "../core/naming";
import type { Desired } from "../core/schema";
import { instantOf } from "../recording/time";
import { oneApp, oneStream, pushDomain, timeZone, windowTimes } from "./shared/fields";
import { afterLostReply, notAfter, stopAndDelete, streamParam, taskFields, taskRef, tooLong } from "./shared/tasks";

const inputs = {
  type: "object",
  description: "Records one stream in a window of time, whatever the record rules say.",
  additionalProperties: false,
  required: ["streamName", "startTime", "endTime"],
  properties: {
    streamName: oneStream,
    appName: oneApp,
    domainName: { ...pushDomain, description: "Push domain. Required when the account pushes on more than one." },
    ...windowTimes("china"),
    timeZone,
    ...taskFields,
    afterLostReply,
  },
} as const;

const outputs = {
  type: "object",
  description: "Outputs.",
  required: ["status"],
  properties: {
    status: {
      type: "string",
      description:
        "`scheduled`: the service has the task. `missed`: the window was over when this was first declared, nothing was sent. " +
        "`uncertain`: the answer to the create was lost. `unconfirmed`: it was lost and you said `keep`.",
    },
  },
} as const;

type Declared = Desired<typeof inputs>;

function window(record: Declared): { start: number; end: number } {
  return {
    start: instantOf(record.startTime, record.timeZone).epochMilliseconds,
    end: instantOf(record.endTime, record.timeZone).epochMilliseconds,
  };
}

export const scheduledRecord = defineResource(
  {
    token: "ScheduledRecord",
    summary: "Records one stream between two times (CreateLiveRecord).",
    notes: [
      "For new work prefer `RecordTask`, which the service can show again. Do not use both kinds for one stream.",
      "The service cannot show such a task again, so refresh asks nothing, and a lost answer needs your decision (`afterLostReply`).",
      "It records beside the rules: a stream that a rule records too gives two sets of files. Recorded files are never touched, not even on delete.",
      "A window that is over when it is first declared is not sent (`missed`); a window that is over is never changed again.",
      "Not for streams pushed outside China. At most 4000 created a day and 400 running at once.",
    ],
    inputs,
    outputs,
    identity: ["domainName", "appName", "streamName", "startTime", "endTime"],
    readable: false,
  },
  {
    async create(ctx, desired) {
      const { end } = window(desired);
      const now = await ctx.now();
      if (end <= now.getTime()) {
        ctx.warn(
          `The window of ${desired.streamName} ended at ${desired.endTime}, which is over: it was missed, and nothing is sent to the service.`,
        );
        return { id: `missed-${digest(encode(inputs, desired), 12)}`, outputs: { status: "missed" } };
      }
      const answer = await ctx.call("CreateLiveRecord", { ...encode(inputs, desired), Highlight: 0, StreamParam: streamParam(desired) });
      return { id: idIn("CreateLiveRecord", answer, "TaskId"), outputs: { status: "scheduled" } };
    },
    async settled(ctx, _id, desired, last) {
      const now = (await ctx.now()).getTime();
      if (last.status === "missed") {
        return window(desired).end <= now ? "was missed, and the new window is over too" : undefined;
      }
      return window(last).end <= now ? `ended at ${last.endTime} and cannot be changed any more; declare it under another name` : undefined;
    },
    async loses(ctx, last) {
      const { start, end } = window(last);
      const now = (await ctx.now()).getTime();
      const running = last.status !== "missed" && start <= now && now < end;
      return running
        ? "it is recording now. The recording is stopped, its file ends, and what is declared begins as a new one."
        : undefined;
    },
    async remove(ctx, id, last) {
      if (last.status === "missed") return;
      const { start, end } = window(last);
      const now = (await ctx.now()).getTime();
      await stopAndDelete(ctx, taskRef(last.streamName, id), start <= now && now < end);
    },
    rules: [
      {
        id: "end-after-start",
        fields: ["startTime", "endTime", "timeZone"],
        path: "endTime",
        test(desired) {
          const { start, end } = window(desired);
          return notAfter(desired) ?? tooLong((end - start) / 1000);
        },
      },
    ],
  },
);
