import { Command, InvalidArgumentError } from "commander";

interface Options {
  readonly port?: number;
  readonly state: string;
  readonly now?: string;
  readonly freeze?: boolean;
  readonly controlToken?: string;
}

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

/** `liverec emulator`: the service on this machine, until it is told to stop. Prints one JSON line when it listens. */
export function emulatorCommand(): Command {
  return new Command("emulator")
    .description("run the emulator of the service on this machine (credentials AKIDEMULATOR / emulator-secret)")
    .option("--port <number>", "port to listen on at 127.0.0.1 (default: a free one)", port)
    .option("--state <file>", "file that keeps the account, or `memory`", "memory")
    .option("--now <time>", "time at which the clock starts, RFC 3339 (default: the wall clock)", time)
    .option("--freeze", "let the clock stand until the control API moves it")
    .option("--control-token <token>", "demand this token (header X-Control-Token) at the control API")
    .action(async (options: Options) => {
      // Loaded only here: no other command needs it, and each would start slower.
      const { startEmulator } = await import("../../emulator/index");
      const { port: number, state, now, freeze, controlToken } = options;
      const emulator = await startEmulator({
        state,
        ...(number === undefined ? {} : { port: number }),
        ...(now === undefined ? {} : { now }),
        ...(freeze === undefined ? {} : { freeze }),
        ...(controlToken === undefined ? {} : { controlToken }),
      });
      process.stdout.write(`${JSON.stringify({ url: emulator.url, control: emulator.control })}\n`);
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void emulator.close().then(() => process.exit(0)));
    });
}
