import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from "yaml";
import { inWords, type Place, type Problem, problem } from "./place";
import type { Entry, ListValue, MapValue, ScalarValue, Value } from "./value";

/** How many values all aliases of a file may stand for. Ten aliases of ten aliases … pass this after a few steps. */
const MAX_ALIASED = 50_000;

/** Names that mean something to JavaScript objects. No field, app or stream needs them. */
const FORBIDDEN_KEYS = ["__proto__"];

const CORE_TAG = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** Turns composed YAML nodes into values with places, in document order, so that an alias finds the anchor before it. */
export class Walker {
  readonly #anchors = new Map<string, Value | "open">();
  #aliased = 0;
  #refused = false;

  constructor(
    private readonly placeAt: (offset: number) => Place,
    private readonly maxDepth: number,
    private readonly problems: Problem[],
  ) {}

  /** @returns undefined when the node cannot be used; the problem is noted */
  value(node: Node, path: string): Value | undefined {
    if (this.#refused) return undefined;
    if (isAlias(node)) return this.#alias(node.source, this.#place(node), path);
    const { anchor, tag } = node as ParsedNode & { anchor?: string };
    const at = this.#place(node);
    if (tag !== undefined && !CORE_TAG.test(tag)) {
      this.problems.push(problem(at, path, `the tag ${tag.slice(0, 80)} is not supported here; leave it out`));
      return undefined;
    }
    if (anchor !== undefined) this.#anchors.set(anchor, "open");
    const made = isMap(node) ? this.#map(node, at, path) : isSeq(node) ? this.#list(node, at, path) : this.#scalar(node, at, path);
    if (anchor !== undefined && made !== undefined) this.#anchors.set(anchor, made);
    if (made !== undefined && made.depth > this.maxDepth) {
      this.#refused = true;
      this.problems.push(problem(at, path, `is nested more than ${this.maxDepth} levels deep`));
      return undefined;
    }
    return made;
  }

  #place(node: Node): Place {
    return this.placeAt(node.range?.[0] ?? 0);
  }

  #alias(name: string, at: Place, path: string): Value | undefined {
    const found = this.#anchors.get(name);
    if (found === undefined || found === "open") {
      const why = found === "open" ? `*${name} stands inside of what it stands for` : `there is no anchor &${name} above it in this file`;
      this.problems.push(problem(at, path, why));
      return undefined;
    }
    this.#aliased += found.size;
    if (this.#aliased <= MAX_ALIASED) return found;
    this.#refused = true;
    this.problems.push(problem(at, path, `the aliases of this file stand for more than ${MAX_ALIASED} values`));
    return undefined;
  }

  #list(node: YAMLSeq, at: Place, path: string): ListValue {
    const items = (node.items as Node[]).flatMap((item, index) => this.value(item, `${path}[${index}]`) ?? []);
    return { type: "list", at, items, ...measure(items) };
  }

  #map(node: YAMLMap, at: Place, path: string): MapValue {
    const entries = new Map<string, Entry>();
    const merged: MapValue[] = [];
    let mergedAt: Place | undefined;
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const name = isScalar(pair.key) && typeof pair.key.value === "string" ? pair.key.value : undefined;
      if (name === undefined || pair.value === null) continue;
      const key = this.#place(pair.key);
      const here = path === "" ? name : `${path}.${name}`;
      const before = entries.get(name);
      if (FORBIDDEN_KEYS.includes(name)) {
        this.problems.push(problem(key, path, `the name ${name} cannot be used`));
      } else if (before !== undefined) {
        this.problems.push(problem(key, here, `stands here a second time; the first is at ${inWords(before.key)}`));
      } else {
        const value = this.value(pair.value, here);
        if (value === undefined) continue;
        if (name !== "<<" || !isScalar(pair.key) || pair.key.type !== "PLAIN") entries.set(name, { key, value });
        else if (mergedAt !== undefined) {
          const again = `<< stands here a second time; the first is at ${inWords(mergedAt)}: write one, with a list of aliases`;
          this.problems.push(problem(key, path, again));
        } else {
          mergedAt = key;
          merged.push(...this.#mergeSources(value, key, path));
        }
      }
    }
    // An entry of the map itself wins over a merged one, and an earlier source over a later one.
    for (const source of merged) {
      for (const [name, entry] of source.entries) if (!entries.has(name)) entries.set(name, entry);
    }
    return { type: "map", at, entries, ...measure([...entries.values()].map(({ value }) => value)) };
  }

  #mergeSources(value: Value, at: Place, path: string): readonly MapValue[] {
    const sources = value.type === "list" ? value.items : [value];
    if (sources.every((source) => source.type === "map")) return sources;
    this.problems.push(problem(at, path, "<< takes a block of fields, or a list of them, best as an alias"));
    return [];
  }

  #scalar(node: Node, at: Place, path: string): ScalarValue | undefined {
    const value = isScalar(node) ? node.value : undefined;
    const plain = isScalar(node) && node.type === "PLAIN" ? (node.source ?? String(value)) : undefined;
    if (typeof value === "number" && plain !== undefined) {
      const refused = ambiguousNumber(value, plain);
      if (refused !== undefined) this.problems.push(problem(at, path, refused));
    }
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null) {
      return { type: "scalar", at, value, plain, size: 1, depth: 0 };
    }
    this.problems.push(problem(at, path, "is not a text, number, true or false"));
    return undefined;
  }
}

/** Numbers that cannot be kept exactly, or that another reader of YAML takes for another value. */
function ambiguousNumber(value: number, plain: string): string | undefined {
  if (/^[-+]?0\d/.test(plain)) {
    return `${plain} is ${value} here, and an octal number to older readers of YAML; write ${value}, or "${plain}" if it is a name`;
  }
  if (!Number.isFinite(value)) return `${plain} is no number that can be used here`;
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? `${plain} is too large to be exact as a number; write "${plain}"`
    : undefined;
}

function measure(parts: readonly Value[]): { readonly size: number; readonly depth: number } {
  let size = 1;
  let depth = 0;
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth);
  }
  return { size, depth: depth + 1 };
}
