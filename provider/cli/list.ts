import { Command } from "commander";
import { messageOf, UserError } from "../core/errors";
import {
  confirmVodEvents,
  findRecordings,
  findRecordTasks,
  getStreamState,
  listOnlineStreams,
  listTimeShiftSessions,
  listTimeShiftStreams,
  openReader,
  pullVodEvents,
  type Reader,
  type StreamName,
} from "../reading/index";
import { QUOTAS } from "../recording/quotas";
import { inWords } from "../recording/time";
import { jsonOption, subAppIdOption } from "./options";
import { EXIT, type Session } from "./session";
import { table } from "./table";
import { momentArgument } from "./times";

const DAY_MS = 86_400_000;
/** A task ends less than this many days after it was made. */
const TASKS_AHEAD = (QUOTAS.taskHorizon.limit * 1000) / DAY_MS;

interface Window {
  readonly from?: number;
  readonly to?: number;
  readonly json?: boolean;
}

function windowed(command: Command, end = "now"): Command {
  return command
    .option("--from <time>", "begin of the window, RFC 3339 (default: 24 hours ago)", momentArgument)
    .option("--to <time>", `end of the window, RFC 3339 (default: ${end})`, momentArgument)
    .addOption(jsonOption());
}

/** @param ahead days from now at which a window without an end ends */
async function windowOf({ from, to }: Window, reader: Reader, ahead = 0): Promise<{ from: Date; to: Date }> {
  const now = (await reader.now()).getTime();
  const end = to ?? now + ahead * DAY_MS;
  return { from: new Date(from ?? Math.min(now, end) - DAY_MS), to: new Date(end) };
}

/** `DOMAIN/APP/STREAM`: the service asks for all three. */
function streamIn(text: string): StreamName {
  const [domainName = "", appName = "", streamName = "", ...rest] = text.split("/");
  if ([domainName, appName, streamName].includes("") || rest.length > 0)
    throw new UserError(`"${text}" is no stream: write DOMAIN/APP/STREAM, such as push.example.com/live/final`);
  return { domainName, appName, streamName };
}

/** A table, or a sentence where there is nothing to show. */
function show(session: Session, head: readonly string[], rows: readonly (readonly string[])[], nothing: string): void {
  session.line(rows.length === 0 ? nothing : table(session, head, rows));
}

/** `liverec list`: what the service shows, as a table or JSON. Reads only, but for `events --confirm`. */
export function listCommand(session: Session): Command {
  const list = new Command("list").description("show streams, recordings, interruptions, record tasks or VOD events of the account");
  for (const make of [stateCommand, streamsCommand, recordingsCommand, timeShiftCommand, sessionsCommand, tasksCommand, eventsCommand])
    list.addCommand(make(session));
  return list;
}

const reading = (session: Session): Reader => openReader({ env: session.terminal.env, warn: (text) => session.note(text) });

function stateCommand(session: Session): Command {
  return new Command("state")
    .description(`whether a stream is being pushed; ends with ${EXIT.findings} when it is not`)
    .argument("<stream>", "DOMAIN/APP/STREAM")
    .addOption(jsonOption())
    .action(async (stream: string, { json }: { readonly json?: boolean }) => {
      const state = await session.progress("Asking for the stream", getStreamState(streamIn(stream), reading(session)));
      if (state !== "active") session.code = EXIT.findings;
      if (json) return session.json({ stream, state });
      session.line(`${stream} is ${state}.`);
    });
}

function timeShiftCommand(session: Session): Command {
  return windowed(new Command("time-shift"))
    .description("the streams that had time shift in a window")
    .action(async (options: Window) => {
      const reader = reading(session);
      const asked = listTimeShiftStreams(await windowOf(options, reader), reader);
      const streams = await session.progress("Asking for the streams", asked);
      if (options.json) return session.json({ streams });
      const rows = streams.map((one) => [
        `${one.domainName}/${one.appName}/${one.streamName}`,
        one.startTime,
        one.endTime,
        inWords(one.duration),
        one.transcodeId === undefined ? one.variant : `${one.variant} (${one.transcodeId})`,
      ]);
      show(session, ["stream", "from", "to", "kept", "picture"], rows, "No stream had time shift in this window.");
    });
}

function streamsCommand(session: Session): Command {
  return new Command("streams")
    .description("the streams that are being pushed now")
    .option("--domain <name>", "only this push domain")
    .addOption(jsonOption())
    .action(async ({ domain, json }: { readonly domain?: string; readonly json?: boolean }) => {
      const asked = listOnlineStreams(domain === undefined ? {} : { domainName: domain }, reading(session));
      const streams = await session.progress("Asking for the streams", asked);
      if (json) return session.json({ streams });
      const rows = streams.map((stream) => [stream.domainName, stream.appName, stream.streamName, stream.publishedAt.join("\n")]);
      show(session, ["domain", "app", "stream", "since"], rows, "No stream is being pushed.");
    });
}

function recordingsCommand(session: Session): Command {
  return windowed(new Command("recordings"))
    .description("the recorded files of a stream, or of all, in a window")
    .argument("[stream]", "stream name, or DOMAIN/APP/STREAM")
    .option("--prefix <text>", "only files whose name begins so")
    .addOption(subAppIdOption())
    .action(async (streamName: string | undefined, options: Window & { readonly prefix?: string; readonly subAppId?: string }) => {
      const reader = reading(session);
      const { prefix, subAppId } = options;
      const asked = findRecordings(
        {
          ...(await windowOf(options, reader)),
          ...(streamName === undefined ? {} : streamName.includes("/") ? streamIn(streamName) : { streamName }),
          ...(prefix === undefined ? {} : { namePrefix: prefix }),
          ...(subAppId === undefined ? {} : { subAppId }),
        },
        reader,
      );
      const recordings = await session.progress("Asking for the recordings", asked);
      if (options.json) return session.json({ recordings });
      const rows = recordings.map((file) => [
        file.stream?.streamName ?? "",
        file.format ?? "",
        file.startTime ?? file.createTime ?? "",
        file.duration === undefined ? "" : inWords(Math.round(file.duration)),
        file.expireTime ?? (file.createTime === undefined ? "" : "never"),
        file.fileId,
      ]);
      show(
        session,
        ["stream", "format", "begin", "length", "kept until", "FileId"],
        rows,
        "Nothing recorded in this window was found. Files are there a few minutes after the end of a recording.",
      );
    });
}

function sessionsCommand(session: Session): Command {
  return windowed(new Command("sessions"))
    .description("the uninterrupted stretches of a stream with time shift, in a window")
    .argument("<stream>", "DOMAIN/APP/STREAM")
    .action(async (stream: string, options: Window) => {
      const reader = reading(session);
      const asked = listTimeShiftSessions({ ...streamIn(stream), ...(await windowOf(options, reader)) }, reader);
      const sessions = await session.progress("Asking for the sessions", asked);
      if (options.json) return session.json({ sessions });
      const rows = sessions.map(({ startTime, endTime }) => [startTime, endTime]);
      show(session, ["begin", "end"], rows, `${stream} had no time shift in this window.`);
    });
}

function tasksCommand(session: Session): Command {
  return windowed(new Command("tasks"), `${TASKS_AHEAD} days ahead`)
    .description("the record tasks that run in a window of any length, at most 90 days back")
    .action(async (options: Window) => {
      const reader = reading(session);
      const tasks = await session.progress("Asking for the tasks", findRecordTasks(await windowOf(options, reader, TASKS_AHEAD), reader));
      if (options.json) return session.json({ tasks });
      const rows = tasks.map((task) => [
        `${task.domainName}/${task.appName}/${task.streamName}`,
        task.startTime,
        task.endTime,
        task.templateId,
        task.stoppedAt ?? "",
      ]);
      show(session, ["stream", "begin", "end", "template", "stopped"], rows, "No record task runs in this window.");
    });
}

function counted(events: number): string {
  return events === 1 ? "1 event is" : `${events} events are`;
}

function eventsCommand(session: Session): Command {
  return new Command("events")
    .description("the waiting VOD events, at most 16; they come again after 30 seconds unless confirmed")
    .option("--confirm", "confirm them, so that they do not come again")
    .addOption(subAppIdOption())
    .addOption(jsonOption())
    .action(async ({ confirm, subAppId, json }: { readonly confirm?: boolean; readonly subAppId?: string; readonly json?: boolean }) => {
      const reader = reading(session);
      const application = subAppId === undefined ? {} : { subAppId };
      const events = await session.progress("Asking for events", pullVodEvents(application, reader));
      const confirmation = confirm ? await session.progress("Confirming", confirmVodEvents(events, application, reader)) : undefined;
      const { confirmed = [], unknown = [], failed = [] } = confirmation ?? {};
      if (json) {
        const failures = failed.map(({ handle, error }) => ({ handle, error: messageOf(error) }));
        session.json({ events, ...(confirmation === undefined ? {} : { confirmation: { confirmed, unknown, failed: failures } }) });
      } else {
        const rows = events.map(({ type, content }) => [type, JSON.stringify(content)]);
        show(session, ["event", "content"], rows, "No event waits.");
      }
      if (unknown.length > 0)
        session.note(
          `${counted(unknown.length)} known to the service no more: confirmed by a request whose answer was lost, or pulled too long ago.`,
        );
      const [first] = failed;
      if (first === undefined) return;
      session.note(`liverec: ${counted(failed.length)} not confirmed and will come again: ${messageOf(first.error)}`);
      session.code = EXIT.error;
    });
}
