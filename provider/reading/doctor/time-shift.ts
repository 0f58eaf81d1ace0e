import { listIn } from "../../core/answer";
import type { Props } from "../../core/schema";
import type { Reader } from "../reader";
import { type Diagnosis, finding, looked, unknown, well } from "./diagnosis";

/** A stream of which clips are to be cut. */
export interface ClippedStream {
  /** Left out: not known. */
  readonly domainName?: string;
  readonly appName?: string;
  readonly streamName: string;
  /** A time-shift rule that covers it is declared, and only has to be applied. Default false. */
  readonly declared?: boolean;
}

/** Whether time shift is on for what clips are to be cut of. @param pushed where a stream may be pushed of which no domain is known */
export async function timeShift(reader: Reader, clipped: readonly ClippedStream[], pushed: readonly string[]): Promise<Diagnosis[]> {
  if (clipped.length === 0) return [];
  const id = "time-shift";
  return looked(id, "time-shift rules", async () => {
    const action = "DescribeLiveTimeShiftRules";
    const rules = listIn(action, await reader.call(action, {}), "Rules");
    return clipped.map((stream) => ofStream(id, stream, rules, pushed));
  });
}

function ofStream(id: string, stream: ClippedStream, rules: readonly Props[], pushed: readonly string[]): Diagnosis {
  const { domainName, appName, streamName } = stream;
  const name = [domainName, appName, streamName].filter((part) => part !== undefined).join("/");
  const fits = (rule: Props, field: string, value: string | undefined) =>
    rule[field] === "*" || rule[field] === "" || value === undefined || rule[field] === value;
  const covers = (domain: string | undefined) =>
    rules.some((rule) => fits(rule, "DomainName", domain) && fits(rule, "AppName", appName) && fits(rule, "StreamName", streamName));
  const candidates = domainName === undefined ? pushed : [domainName];
  const open = candidates.filter((domain) => !covers(domain));
  if (open.length > 0 || !covers(domainName)) {
    const where = domainName !== undefined || open.length === 0 ? "" : ` on ${open.join(", ")}`;
    return finding(
      id,
      `No time-shift rule covers ${name}${where}: no clip can be cut of it.`,
      stream.declared === true
        ? "One is declared: apply it before the stream is pushed."
        : "Declare a TimeShiftTemplate and a TimeShiftRule, and apply them before the stream is pushed.",
    );
  }
  if (candidates.length > 0) return well(id, `Time shift is on for ${name}.`);
  return unknown(id, `Some time-shift rule covers ${name}, but nothing says on which push domain it is pushed.`);
}
