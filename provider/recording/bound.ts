import type { Configuration, RecordTask, Template } from "./configuration";
import { type FormatPlan, inlinePlan, plansOf, templateOf } from "./formats";

/** What is known of the template that a rule or a task names. */
export type BoundTemplate =
  | { readonly is: "known"; readonly template: Template }
  /** Named, mostly by its number, and not declared here. It may well stand at the service; what it makes cannot be told. */
  | { readonly is: "unknown"; readonly key: string }
  /** None is named, or the one that was named is gone from the service. */
  | { readonly is: "none" };

/** What a rule or a task writes of its stream. */
export interface Written {
  /** Empty: no file at all, or what is written cannot be told. */
  readonly plans: readonly FormatPlan[];
  /** The template that is not declared here, because of which it cannot be told what is written; see `NAMELESS`. */
  readonly unknownTemplate?: string | undefined;
}

/** The key of a template whose number is known only once it is made, so that not even its name can be said. No template can be called so. */
export const NAMELESS = "";

/** The template that a rule or a task names, as far as a configuration knows it. */
export function boundIn(configuration: Configuration, key: string | undefined): BoundTemplate {
  if (key === undefined) return { is: "none" };
  const template = templateOf(configuration, key);
  return template === undefined ? { is: "unknown", key } : { is: "known", template };
}

/** What a rule writes that binds a template. A rule without any exempts its stream. */
export function ruleWrites(bound: BoundTemplate): Written {
  if (bound.is === "unknown") return { plans: [], unknownTemplate: bound.key };
  return { plans: bound.is === "known" ? plansOf(bound.template) : [] };
}

/**
 * What a record task writes. Without a template, or with one that the service does not know, the service does not refuse the task but records HLS into
 * the main VOD application and keeps it for ever (CreateRecordTask, document 267/37309). A task never continues a file over an interruption.
 */
export function taskWrites(bound: BoundTemplate): Written {
  if (bound.is === "none") return { plans: [inlinePlan({ fileFormat: "hls" })] };
  const { plans, ...rest } = ruleWrites(bound);
  return { ...rest, plans: plans.map((plan) => ({ ...plan, continuation: 0 })) };
}

/** What a declared record task writes. */
export function writtenBy(configuration: Configuration, task: Pick<RecordTask, "template">): Written {
  return taskWrites(boundIn(configuration, task.template));
}

/** Whether any file is written; null: that cannot be told. */
export function writesAny({ plans, unknownTemplate }: Written): boolean | null {
  return unknownTemplate === undefined ? plans.length > 0 : null;
}

/** `template 1234` */
export function templateWords(key: string): string {
  return key === NAMELESS ? "a template that is known only when this is applied" : `template ${key}`;
}

/** Why it cannot be told what is written: `template 1234 is not declared here` */
export function whyUnknown(key: string): string {
  return key === NAMELESS ? "its template is known only when this is applied" : `${templateWords(key)} is not declared here`;
}

/** The same as part of a sentence: `template 1234, which is not declared here` */
export function unknownWords(key: string): string {
  return key === NAMELESS ? templateWords(key) : `${templateWords(key)}, which is not declared here`;
}
