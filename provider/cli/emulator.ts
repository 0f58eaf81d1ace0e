import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { Emulator, EmulatorOptions, Recorded, Script } from "../../emulator/index";
import { messageOf, UserError } from "../core/errors";
import { jsonOption } from "./options";
import { EXIT, type Session } from "./session";
import { table } from "./table";

interface Options {
  readonly port?: number;
  readonly state: string;
  readonly now?: string;
  readonly freeze?: boolean;
  readonly script?: string;
  readonly until?: string;
  readonly json?: boolean;
  readonly controlToken?: string;
}

/** So many recordings are listed one by one; more are summed up by stream. */
const LISTED = 60;

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("write a port from 0 to 65535; 0 takes a free one.");
  return value;
}

function time(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    throw new InvalidArgumentError("write an RFC 3339 time with its offset, such as 2026-12-20T19:30:00+08:00.");
  }
  return at.toISOString();
}

/**
 * `liverec emulator`: the service on this machine, until it is told to stop. Prints one JSON line when it listens. With `--until` it plays
 * its script at once up to that moment, prints what was recorded, and ends.
 */
export function emulatorCommand(session: Session): Command {
  return new Command("emulator")
    .description("run the emulator of the service on this machine (credentials AKIDEMULATOR / emulator-secret)")
    .option("--port <number>", "port to listen on at 127.0.0.1 (default: a free one)", port)
    .option("--state <file>", "file that keeps the account, or `memory`", "memory")
    .option("--now <time>", "time at which the clock starts, RFC 3339 (default: the script's beginning, else the wall clock)", time)
    .option("--freeze", "let the clock stand until the control API moves it")
    .option("--script <file>", "YAML timetable of pushes, mixes and API calls to play")
    .option("--until <time>", "with --script: play it up to here without waiting, print what was recorded, and end", time)
    .addOption(jsonOption())
    .option("--control-token <token>", "demand this token (header X-Control-Token) at the control API")
    .action(async (options: Options) => {
      const { script: file, until } = options;
      if (until !== undefined && file === undefined) throw new UserError("Name the script to play: --script FILE.");
      // Loaded only here: no other command needs it, and each would start slower.
      const { readScript, startEmulator } = await import("../../emulator/index");
      const script = file === undefined ? undefined : read(resolve(session.terminal.cwd, file), file, readScript);
      const emulator = await startEmulator(optionsOf(options, script)).catch((error: unknown) => {
        // A port that is taken, a file that cannot be written: the machine's words say it best.
        throw new UserError(`the emulator cannot start: ${messageOf(error)}`);
      });
      try {
        if (script !== undefined) emulator.play(script);
        if (until !== undefined) await rehearse(session, emulator, until, options.json === true);
      } catch (error) {
        await emulator.close();
        throw error;
      }
      if (until !== undefined) return emulator.close();
      session.line(JSON.stringify({ url: emulator.url, control: emulator.control }));
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void emulator.close().then(() => process.exit(0)));
    });
}

function optionsOf({ port: number, state, now, freeze, until, controlToken }: Options, script: Script | undefined): EmulatorOptions {
  const from = now ?? (script?.from === undefined ? undefined : new Date(script.from));
  return {
    state,
    ...(number === undefined ? {} : { port: number }),
    ...(from === undefined ? {} : { now: from }),
    ...(freeze || until !== undefined ? { freeze: true } : {}),
    ...(controlToken === undefined ? {} : { controlToken }),
  };
}

function read(path: string, shown: string, readScript: (source: string) => Script): Script {
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`${shown} cannot be read: ${messageOf(error)}`);
  }
  try {
    return readScript(source);
  } catch (error) {
    throw new UserError(`${shown}: ${messageOf(error)}`);
  }
}

/** Plays the script up to a moment. Calls that the service refuses are an error, after what was recorded all the same. */
async function rehearse(session: Session, emulator: Emulator, until: string, json: boolean): Promise<void> {
  emulator.clock.set(until);
  await emulator.delivered();
  const recordings = emulator.recorded();
  const refused = emulator.failedCalls();
  if (json) session.json({ until: emulator.clock.now(), recordings, refused });
  else show(session, recordings);
  for (const { at, action, code, message } of json ? [] : refused) session.note(`${at} ${action} was refused: ${code} ${message}`);
  if (refused.length > 0) session.code = EXIT.error;
}

function show(session: Session, recordings: readonly Recorded[]): void {
  const made = recordings.filter(({ files, end }) => files > 0 || end === null);
  if (made.length > LISTED)
    session.line(table(session, ["stream", "recordings", "files", "in VOD", "length", "from", "to"], byStream(made)));
  else if (made.length > 0) {
    session.line(table(session, ["stream", "because of", "format", "from", "to", "length", "files", "in VOD", "expires"], made.map(row)));
  }
  const files = made.reduce((sum, one) => sum + one.files, 0);
  session.line(
    made.length === 0
      ? "Nothing was recorded."
      : `${made.length} ${made.length === 1 ? "recording" : "recordings"} in ${files} ${files === 1 ? "file" : "files"}, ${hours(made)} in all.`,
  );
  const short = recordings.length - made.length;
  if (short > 0) session.line(`${short} more left no file: too short, not into VOD, or no file yet.`);
}

function row({ stream, by, format, picture, start, end, files, kept, expires, ...rest }: Recorded): string[] {
  const cause = "taskId" in by ? `task ${by.taskId}` : by.templateId === 0 ? "rules of 2016" : `template ${by.templateId}`;
  const what = `${format}${picture === "mixed" ? ", mixed" : ""}`;
  const [last, expiry] = [end === null ? "goes on" : blank(end), kept === 0 ? "" : expires === null ? "never" : blank(expires)];
  return [stream, cause, what, blank(start), last, hours([rest]), String(files), String(kept), expiry];
}

function byStream(recordings: readonly Recorded[]): string[][] {
  const streams = new Map<string, Recorded[]>();
  for (const one of recordings) {
    const known = streams.get(one.stream);
    if (known === undefined) streams.set(one.stream, [one]);
    else known.push(one);
  }
  return [...streams].map(([stream, made]) => {
    const sum = (field: "files" | "kept") => String(made.reduce((total, one) => total + one[field], 0));
    const last = made.at(-1)?.end;
    return [stream, String(made.length), sum("files"), sum("kept"), hours(made), blank(made[0]?.start ?? ""), blank(last ?? "goes on")];
  });
}

/** With a blank, where a narrow column may break it. */
function blank(at: string): string {
  return at.replace("T", " ");
}

function hours(recordings: readonly Pick<Recorded, "seconds">[]): string {
  return `${(recordings.reduce((sum, { seconds }) => sum + seconds, 0) / 3600).toFixed(2)} h`;
}
