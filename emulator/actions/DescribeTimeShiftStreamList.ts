import { streamKey } from "../account";
import { defineAction } from "../action";
import { fail, SVC, TASK } from "../codes";
import type { Session } from "../model";
import { int, text, unixTime } from "../parameters";
import { REGIONS } from "../regions";
import { keptOf } from "../timeshift";
import { checkDayWindow, unixSeconds } from "../unix-window";

const MAX_PAGE = 100;

/** Streams with time-shift data inside a window of at most 24 hours, in Unix seconds. A page size over 100 becomes 100. */
export const DescribeTimeShiftStreamList = defineAction({
  name: "DescribeTimeShiftStreamList",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: {
    StartTime: unixTime({ required: true }),
    EndTime: unixTime({ required: true }),
    StreamName: text(),
    Domain: text(),
    DomainGroup: text(),
    PageSize: int({ min: 0 }),
    PageNum: int({ min: 1 }),
  },
  codes: [...SVC, ...TASK, "InvalidParameter", "UnsupportedOperation"],
  run({ account, input, now }) {
    const window = checkDayWindow(input.StartTime, input.EndTime);
    if (input.DomainGroup) fail("InvalidParameter", "`DomainGroup` names no domain group of the account.");
    const streams = new Map<string, { session: Session; start: number; end: number }>();
    for (const session of account.sessions.values()) {
      if (input.Domain && session.domain !== input.Domain) continue;
      if (input.StreamName && session.stream !== input.StreamName) continue;
      const kept = keptOf(session, now);
      if (kept === undefined || kept.end <= window.start || kept.start >= window.end) continue;
      const known = streams.get(streamKey(session));
      streams.set(streamKey(session), {
        session,
        start: Math.min(known?.start ?? kept.start, kept.start),
        end: Math.max(known?.end ?? kept.end, kept.end),
      });
    }
    const size = Math.min(input.PageSize || MAX_PAGE, MAX_PAGE);
    const from = ((input.PageNum ?? 1) - 1) * size;
    const found = [...streams.values()];
    return {
      TotalSize: found.length,
      StreamList: found.slice(from, from + size).map(({ session, start, end }) => ({
        DomainGroup: "",
        Domain: session.domain,
        AppName: session.app,
        StreamName: session.stream,
        StartTime: unixSeconds(start),
        EndTime: unixSeconds(end),
        TransCodeId: 0,
        StreamType: 0,
        Duration: session.retention,
        TimeShiftSubStreams: [],
      })),
    };
  },
});
