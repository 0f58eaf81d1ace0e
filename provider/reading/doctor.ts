import { request } from "undici";
import { listIn, textIn } from "../core/answer";
import { codeOf, isCallError } from "../core/errors";
import type { Props } from "../core/schema";
import { defaultReader, type Reader } from "./reader";

/** One thing that was looked at. */
export interface Diagnosis {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly state: "well" | "finding" | "unknown";
  /** What was found, in a sentence. */
  readonly text: string;
  /** What to do about it; findings only. */
  readonly hint?: string;
}

export interface DoctorOptions {
  /** Push domains that must exist. */
  readonly domains?: readonly string[];
  /** Streams of which clips are to be cut, which need time shift. */
  readonly clipped?: readonly { readonly domainName?: string; readonly appName?: string; readonly streamName: string }[];
  /** VOD application. */
  readonly subAppId?: string | number;
  /** Asks a callback URL; default a HEAD request of at most 5 seconds. Any answer counts as reachable. */
  readonly reach?: (url: string) => Promise<void>;
}

/** From this share of a quota on it is a finding. */
const NEARLY = 0.8;
const QUOTA = 50;

/**
 * Looks at an account before an event: credentials, VOD, domains, time shift, quotas, callbacks. Reads only.
 * @returns everything that was looked at; never throws for what it finds
 */
export async function doctor(options: DoctorOptions = {}, reader: Reader = defaultReader()): Promise<Diagnosis[]> {
  const access = await credentials(reader);
  if (access.state === "finding") return [access];
  const rest = await Promise.all([
    vod(reader, options),
    domains(reader, options),
    quota(reader, "record-templates", "record templates", [
      ["DescribeLiveRecordTemplates", { IsDelayLive: 0 }, "Templates"],
      ["DescribeLiveRecordTemplates", { IsDelayLive: 1 }, "Templates"],
    ]),
    quota(reader, "record-rules", "record rules", [["DescribeLiveRecordRules", {}, "Rules"]]),
    quota(reader, "snapshot-templates", "snapshot templates", [["DescribeLiveSnapshotTemplates", {}, "Templates"]]),
    quota(reader, "callback-templates", "callback templates", [["DescribeLiveCallbackTemplates", {}, "Templates"]]),
    timeShift(reader, options),
    callbacks(reader, options),
  ]);
  return [access, ...rest.flat()];
}

async function credentials(reader: Reader): Promise<Diagnosis> {
  const id = "credentials";
  try {
    await reader.call("DescribeLiveRecordRules", {});
    return { id, state: "well", text: "The credentials are accepted." };
  } catch (error) {
    const refused = isCallError(error) && (error.kind === "service" || error.kind === "credential");
    return {
      id,
      state: "finding",
      text: refused ? "The service does not let us in." : "The service cannot be reached.",
      hint: message(error),
    };
  }
}

async function vod(reader: Reader, { subAppId }: DoctorOptions): Promise<Diagnosis> {
  const id = "vod-activated";
  try {
    await reader.call("DescribeEventConfig", subAppId === undefined ? {} : { SubAppId: Number(subAppId) });
    return { id, state: "well", text: "VOD is activated." };
  } catch (error) {
    if (codeOf(error)?.endsWith("InvalidVodUser") || codeOf(error)?.endsWith("InvalidVodStatus")) {
      return {
        id,
        state: "finding",
        text: "VOD is not activated: nothing will be recorded, and no error will say so.",
        hint: "Activate VOD in the console, and pay what is due.",
      };
    }
    return { id, state: "unknown", text: `VOD could not be asked: ${message(error)}` };
  }
}

async function domains(reader: Reader, { domains: wanted = [] }: DoctorOptions): Promise<Diagnosis[]> {
  if (wanted.length === 0) return [];
  const id = "domains";
  try {
    const known = new Set<string>();
    for (let page = 1; ; page += 1) {
      const answer = await reader.call("DescribeLiveDomains", { DomainType: 0, PageNum: page, PageSize: 100 });
      const list = listIn("DescribeLiveDomains", answer, "DomainList");
      for (const domain of list) known.add(textIn(domain, "Name") ?? "");
      if (list.length < 100) break;
    }
    return wanted.map((domain) =>
      known.has(domain)
        ? { id, state: "well", text: `The push domain ${domain} exists.` }
        : {
            id,
            state: "finding",
            text: `The account has no push domain ${domain}.`,
            hint: "Add it in the console, or correct its spelling.",
          },
    );
  } catch (error) {
    return [{ id, state: "unknown", text: `The domains could not be listed: ${message(error)}` }];
  }
}

async function quota(reader: Reader, id: string, name: string, lists: readonly (readonly [string, Props, string])[]): Promise<Diagnosis> {
  try {
    let used = 0;
    for (const [action, params, field] of lists) used += listIn(action, await reader.call(action, params), field).length;
    const text = `${used} of ${QUOTA} ${name} are used.`;
    return used < QUOTA * NEARLY
      ? { id, state: "well", text }
      : {
          id,
          state: "finding",
          text,
          hint: `Delete what is not used, or share templates between rules: the service refuses number ${QUOTA + 1}.`,
        };
  } catch (error) {
    return { id, state: "unknown", text: `The ${name} could not be listed: ${message(error)}` };
  }
}

async function timeShift(reader: Reader, { clipped = [], domains: pushed = [] }: DoctorOptions): Promise<Diagnosis[]> {
  if (clipped.length === 0) return [];
  const id = "time-shift";
  try {
    const rules = listIn("DescribeLiveTimeShiftRules", await reader.call("DescribeLiveTimeShiftRules", {}), "Rules");
    const fits = (rule: Props, field: string, value: string | undefined) =>
      rule[field] === "*" || rule[field] === "" || value === undefined || rule[field] === value;
    return clipped.map((stream): Diagnosis => {
      const { streamName, appName } = stream;
      const covers = (domain: string | undefined) =>
        rules.some((rule) => fits(rule, "DomainName", domain) && fits(rule, "AppName", appName) && fits(rule, "StreamName", streamName));
      const candidates = stream.domainName === undefined ? pushed : [stream.domainName];
      const open = candidates.filter((domain) => !covers(domain));
      if (open.length > 0 || !covers(undefined)) {
        const where = open.length === 0 ? "" : ` on ${open.join(", ")}`;
        const hint = "Declare a TimeShiftTemplate and a TimeShiftRule before the stream is pushed.";
        return { id, state: "finding", text: `No time-shift rule covers ${streamName}${where}: no clip can be cut of it.`, hint };
      }
      if (candidates.length > 0) return { id, state: "well", text: `Time shift is on for ${streamName}.` };
      return {
        id,
        state: "unknown",
        text: `Some time-shift rule covers ${streamName}, but nothing says on which push domain it is pushed.`,
      };
    });
  } catch (error) {
    return [{ id, state: "unknown", text: `The time-shift rules could not be listed: ${message(error)}` }];
  }
}

async function callbacks(reader: Reader, { reach = askUrl }: DoctorOptions): Promise<Diagnosis[]> {
  const id = "callbacks";
  try {
    const templates = listIn("DescribeLiveCallbackTemplates", await reader.call("DescribeLiveCallbackTemplates", {}), "Templates");
    const urls = new Set(
      templates.flatMap((template) =>
        Object.entries(template).flatMap(([name, url]) =>
          name.endsWith("NotifyUrl") && typeof url === "string" && url !== "" ? [url] : [],
        ),
      ),
    );
    return await Promise.all(
      [...urls].map(async (url): Promise<Diagnosis> => {
        try {
          await reach(url);
          return { id, state: "well", text: `The callback URL ${withoutQuery(url)} answers.` };
        } catch (error) {
          return {
            id,
            state: "finding",
            text: `The callback URL ${withoutQuery(url)} does not answer from here: ${message(error)}`,
            hint: "Check the receiver; the service gives up after 12 tries, one a minute.",
          };
        }
      }),
    );
  } catch (error) {
    return [{ id, state: "unknown", text: `The callback templates could not be listed: ${message(error)}` }];
  }
}

async function askUrl(url: string): Promise<void> {
  const { statusCode, body } = await request(url, { method: "HEAD", headersTimeout: 5_000, bodyTimeout: 5_000 });
  await body.dump();
  // A receiver may refuse HEAD, but a place where nothing is, or that is broken, receives nothing.
  if (statusCode === 404 || statusCode === 410 || statusCode >= 500) throw new Error(`HTTP ${statusCode}`);
}

/** A query may hold a token of the receiver. */
function withoutQuery(url: string): string {
  return url.split("?")[0] ?? url;
}

function message(error: unknown): string {
  if (isCallError(error)) return error.message;
  return error instanceof Error ? (error.message === "" && "code" in error ? String(error.code) : error.message) : String(error);
}
