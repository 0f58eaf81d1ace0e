import { listIn, textIn } from "../../core/answer";
import { messageOf } from "../../core/errors";
import { type Reader, type SubAppId, subApp } from "../reader";
import { type Diagnosis, finding, unknown, well } from "./diagnosis";
import { probe, type Reach } from "./probe";

/** A URL that the service will tell something. */
export interface CallbackUrl {
  readonly url: string;
  /** What asks for it, such as `callbackTemplates.ops.recordNotifyUrl`. */
  readonly origin: string;
}

/** Receivers are asked a few at a time, so that a look is no load for them. */
const AT_ONCE = 8;

/** Whether the receivers of callbacks and events answer: those that the account has, and those that are declared. */
export async function callbacks(
  reader: Reader,
  applications: readonly SubAppId[],
  declared: readonly CallbackUrl[],
  reach: Reach,
): Promise<Diagnosis[]> {
  const problems: Diagnosis[] = [];
  const known = await Promise.all([
    liveUrls(reader).catch((error) => {
      problems.push(unknown("callbacks", `The callback templates could not be listed: ${messageOf(error)}`));
      return [];
    }),
    // What is wrong with VOD is told by the look at VOD.
    ...applications.map((application) => vodUrls(reader, application).catch(() => [])),
  ]);
  const origins = new Map<string, string[]>();
  for (const { url, origin } of [...known.flat(), ...declared]) origins.set(url, [...(origins.get(url) ?? []), origin]);
  const urls = [...origins.keys()];
  const answers: Diagnosis[] = [];
  for (let at = 0; at < urls.length; at += AT_ONCE) {
    const some = urls.slice(at, at + AT_ONCE).map((url) => ofUrl(url, origins.get(url) ?? [], reach));
    answers.push(...(await Promise.all(some)));
  }
  return [...problems, ...answers];
}

async function ofUrl(url: string, origins: readonly string[], reach: Reach): Promise<Diagnosis> {
  const id = "callbacks";
  const { ok, text, hint } = await probe(url, reach);
  const sentence = `The callback URL ${withoutSecrets(url)} (${[...new Set(origins)].join(", ")}) ${text}`;
  return ok ? well(id, `${sentence}.`) : finding(id, `${sentence}.`, hint);
}

/** RecordStatusNotifyUrl is never shown: it is known only where it is declared. */
async function liveUrls(reader: Reader): Promise<CallbackUrl[]> {
  const action = "DescribeLiveCallbackTemplates";
  return listIn(action, await reader.call(action, {}), "Templates").flatMap((template) =>
    Object.entries(template).flatMap(([name, url]) =>
      name.endsWith("NotifyUrl") && typeof url === "string" && url !== ""
        ? [{ url, origin: `${name} of callback template ${String(template["TemplateId"])}` }]
        : [],
    ),
  );
}

async function vodUrls(reader: Reader, subAppId: SubAppId): Promise<CallbackUrl[]> {
  const answer = await reader.call("DescribeEventConfig", subApp(subAppId));
  const url = textIn(answer, "NotificationUrl");
  // In mode PULL nothing is sent there.
  return url === undefined || answer["Mode"] === "PULL" ? [] : [{ url, origin: "NotificationUrl of VOD" }];
}

/** A query, or a user before the host, may be a password of the receiver. */
function withoutSecrets(text: string): string {
  if (!URL.canParse(text)) return text;
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
}
