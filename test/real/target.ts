import { randomBytes } from "node:crypto";
import { type Emulator, startEmulator } from "../../emulator/index";
import { openReader } from "../../provider/reading/index";

/**
 * Where the suite runs. With `LIVEREC_REAL=1` it is the service itself, with the credentials of the environment, in the account's push domain
 * `LIVEREC_REAL_DOMAIN`: use an account in which nothing is recorded that matters. Without it, it is the emulator: the dry run, which proves that the suite is complete.
 */
export interface Target {
  readonly real: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly domain: string;
  /** In every name that the run makes, so that it finds and removes its own and nothing else. */
  readonly tag: string;
  /** A stream that is being pushed with time shift, for what needs one; absent when nobody pushes one. */
  readonly running?: RunningStream;
  close(): Promise<void>;
}

export interface RunningStream {
  readonly app: string;
  readonly stream: string;
  /** Play domain for time shift. */
  readonly host: string;
  /** A minute in the past that was pushed. */
  readonly from: string;
  readonly to: string;
}

const minutesAgo = (minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;

/** In the account, `LIVEREC_REAL_STREAM=APP/STREAM@PLAY-DOMAIN` names a stream that has been pushed for ten minutes at least, with time shift. */
function realStream(): RunningStream | undefined {
  const match = /^([^/@]+)\/([^/@]+)@([^/@]+)$/.exec(process.env["LIVEREC_REAL_STREAM"] ?? "");
  if (match === null) return undefined;
  const [, app = "", stream = "", host = ""] = match;
  return { app, stream, host, from: minutesAgo(5), to: minutesAgo(4) };
}

/** The emulator's clock has run for half an hour with a push. */
function emulatedStream(emulator: Emulator): RunningStream {
  emulator.push({ domain: "push.example.com", app: "live", stream: "running" });
  emulator.clock.advance(1800);
  const [from = "", to = ""] = [1200, 1140].map(
    (seconds) => `${new Date(Date.parse(emulator.clock.now()) - seconds * 1000).toISOString().slice(0, 19)}Z`,
  );
  return { app: "live", stream: "running", host: "play.example.com", from, to };
}

async function shiftEverything(env: Target["env"]): Promise<void> {
  const reader = openReader({ env });
  const { TemplateId } = await reader.call("CreateLiveTimeShiftTemplate", { TemplateName: "all", Duration: 86_400 });
  await reader.call("CreateLiveTimeShiftRule", { DomainName: "push.example.com", AppName: "*", StreamName: "*", TemplateId });
}

export async function openTarget(): Promise<Target> {
  const tag = `liverec-${randomBytes(4).toString("hex")}`;
  if (process.env["LIVEREC_REAL"] !== "1") {
    const emulator: Emulator = await startEmulator({ settings: { effectDelay: 0, fileDelay: 0, persistenceDelay: 0 } });
    const env = {
      TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
      TENCENTCLOUD_SECRET_KEY: "emulator-secret",
      TENCENTCLOUD_DOMAIN: new URL(emulator.url).host,
      TENCENTCLOUD_PROTOCOL: "HTTP",
    };
    await shiftEverything(env);
    return { real: false, env, domain: "push.example.com", tag, running: emulatedStream(emulator), close: () => emulator.close() };
  }
  const domain = process.env["LIVEREC_REAL_DOMAIN"];
  if (domain === undefined || domain === "")
    throw new Error("LIVEREC_REAL=1 needs LIVEREC_REAL_DOMAIN, a push domain of the account for tests only");
  const running = realStream();
  return { real: true, env: process.env, domain, tag, ...(running === undefined ? {} : { running }), close: async () => undefined };
}
