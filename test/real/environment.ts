import type { Environment } from "../resources/mini-engine";
import type { World } from "../resources/place";

/** What the operator of a run says of the account. */
export interface Account {
  readonly domain: string;
  /** A stream that somebody pushes with time shift for the length of the run. */
  readonly stream?: { readonly app: string; readonly stream: string; readonly host: string };
  /** The stream is recorded by a rule, and files of it are in VOD already. */
  readonly recorded: boolean;
  readonly callbacks: string;
  readonly cos: World["cos"];
  readonly subAppId?: number;
  readonly lagMs: number;
}

/** Nothing answers there, so that no event of the account goes to strangers. */
const NOBODY = "http://liverec.invalid";

/** Where a run goes: to an emulator, to the service, or to the service for a clean-up alone. */
export type Mode = "dry" | "real" | "clean";

/** Reads `LIVEREC_REAL`. Throws for a value that has no meaning: nobody gets to the service by a typing error. */
export function modeIn(env: Environment): Mode {
  const modes: Readonly<Record<string, Mode>> = { "": "dry", "0": "dry", "1": "real", clean: "clean" };
  const given = env["LIVEREC_REAL"] ?? "";
  return modes[given] ?? refuse("", `is "${given}"; write 1 for a run at the service, clean for a clean-up, or leave it out`);
}

/** Reads `LIVEREC_REAL_…` (docs/real-service.md). Throws for what is missing or malformed, with the variable to set. */
export function accountIn(env: Environment): Account {
  const given = (name: string) => env[`LIVEREC_REAL_${name}`] || undefined;
  const parts = (name: string, form: RegExp, example: string) => {
    const value = given(name);
    if (value === undefined) return undefined;
    return form.exec(value)?.slice(1) ?? refuse(name, `is "${value}"; write ${example}`);
  };
  const [domain] = parts("DOMAIN", /^([^/:@\s]+\.[^/:@\s]+)$/, "a push domain such as push.example.com") ?? [];
  const [app, stream, host] = parts("STREAM", /^([^/@\s]+)\/([^/@\s]+)@([^/@\s]+)$/, "APP/STREAM@PLAY-DOMAIN") ?? [];
  const [appId, bucket, region] = parts("COS", /^(\d+)\/([^/\s]+)\/([^/\s]+)$/, "APPID/BUCKET/REGION") ?? [];
  const [subAppId] = parts("SUBAPP", /^(\d{1,15})$/, "the number of the VOD application") ?? [];
  const [lag] = parts("LAG", /^(\d{1,3})$/, "whole seconds") ?? [];
  const [callbacks] = parts("CALLBACK", /^(https?:\/\/\S+?)\/?$/, "a URL that begins with http:// or https://") ?? [];
  if (domain === undefined) return refuse("DOMAIN", "is missing: name a push domain of the account that is there for tests only");
  return {
    domain,
    ...(app === undefined || stream === undefined || host === undefined ? {} : { stream: { app, stream, host } }),
    recorded: given("RECORDED") === "1",
    callbacks: callbacks ?? NOBODY,
    cos: { appId: Number(appId ?? 1_250_000_000), bucket: bucket ?? "liverec-test", region: region ?? "ap-guangzhou" },
    ...(subAppId === undefined ? {} : { subAppId: Number(subAppId) }),
    lagMs: Number(lag ?? 2) * 1000,
  };
}

function refuse(name: string, why: string): never {
  throw new Error(`LIVEREC_REAL${name === "" ? "" : "_"}${name} ${why}`);
}
