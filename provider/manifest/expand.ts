import type { Field } from "../core/schema";
import { readTime } from "../recording/time";
import type { IgnoredFinding } from "./accepted";
import type { Declared, Origin } from "./declared";
import { notABlock, readItem, type Secrets, type Surroundings } from "./item";
import type { Loaded } from "./load";
import { inWords, type Place, type Problem, problem, suggestion } from "./place";
import { type Registry, type Section, sectionsOf } from "./sections";
import type { Entry, MapValue, Value } from "./value";

/** All that the files of one manifest declare. */
export interface Expanded {
  /** What the stack's project is called, when a file says so. */
  readonly project: string | undefined;
  /** Lint findings that are not to be reported. */
  readonly ignoredFindings: readonly IgnoredFinding[];
  /** Every push domain that has an entry, also one without rules. */
  readonly domains: readonly DomainEntry[];
  readonly resources: readonly Declared[];
  readonly problems: readonly Problem[];
}

export interface DomainEntry {
  readonly name: string;
  readonly playDomain: string | undefined;
}

/** Names that users give: free, but fit for a resource name and a path in a message. */
const LONGEST_NAME = 100;
export const NAME_PATTERN = `^[^\\s/:\\u0000-\\u001f\\u007f]{1,${LONGEST_NAME}}$`;
export const PROJECT_PATTERN = `^[A-Za-z0-9_.-]{1,${LONGEST_NAME}}$`;
const NAME = new RegExp(NAME_PATTERN);
const PROJECT = new RegExp(PROJECT_PATTERN);

/** The keys at the top that are not sections of resources. */
export const SETTINGS = ["version", "project", "timeZone", "lint", "domains"] as const;

/** Turns loaded files into the resources that they declare, with every structural problem at its place. */
export function expand(files: readonly Loaded[], kinds: Registry, secrets?: Secrets): Expanded {
  return new Expansion(files, sectionsOf(kinds), secrets).run();
}

class Expansion {
  readonly #problems: Problem[] = [];
  readonly #resources: Declared[] = [];
  readonly #names = new Map<string, Place>();
  readonly #domains = new Map<string, Entry>();
  readonly #ignored: IgnoredFinding[] = [];
  #project: { readonly name: string; readonly place: Place } | undefined;

  constructor(
    private readonly files: readonly Loaded[],
    private readonly sections: readonly Section[],
    private readonly secrets: Secrets | undefined,
  ) {}

  run(): Expanded {
    // All domains first: a clip in one file takes its host from a domain in another.
    for (const { root } of this.files) this.#collectDomains(root);
    for (const { root, accepted } of this.files) {
      this.#file(root);
      this.#ignored.push(...accepted);
    }
    return {
      project: this.#project?.name,
      ignoredFindings: this.#ignored,
      domains: [...this.#domains.keys()].map((name) => ({ name, playDomain: this.#playDomain(name)?.value })),
      resources: this.#resources,
      problems: this.#problems,
    };
  }

  #collectDomains(root: MapValue): void {
    const domains = root.entries.get("domains")?.value;
    if (domains?.type !== "map") return;
    for (const [name, entry] of domains.entries) {
      const before = this.#domains.get(name);
      if (before !== undefined) {
        this.#note(entry.key, `domains.${name}`, `is declared twice; the first is at ${inWords(before.key)}`);
      } else this.#domains.set(name, entry);
    }
  }

  #file(root: MapValue): void {
    this.#settings(root);
    const timeZone = this.#timeZone(root);
    const tops = this.sections.filter(({ under }) => under === "top");
    for (const [key, { key: place, value }] of root.entries) {
      const section = tops.find((one) => one.key === key);
      if (section !== undefined) this.#named(section, value, timeZone);
      else if (key === "domains") this.#allDomains(value, timeZone);
      else if (!SETTINGS.some((name) => name === key)) {
        const known = [...SETTINGS, ...tops.map((one) => one.key)];
        this.#note(place, key, `is not a known section${suggestion(key, known, "known here")}`);
      }
    }
  }

  #settings({ at, entries }: MapValue): void {
    const version = entries.get("version");
    if (version === undefined) this.#note(at, "version", "is missing: a manifest begins with version: 1");
    else if (version.value.type !== "scalar" || version.value.value !== 1) {
      this.#note(version.value.at, "version", "is not 1, the only version that there is");
    }
    const project = entries.get("project");
    if (project !== undefined) {
      const name = project.value.type === "scalar" ? project.value.value : undefined;
      if (typeof name !== "string" || !PROJECT.test(name)) {
        this.#note(project.value.at, "project", "is not a project name; use letters, digits, _ . and -, at most 100");
      } else if (this.#project !== undefined && this.#project.name !== name) {
        this.#note(project.value.at, "project", `differs from ${this.#project.name} at ${inWords(this.#project.place)}`);
      } else this.#project = { name, place: project.value.at };
    }
    const lint = entries.get("lint");
    if (lint !== undefined) this.#lint(lint.value);
  }

  #lint(value: Value): void {
    if (value.type !== "map") {
      this.#note(value.at, "lint", notABlock(value));
      return;
    }
    for (const [name, entry] of value.entries) {
      if (name !== "ignore") this.#note(entry.key, `lint.${name}`, `is not a known field${suggestion(name, ["ignore"], "known here")}`);
      else if (entry.value.type !== "list") this.#note(entry.value.at, "lint.ignore", "is not a list of ids of findings");
      else {
        for (const [index, item] of entry.value.items.entries()) {
          if (item.type === "scalar" && typeof item.value === "string" && NAME.test(item.value))
            this.#ignored.push({ id: item.value, place: item.at });
          else this.#note(item.at, `lint.ignore[${index}]`, "is not the id of a finding");
        }
      }
    }
  }

  #timeZone(root: MapValue): Surroundings["timeZone"] {
    const entry = root.entries.get("timeZone");
    if (entry === undefined) return undefined;
    const value = entry.value.type === "scalar" ? entry.value.value : undefined;
    const origin: Origin = { place: entry.value.at, path: "timeZone" };
    // Any moment will do: only whether the zone is known is asked.
    const reading = typeof value === "string" ? readTime("2026-01-01T00:00", value) : undefined;
    if (typeof value === "string" && reading !== undefined && !("problem" in reading)) return { value, origin };
    this.#note(origin.place, "timeZone", reading !== undefined && "problem" in reading ? reading.problem : "is not a time zone");
    return "unusable";
  }

  #named(section: Section, value: Value, timeZone: Surroundings["timeZone"]): void {
    if (value.type !== "map") {
      this.#note(value.at, section.key, notABlock(value));
      return;
    }
    for (const [name, entry] of value.entries) {
      const path = `${section.key}.${name}`;
      if (!NAME.test(name)) this.#note(entry.key, section.key, `${JSON.stringify(name.slice(0, 80))} is not a name; ${nameRule(name)}`);
      this.#declare(readItem(section, entry.value, path, name, this.#around(timeZone, undefined), this.#problems), section.key, entry.key);
    }
  }

  #allDomains(value: Value, timeZone: Surroundings["timeZone"]): void {
    if (value.type !== "map") {
      this.#note(value.at, "domains", notABlock(value));
      return;
    }
    for (const [name, entry] of value.entries) if (this.#domains.get(name) === entry) this.#domain(name, entry, timeZone);
  }

  #domain(name: string, { key: place, value }: Entry, timeZone: Surroundings["timeZone"]): void {
    const path = `domains.${name}`;
    this.#text(name, domainField(this.sections), place, path);
    if (value.type !== "map") {
      this.#note(value.at, path, notABlock(value));
      return;
    }
    const sections = this.sections.filter(({ under }) => under === "domain");
    for (const [key, entry] of value.entries) {
      const section = sections.find((one) => one.key === key);
      const here = `${path}.${key}`;
      if (key === "playDomain") {
        const text = entry.value.type === "scalar" ? entry.value.value : undefined;
        if (typeof text !== "string") this.#note(entry.value.at, here, "is not a play domain");
        else this.#text(text, domainField(this.sections), entry.value.at, here);
      } else if (section === undefined) {
        const known = ["playDomain", ...sections.map((one) => one.key)];
        this.#note(entry.key, here, `is not a known field of a domain${suggestion(key, known, "known here")}`);
      } else if (entry.value.type !== "list") {
        this.#note(entry.value.at, here, "is not a list; begin each rule with a dash");
      } else {
        const around = this.#around(timeZone, { name, origin: { place, path } });
        for (const [index, item] of entry.value.items.entries()) {
          this.#declare(readItem(section, item, `${here}[${index}]`, undefined, around, this.#problems), section.key, item.at);
        }
      }
    }
  }

  #declare(resource: Declared | undefined, section: string, place: Place): void {
    if (resource === undefined) return;
    const key = `${section} ${resource.name}`;
    const before = this.#names.get(key);
    if (before !== undefined) {
      this.#note(place, resource.path, `is declared twice (${resource.name}); the first is at ${inWords(before)}`);
      return;
    }
    this.#names.set(key, place);
    this.#resources.push(resource);
  }

  #around(timeZone: Surroundings["timeZone"], domain: Surroundings["domain"]): Surroundings {
    return {
      timeZone,
      domain,
      secrets: this.secrets,
      playDomain: (push) => this.#playDomain(push),
    };
  }

  #playDomain(push: string): ReturnType<Surroundings["playDomain"]> {
    const value = this.#domains.get(push)?.value;
    const entry = value?.type === "map" ? value.entries.get("playDomain") : undefined;
    if (entry?.value.type !== "scalar" || typeof entry.value.value !== "string") return undefined;
    return { value: entry.value.value, origin: { place: entry.value.at, path: `domains.${push}.playDomain` } };
  }

  #text(value: string, field: Field, place: Place, path: string): void {
    if (value.length <= (field.maxLength ?? value.length) && new RegExp(field.pattern ?? "").test(value)) return;
    this.#note(place, path, `${JSON.stringify(value.slice(0, 80))} is not accepted here; ${field["x-hint"]}`);
  }

  #note(place: Place, path: string, message: string): void {
    this.#problems.push(problem(place, path, message));
  }
}

function nameRule(name: string): string {
  return name.length > LONGEST_NAME
    ? `it has ${name.length} characters, and at most ${LONGEST_NAME} are allowed`
    : 'use no blanks, "/" or ":"';
}

/** What a domain may look like, as the kinds below domains say. */
export function domainField(sections: readonly Section[]): Field {
  const field = sections.find(({ under }) => under === "domain")?.shapes[0].kind.inputs.properties["domainName"];
  return field ?? { type: "string", description: "Push domain." };
}
