import { defineAction } from "../action";
import { SVC, TASK } from "../codes";
import { id, text, unixTime } from "../parameters";
import { REGIONS } from "../regions";
import { keptOf } from "../timeshift";
import { checkDayWindow, unixSeconds } from "../unix-window";

/** The recorded sessions of a stream; what lies between them are the interruptions. */
export const DescribeTimeShiftRecordDetail = defineAction({
  name: "DescribeTimeShiftRecordDetail",
  service: "live",
  rate: 20,
  regions: REGIONS,
  parameters: {
    Domain: text({ required: true }),
    AppName: text({ required: true }),
    StreamName: text({ required: true }),
    StartTime: unixTime({ required: true }),
    EndTime: unixTime({ required: true }),
    DomainGroup: text(),
    TransCodeId: id({ min: 0 }),
  },
  codes: [...SVC, ...TASK, "InvalidParameter", "UnsupportedOperation"],
  run({ account, input, now }) {
    const window = checkDayWindow(input.StartTime, input.EndTime);
    const records = [];
    for (const session of account.sessions.values()) {
      if (session.domain !== input.Domain || session.app !== input.AppName || session.stream !== input.StreamName) continue;
      const kept = keptOf(session, now);
      if (kept === undefined || kept.end <= window.start || kept.start >= window.end) continue;
      records.push({ Sid: session.sid, StartTime: unixSeconds(kept.start), EndTime: unixSeconds(kept.end) });
    }
    return { RecordList: (input.TransCodeId ?? 0) === 0 ? records : [] };
  },
});
