import { randomBytes } from "node:crypto";
import { type Emulator, startEmulator } from "../../emulator/index";

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
  close(): Promise<void>;
}

export async function openTarget(): Promise<Target> {
  const tag = `liverec-${randomBytes(4).toString("hex")}`;
  if (process.env["LIVEREC_REAL"] !== "1") {
    const emulator: Emulator = await startEmulator({ settings: { effectDelay: 0 } });
    const env = {
      TENCENTCLOUD_SECRET_ID: "AKIDEMULATOR",
      TENCENTCLOUD_SECRET_KEY: "emulator-secret",
      TENCENTCLOUD_DOMAIN: new URL(emulator.url).host,
      TENCENTCLOUD_PROTOCOL: "HTTP",
    };
    return { real: false, env, domain: "push.example.com", tag, close: () => emulator.close() };
  }
  const domain = process.env["LIVEREC_REAL_DOMAIN"];
  if (domain === undefined || domain === "")
    throw new Error("LIVEREC_REAL=1 needs LIVEREC_REAL_DOMAIN, a push domain of the account for tests only");
  return { real: true, env: process.env, domain, tag, close: async () => undefined };
}
