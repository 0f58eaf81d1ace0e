import type { Configuration } from "../configuration";
import type { Target } from "../levels";
import type { Moment, Span } from "../moments";
import type { QuotaName } from "../quotas";

export type Severity = "error" | "warning" | "info";

/** What somebody plans to stream. */
export interface PlannedEvent extends Target, Span {
  readonly name: string;
  /** Where it is written, as its author finds it; left out: its name stands for it. */
  readonly origin?: string | undefined;
}

/** What is known of a stream beforehand. */
export interface KnownStream extends Target {
  readonly audio?: boolean | undefined;
  readonly overseas?: boolean | undefined;
}

/** Retention that a house wants, seconds. */
export interface RetentionPolicy {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

/** All that a check may know beside the configuration. What is left out is unknown, and checks that need it say nothing. */
export interface LintContext {
  readonly now?: Moment | undefined;
  readonly policy?: RetentionPolicy | undefined;
  /** The push domains of the account. */
  readonly domains?: readonly string[] | undefined;
  readonly events?: readonly PlannedEvent[] | undefined;
  readonly streams?: readonly KnownStream[] | undefined;
  /** Whether `streams` names every stream that will ever be pushed. */
  readonly closed?: boolean | undefined;
  /** What the account holds beside this configuration. */
  readonly used?: Partial<Record<QuotaName, number>> | undefined;
  /** Limits that differ from the documented ones. */
  readonly limits?: Partial<Record<QuotaName, number>> | undefined;
}

/** One place that a check objects to. */
export interface Objection {
  readonly origin: string;
  /** Field of the declared thing, such as `flvParam.storageTime`; empty: the thing as a whole. */
  readonly path: string;
  readonly message: string;
  /** What to do here; left out: the rule's own hint. */
  readonly hint?: string;
}

export interface LintFinding {
  readonly id: string;
  readonly severity: Severity;
  readonly origin: string;
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/** A check of a configuration. Its id never changes: people suppress it by that. */
export interface LintRule {
  readonly id: string;
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** Where the service says so. */
  readonly source: string;
  readonly hint: string;
  readonly severity: Severity;
  check(configuration: Configuration, context: LintContext): Objection[];
}
