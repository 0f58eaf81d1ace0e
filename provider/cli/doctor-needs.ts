import { isProps } from "../core/schema";
import type { CheckedManifest, Declared } from "../manifest/index";
import type { CallbackUrl, ClippedStream, DoctorOptions, PlannedTask } from "../reading/index";
import { momentOf, utcText } from "../recording/moments";

/** What a manifest needs of the account. */
export function needsOf({ resources, domains }: CheckedManifest): DoctorOptions {
  const of = (token: string) => resources.filter((resource) => resource.token === token);
  const clips = of("Clip");
  const push = [
    ...domains.map(({ name }) => name),
    ...resources.flatMap(({ inputs, stream }) => stream?.domainName ?? inputs["domainName"]),
  ];
  const play = [...domains.map(({ playDomain }) => playDomain), ...clips.map(({ inputs }) => inputs["host"])];
  const shifts = of("TimeShiftRule").map(({ inputs }) => inputs);
  return {
    domains: texts(push),
    playDomains: texts(play),
    clipped: unique(clips.flatMap((clip) => clippedStream(clip, shifts) ?? [])),
    tasks: of("RecordTask").flatMap((task) => plannedTask(task) ?? []),
    timedRecords: of("ScheduledRecord").length,
    callbackUrls: resources.flatMap(urlsOf),
    subAppId: texts(resources.flatMap(({ inputs }) => [inputs, ...Object.values(inputs).filter(isProps)]).flatMap(applicationsIn)),
  };
}

/** Each text once, in order. */
function texts(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value) => typeof value === "string"))].sort();
}

function applicationsIn(block: Readonly<Record<string, unknown>>): string[] {
  return ["subAppId", "vodSubAppId"].flatMap((name) => (block[name] === undefined ? [] : String(block[name])));
}

function clippedStream({ stream }: Declared, shifts: readonly Readonly<Record<string, unknown>>[]): ClippedStream | undefined {
  if (stream === undefined) return undefined;
  const parts = ["domainName", "appName", "streamName"] as const;
  const declared = shifts.some((rule) => parts.every((part) => (rule[part] ?? "") === "" || rule[part] === stream[part]));
  return { ...stream, declared };
}

/** One without an end that can be read is told of by the check of the manifest. */
function plannedTask({ stream, inputs }: Declared): PlannedTask | undefined {
  const at = (name: string) => {
    const [text, zone] = [inputs[name], inputs["timeZone"]];
    const moment = typeof text === "string" ? momentOf(text, typeof zone === "string" ? zone : undefined) : undefined;
    return moment === undefined ? undefined : utcText(moment);
  };
  const [startTime, endTime] = [at("startTime"), at("endTime")];
  if (stream === undefined || endTime === undefined || inputs["mixStream"] === true) return undefined;
  return { ...stream, ...(startTime === undefined ? {} : { startTime }), endTime };
}

/** Also those that the service never shows. */
function urlsOf({ inputs, path }: Declared): CallbackUrl[] {
  return Object.entries(inputs).flatMap(([input, url]) =>
    /(?:notify|notification)url$/i.test(input) && typeof url === "string" && url !== "" ? [{ url, origin: `${path}.${input}` }] : [],
  );
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
