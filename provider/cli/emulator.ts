import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { EmulatorOptions, Script, ScriptError as ScriptErrorType } from "../../emulator/index";
import { messageOf, UserError } from "../core/errors";
import { ManifestError, problem, whyUnreadable } from "../manifest/index";
import { readTime } from "../recording/time";
import { jsonOption } from "./options";
import { onClock, rehearse } from "./rehearsal";
import type { Session } from "./session";

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

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("write a port from 0 to 65535; 0 takes a free one.");
  return value;
}

/**
 * `liverec emulator`: the service on this machine, until it is told to stop. Prints one JSON line when it listens. With `--until` it plays
 * its script at once up to that moment, prints what was recorded and what was not, and ends.
 */
export function emulatorCommand(session: Session): Command {
  return new Command("emulator")
    .description("run the emulator of the service on this machine (credentials AKIDEMULATOR / emulator-secret)")
    .option("--port <number>", "port to listen on at 127.0.0.1 (default: a free one)", port)
    .option("--state <file>", "file that keeps the account, or `memory`", "memory")
    .option("--now <time>", "time at which the clock starts (default: the script's beginning, else the wall clock)")
    .option("--freeze", "let the clock stand until the control API moves it")
    .option("--script <file>", "YAML timetable of pushes, mixes and API calls to play")
    .option("--until <time>", "with --script: play it up to here without waiting, print what was recorded and what was not, and end")
    .addOption(jsonOption())
    .option("--control-token <token>", "demand this token (header X-Control-Token) at the control API")
    .addHelpText("after", "\nTimes are RFC 3339; with a script that names its timeZone they may be local,\nas the times in it.")
    .action(async (options: Options) => {
      const { script: file } = options;
      if (options.until !== undefined && file === undefined) throw new UserError("Name the script to play: --script FILE.");
      // Loaded only here: no other command needs it, and each would start slower.
      const { ClockBackwards, readScript, ScriptError, SettingsError, startEmulator } = await import("../../emulator/index");
      const isScriptError = (error: unknown): error is ScriptErrorType => error instanceof ScriptError;
      const script = file === undefined ? undefined : read(resolve(session.terminal.cwd, file), file, { readScript, isScriptError });
      const until = time("--until", options.until, script);
      const from = beginning(options, script);
      if (from !== undefined && until !== undefined && until < from)
        throw new UserError(`--until: ${options.until} lies before the beginning, ${onClock(from.toISOString(), script?.timeZone)}.`);
      const emulator = await startEmulator(optionsOf(session.terminal.cwd, options, from)).catch((error: unknown) => {
        // A port that is taken, a file that cannot be written: the machine's words say it best.
        throw new UserError(`the emulator cannot start: ${messageOf(error)}`);
      });
      try {
        if (script !== undefined) emulator.play(script);
        if (until !== undefined) await rehearse(session, emulator, { until, timeZone: script?.timeZone, json: options.json === true });
      } catch (error) {
        await emulator.close();
        const known = [ClockBackwards, ScriptError, SettingsError].some((kind) => error instanceof kind);
        throw known ? new UserError(`${file}: ${messageOf(error)}`) : error;
      }
      if (until !== undefined) return emulator.close();
      session.line(JSON.stringify({ url: emulator.url, control: emulator.control }));
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void emulator.close().then(() => process.exit(0)));
    });
}

function beginning({ now }: Options, script: Script | undefined): Date | undefined {
  return time("--now", now, script) ?? (script?.from === undefined ? undefined : new Date(script.from));
}

function optionsOf(cwd: string, options: Options, from: Date | undefined): EmulatorOptions {
  const { port: number, state, freeze, until, controlToken } = options;
  return {
    state: state === "memory" ? state : resolve(cwd, state),
    ...(number === undefined ? {} : { port: number }),
    ...(from === undefined ? {} : { now: from }),
    ...(freeze || until !== undefined ? { freeze: true } : {}),
    ...(controlToken === undefined ? {} : { controlToken }),
  };
}

/** A time of the command line: with an offset, or on the clocks of the script's time zone. */
function time(option: string, text: string | undefined, script: Script | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const reading = readTime(text, script?.timeZone);
  if ("problem" in reading) throw new UserError(`${option}: ${reading.problem}.`);
  return new Date(reading.at.epochMilliseconds);
}

interface Reader {
  readScript(source: string): Script;
  isScriptError(error: unknown): error is ScriptErrorType;
}

/** @throws ManifestError with the place of what is wrong, as for every other file */
function read(path: string, file: string, { readScript, isScriptError }: Reader): Script {
  const start = { file, line: 1, column: 1 };
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (error) {
    throw new ManifestError([problem(start, "", whyUnreadable(error, path))]);
  }
  try {
    return readScript(source);
  } catch (error) {
    if (!isScriptError(error)) throw new UserError(`${file}: ${messageOf(error)}`);
    throw new ManifestError(error.problems.map(({ text, ...place }) => problem({ ...start, ...place }, "", text)));
  }
}
