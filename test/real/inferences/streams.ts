import { listIn } from "../../../provider/core/answer";
import { getStreamState } from "../../../provider/reading/index";
import { later, unix, utc } from "../../resources/times";
import { answerOf, answersOf, type Inference } from "./types";

const DAY = 86_400;

export const streamInferences: readonly Inference[] = [
  {
    id: "state-of-unknown-stream",
    question: "What is the state of a stream that was never pushed?",
    assumed: "inactive",
    settles: ["DescribeLiveStreamState: A stream that was never pushed"],
    observe: (ctx, { domain, tag }) => getStreamState({ domainName: domain, appName: "live", streamName: tag }, ctx),
  },
  {
    id: "event-list-limits",
    question: "Are pushes listed for 31 days, and with which codes are 32 days and a start 63 days back refused?",
    assumed: "OK, InvalidParameterValue, InvalidParameterValue",
    settles: ["DescribeLiveStreamEventList: Pushes that ended"],
    async observe(ctx) {
      const now = later(await ctx.now(), -60);
      const window = (from: number, to: number) => ({ StartTime: utc(later(now, -from * DAY)), EndTime: utc(later(now, -to * DAY)) });
      return answersOf(ctx, [
        ["DescribeLiveStreamEventList", window(31, 0)],
        ["DescribeLiveStreamEventList", window(32, 0)],
        ["DescribeLiveStreamEventList", window(63, 40)],
      ]);
    },
  },
  {
    id: "event-list-of-running-push",
    question: "Is a push that goes on listed among the pushes of the last hours?",
    assumed: "not listed",
    settles: ["push-events.ts: A push that goes on"],
    needs: "a running stream",
    async observe(ctx, { domain, running }) {
      const now = later(await ctx.now(), -5);
      const action = "DescribeLiveStreamEventList";
      const online = listIn(
        "DescribeLiveStreamOnlineList",
        await ctx.call("DescribeLiveStreamOnlineList", { DomainName: domain, AppName: running.app, StreamName: running.stream }),
        "OnlineInfo",
      );
      const began = online.flatMap((info) =>
        listIn("DescribeLiveStreamOnlineList", info, "PublishTimeList").map((one) => one["PublishTime"]),
      );
      const answer = await ctx.call(action, {
        DomainName: domain,
        AppName: running.app,
        StreamName: running.stream,
        StartTime: utc(later(now, -DAY)),
        EndTime: utc(now),
      });
      const listed = listIn(action, answer, "EventList").map((event) => event["StreamStartTime"]);
      return began.some((time) => listed.includes(time)) ? "listed" : "not listed";
    },
  },
  {
    id: "time-shift-query-region",
    question: "Do the time-shift queries take the account's region?",
    assumed: "OK",
    settles: ["regions.ts: The pages of the time-shift queries"],
    async observe(ctx, { domain }) {
      const now = await ctx.now();
      return answerOf(ctx, "DescribeTimeShiftStreamList", { StartTime: unix(later(now, -3600)), EndTime: unix(now), Domain: domain });
    },
  },
];
