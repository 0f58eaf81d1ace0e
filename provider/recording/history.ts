import type { BoundTemplate } from "./bound";
import type { Configuration, Highlight, RecordTask, Rule, Template, TimedRecord } from "./configuration";
import { type Matcher, matcherOf } from "./matching";
import type { Moment } from "./moments";

/** A configuration and when it was applied. */
export interface Version {
  readonly appliedAt: Moment;
  readonly configuration: Configuration;
}

/** The rules and templates that a push reads when it starts. */
export interface Effective {
  readonly configuration: Configuration;
  readonly matcher: Matcher<Rule>;
  readonly templates: ReadonlyMap<string, Template>;
}

/** A task and when it exists at the service. */
export interface Existing<T> {
  readonly task: T;
  readonly from: Moment;
  readonly until: Moment;
}

type AnyTask = TimedRecord | RecordTask | Highlight;

/** Configurations that follow one another. */
export class History {
  readonly #versions: readonly Version[];
  readonly #effective = new Map<Configuration, Effective>();

  constructor(
    given: Configuration | readonly Version[],
    readonly effectDelay: number,
  ) {
    this.#versions = isVersions(given)
      ? [...given].sort((a, b) => a.appliedAt - b.appliedAt)
      : [{ appliedAt: Number.NEGATIVE_INFINITY, configuration: given }];
  }

  /** What counts for a push that starts at a moment: a change counts only after the service's delay, and never for a push that runs. */
  at(moment: Moment): Effective | undefined {
    const version = this.#versions.findLast(({ appliedAt }) => appliedAt + this.effectDelay * 1000 <= moment);
    if (version === undefined) return undefined;
    const { configuration } = version;
    let effective = this.#effective.get(configuration);
    if (effective === undefined) {
      const templates = new Map(configuration.templates.map((template) => [template.key, template]));
      effective = { configuration, matcher: matcherOf(configuration.rules), templates };
      this.#effective.set(configuration, effective);
    }
    return effective;
  }

  /**
   * The template that a task started at a moment uses: the one in force; one that was never in force yet, as it stands, because a task names a
   * template that exists; none once it was deleted. One that no version declares stands at the service, if anywhere.
   */
  templateFor(key: string | undefined, moment: Moment): BoundTemplate {
    if (key === undefined) return { is: "none" };
    const inForce = this.at(moment)?.templates.get(key);
    if (inForce !== undefined) return { is: "known", template: inForce };
    const holding = this.#lifeOf(key, moment);
    if (holding.length === 0) return { is: "unknown", key };
    const deleted = holding.some(({ appliedAt }) => appliedAt + this.effectDelay * 1000 <= moment);
    if (deleted) return { is: "none" };
    const version = holding.findLast(({ appliedAt }) => appliedAt <= moment) ?? holding[0];
    const template = version?.configuration.templates.find((one) => one.key === key);
    return template === undefined ? { is: "none" } : { is: "known", template };
  }

  /** The versions that declare a template, from when it was made to when it was deleted. Declared again after that, it is another one. */
  #lifeOf(key: string, moment: Moment): readonly Version[] {
    let life: Version[] = [];
    let held = false;
    for (const version of this.#versions) {
      const holds = version.configuration.templates.some((template) => template.key === key);
      if (holds && !held) {
        if (life.length > 0 && version.appliedAt > moment) break;
        life = [];
      }
      if (holds) life.push(version);
      held = holds;
    }
    return life;
  }

  /** Every task of a family, with the time in which it exists. A task that is dropped is stopped; one that changes is a new one. */
  existing<T extends AnyTask>(family: (configuration: Configuration) => readonly T[]): Existing<T>[] {
    const [only, second] = this.#versions;
    if (only !== undefined && second === undefined)
      return family(only.configuration).map((task) => ({ task, from: only.appliedAt, until: Number.POSITIVE_INFINITY }));
    const open = new Map<string, Existing<T>>();
    const closed: Existing<T>[] = [];
    for (const { appliedAt, configuration } of this.#versions) {
      const now = new Map(family(configuration).map((task) => [identity(task), task]));
      for (const [key, task] of open) {
        if (now.has(key)) continue;
        closed.push({ ...task, until: appliedAt });
        open.delete(key);
      }
      for (const [key, task] of now) if (!open.has(key)) open.set(key, { task, from: appliedAt, until: Number.POSITIVE_INFINITY });
    }
    return [...closed, ...open.values()];
  }
}

function isVersions(given: Configuration | readonly Version[]): given is readonly Version[] {
  return Array.isArray(given);
}

/** Two declarations with the same fields are the same task: none of them can be changed in place. */
function identity(task: AnyTask): string {
  return JSON.stringify(Object.entries(task).sort(([a], [b]) => (a < b ? -1 : 1)));
}
