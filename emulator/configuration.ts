import type { Account, Family } from "./account.js";
import { winner } from "./matching.js";
import type { Format, RecordTemplate, Resolution, Rule, StreamKey, TimeShiftTemplate } from "./model.js";
import { FORMATS } from "./model.js";

/** A change of a template or a rule on its way into effect. */
export type ConfigChange = { seq: number; key: string } & (
  | { of: "recordTemplate"; value: RecordTemplate | null }
  | { of: "recordRule"; value: Rule | null }
  | { of: "timeShiftTemplate"; value: TimeShiftTemplate | null }
  | { of: "timeShiftRule"; value: Rule | null }
);

type WithoutSeq<T> = T extends { seq: number } ? Omit<T, "seq"> : never;

/** Puts a change in force for pushes that start `effectDelay` seconds from now or later (service facts 7.2). */
export function putInEffect(account: Account, change: WithoutSeq<ConfigChange>): void {
  const copy = structuredClone({ ...change, seq: account.next("configuration") }) as ConfigChange;
  const delay = account.settings.effectDelay;
  if (delay === 0) applyChange(account, copy);
  else account.scheduler.plan(account.now() + delay * 1000, { type: "effect", change: copy });
}

/** Applies a change unless a later one of the same object is in effect already. */
export function applyChange(account: Account, change: ConfigChange): void {
  const { record, timeShift } = account;
  const { key, seq } = change;
  if (change.of === "recordTemplate") supersede(record.effectiveTemplates, key, { seq, value: change.value });
  else if (change.of === "recordRule") supersede(record.effectiveRules, key, { seq, value: change.value });
  else if (change.of === "timeShiftTemplate") supersede(timeShift.effectiveTemplates, key, { seq, value: change.value });
  else supersede(timeShift.effectiveRules, key, { seq, value: change.value });
}

function supersede<V extends { seq: number }>(
  to: { get(key: string): V | undefined; put(key: string, value: V): void },
  key: string,
  next: V,
): void {
  const current = to.get(key);
  if (current === undefined || current.seq < next.seq) to.put(key, next);
}

function* rulesInEffect<T>(family: Family<T>, emptyDomain: boolean): Generator<Rule> {
  for (const { value } of family.effectiveRules.values()) {
    if (value !== null && (emptyDomain || value.DomainName !== "")) yield value;
  }
}

/** The formats that a template records; none for a template that only exempts streams. */
export function enabledFormats(template: RecordTemplate): Format[] {
  return FORMATS.filter((format) => template[paramName(format)].Enable === 1);
}

/** The template's field for a format. */
export function paramName(format: Format): "FlvParam" | "HlsParam" | "Mp4Param" | "AacParam" | "Mp3Param" {
  const names = { flv: "FlvParam", hls: "HlsParam", mp4: "Mp4Param", aac: "AacParam", mp3: "Mp3Param" } as const;
  return names[format];
}

interface Resolved<T> {
  readonly resolution: Resolution;
  readonly template: T | null;
}

/** The record rule and template that a push starting now is recorded by. */
export function resolveRecord(account: Account, push: StreamKey): Resolved<RecordTemplate> | undefined {
  return resolve(account.record, push, "", enabledFormats, account.settings.allowEmptyDomain);
}

/** The time-shift rule and template that a push starting now falls under. */
export function resolveTimeShift(account: Account, push: StreamKey): Resolved<TimeShiftTemplate> | undefined {
  return resolve(account.timeShift, push, "*", () => [], false);
}

function resolve<T extends { TemplateName: string }>(
  family: Family<T>,
  push: StreamKey,
  any: "" | "*",
  formats: (template: T) => Format[],
  emptyDomain: boolean,
): Resolved<T> | undefined {
  const found = winner(rulesInEffect(family, emptyDomain), push, any);
  if (found === undefined) return undefined;
  const { rule, level } = found;
  const template = family.effectiveTemplates.get(String(rule.TemplateId))?.value ?? null;
  const resolution: Resolution = {
    level: level.name,
    guideLevel: level.guideLevel,
    sourceLevel: level.sourceLevel,
    rule: { domain: rule.DomainName, app: rule.AppName, stream: rule.StreamName },
    templateId: rule.TemplateId,
    templateName: template?.TemplateName ?? null,
    formats: template === null ? [] : formats(template),
  };
  return { resolution, template };
}
