import { type Account, type Effective, type Family, ruleKey } from "./account";
import { winner } from "./matching";
import type { CallbackTemplate, Format, RecordTemplate, Resolution, Rule, SnapshotTemplate, StreamKey, TimeShiftTemplate } from "./model";
import { FORMATS } from "./model";
import type { Collection } from "./store";

/** What can come into effect later than it is changed, by family and kind. */
interface Configured {
  recordTemplate: RecordTemplate;
  recordRule: Rule;
  timeShiftTemplate: TimeShiftTemplate;
  timeShiftRule: Rule;
  snapshotTemplate: SnapshotTemplate;
  snapshotRule: Rule;
  callbackTemplate: CallbackTemplate;
  callbackRule: Rule;
}

type Change<K extends keyof Configured> = { [P in K]: { seq: number; key: string; of: P; value: Configured[P] | null } }[K];

/** A change of a template or a rule on its way into effect. */
export type ConfigChange = Change<keyof Configured>;

type WithoutSeq<T> = T extends { seq: number } ? Omit<T, "seq"> : never;

/** Puts a change in force for pushes that start `effectDelay` seconds from now or later (service facts 7.2). */
export function putInEffect(account: Account, change: WithoutSeq<ConfigChange>): void {
  const copy = structuredClone({ ...change, seq: account.next("configuration") }) as ConfigChange;
  const delay = account.settings.effectDelay;
  const event = { type: "effect", change: copy } as const;
  if (delay === 0) account.happen(account, event);
  else account.scheduler.plan(account.now() + delay * 1000, event);
}

/** Applies a change unless a later one of the same object is in effect already. */
export function applyChange<K extends keyof Configured>(account: Account, change: Change<K>): void {
  const to: Collection<Effective<Configured[K]>> = inEffect(account)[change.of];
  const current = to.get(change.key);
  if (current === undefined || current.seq < change.seq) to.put(change.key, { seq: change.seq, value: change.value });
}

function inEffect({ record, timeShift, snapshot, callback }: Account): { [P in keyof Configured]: Collection<Effective<Configured[P]>> } {
  return {
    recordTemplate: record.effectiveTemplates,
    recordRule: record.effectiveRules,
    timeShiftTemplate: timeShift.effectiveTemplates,
    timeShiftRule: timeShift.effectiveRules,
    snapshotTemplate: snapshot.effectiveTemplates,
    snapshotRule: snapshot.effectiveRules,
    callbackTemplate: callback.effectiveTemplates,
    callbackRule: callback.effectiveRules,
  };
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

export interface Resolved<T> {
  readonly resolution: Resolution;
  readonly template: T | null;
}

/** The record rule and template that a push starting now is recorded by. */
export function resolveRecord(account: Account, push: StreamKey): Resolved<RecordTemplate> | undefined {
  return resolve(account.record, push, "", enabledFormats, account.settings.allowEmptyDomain);
}

/** The record rule and template that a push will be recorded by once all that is configured counts. */
export function configuredRecord(account: Account, push: StreamKey): { rule: Rule; template: RecordTemplate } | undefined {
  const { rules, templates } = account.record;
  const rule = winner(rules.values(), push, "")?.rule;
  const template = rule && templates.get(String(rule.TemplateId));
  return rule === undefined || template === undefined ? undefined : { rule, template };
}

/** When the last planned change of a record rule and its template comes into effect; null if none is planned. */
export function countsFrom(account: Account, rule: Rule): number | null {
  const [ofRule, ofTemplate] = [ruleKey(rule), String(rule.TemplateId)];
  const counts = ({ of, key }: ConfigChange) => (of === "recordRule" && key === ofRule) || (of === "recordTemplate" && key === ofTemplate);
  return account.scheduler.latest((event) => event.type === "effect" && counts(event.change)) ?? null;
}

/** The time-shift rule and template that a push starting now falls under. */
export function resolveTimeShift(account: Account, push: StreamKey): Resolved<TimeShiftTemplate> | undefined {
  return resolve(account.timeShift, push, "*", () => [], false);
}

/** The snapshot rule and template that a push starting now is pictured by. */
export function resolveSnapshot(account: Account, push: StreamKey): Resolved<SnapshotTemplate> | undefined {
  return resolve(account.snapshot, push, "", () => [], false);
}

/** The callback template in effect for a push domain and app: the rule of the app, else the rule for every app (INF: its app is empty). */
export function resolveCallback(account: Account, { domain, app }: { domain: string; app: string }): CallbackTemplate | undefined {
  const { effectiveRules, effectiveTemplates } = account.callback;
  for (const AppName of [app, ""]) {
    const rule = effectiveRules.get(ruleKey({ DomainName: domain, AppName, StreamName: "" }))?.value;
    if (rule) return effectiveTemplates.get(String(rule.TemplateId))?.value ?? undefined;
  }
  return undefined;
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
