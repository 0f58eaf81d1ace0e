import type { Account } from "../account";
import { defineAction } from "../action";
import { fail, SVC, TASK } from "../codes";
import { refuse } from "../inferred-codes";
import { isMixed } from "../mix-sources";
import { FORMATS, type RecordTask } from "../model";
import { flag, type Input, text } from "../parameters";
import { streamParam } from "../stream-param";
import { liveStreams } from "../streams";
import { addTask } from "../tasks";
import { chinaDay, parseChinaTime } from "../time";

/** Longest highlight record, in milliseconds. */
const HIGHLIGHT_MS = 30 * 60 * 1000;

const parameters = {
  StreamName: text({ required: true, minLength: 1 }),
  AppName: text(),
  DomainName: text(),
  StartTime: text(),
  EndTime: text(),
  RecordType: text({ oneOf: ["video", "audio"], anyCase: true }),
  FileFormat: text({ oneOf: FORMATS, anyCase: true }),
  Highlight: flag(),
  MixStream: flag(),
  StreamParam: text(),
};

/** Creates a timed or, with `Highlight: 1`, an immediate record task (S2). Times are China time. */
export const CreateLiveRecord = defineAction({
  name: "CreateLiveRecord",
  service: "live",
  rate: 100,
  parameters,
  codes: [
    ...SVC,
    ...TASK,
    "InvalidParameter",
    "InvalidParameterValue",
    "LimitExceeded.MaximumRunningTask",
    "LimitExceeded.MaximumTask",
    "ResourceNotFound.ChannelNotExist",
    "ResourceUnavailable.InvalidVodStatus",
    "ResourceUnavailable.StreamNotExist",
  ],
  run({ account, input, now }) {
    const highlight = input.Highlight === 1;
    const window = highlight ? highlightWindow(input.EndTime, now) : timedWindow(input, now);
    const { interval, storageTime } = streamParam(input.StreamParam ?? "");
    const where = { domain: input.DomainName || null, app: input.AppName || "live", stream: input.StreamName };
    const live = liveStreams(account, where).filter((stream) => input.MixStream !== 1 || isMixed(account, stream));
    if (highlight && live.length === 0) refuse(account, "highlightOffline", "The stream is not being pushed.");
    if (!highlight) refuseOverLimits(account, now);
    const task: RecordTask = {
      taskId: account.nextTaskId(),
      ...where,
      ...window,
      highlight,
      mixStream: input.MixStream === 1,
      content: input.RecordType === "audio" || input.FileFormat === "aac" || input.FileFormat === "mp3" ? "audio" : "video",
      format: FORMATS.find((format) => format === input.FileFormat) ?? "flv",
      interval,
      storageTime,
      state: "waiting",
      createdAt: now,
      recordings: [],
    };
    addTask(account, task);
    return { TaskId: task.taskId };
  },
});

function timedWindow(input: Input<typeof parameters>, now: number): { start: number; end: number } {
  const start = chinaTimeOf("StartTime", input.StartTime);
  const end = chinaTimeOf("EndTime", input.EndTime);
  if (end <= start) fail("InvalidParameterValue", "`EndTime` must be later than `StartTime`.");
  if (end <= now) fail("InvalidParameterValue", "The record window is over: `EndTime` is in the past.");
  return { start, end };
}

function chinaTimeOf(name: string, value: string | undefined): number {
  if (value === undefined || value === "") fail("InvalidParameter", `\`${name}\` is required for a timed record.`);
  return parseChinaTime(value) ?? fail("InvalidParameterValue", `\`${name}\` must be a China time YYYY-MM-DD hh:mm:ss.`);
}

/** A highlight starts now and ends after 30 minutes at the latest; an end that is missing, past or further off becomes that. */
function highlightWindow(given: string | undefined, now: number): { start: number; end: number } {
  const latest = now + HIGHLIGHT_MS;
  const wanted = given === undefined || given === "" ? latest : chinaTimeOf("EndTime", given);
  return { start: now, end: wanted <= now || wanted > latest ? latest : wanted };
}

function refuseOverLimits(account: Account, now: number): void {
  const today = chinaDay(now);
  let created = 0;
  let running = 0;
  for (const task of account.tasks.values()) {
    if (task.highlight) continue;
    if (chinaDay(task.createdAt) === today) created++;
    if (task.state === "running") running++;
  }
  if (created >= account.settings.quotas.tasksPerDay) fail("LimitExceeded.MaximumTask");
  if (running >= account.settings.quotas.runningTasks) fail("LimitExceeded.MaximumRunningTask");
}
