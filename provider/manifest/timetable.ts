import type { Target } from "../recording/levels";
import { readTime } from "../recording/time";
import type { Mix, Push, Timetable } from "../recording/timetable";
import { load, type Source } from "./load";
import { ManifestError, type Place, type Problem, problem, sorted, suggestion } from "./place";
import type { MapValue, Value } from "./value";

const STREAM = /^[^/\s]+\/[^/\s]+\/[^/\s]+$/;

interface FieldRule {
  readonly form: "stream" | "time" | "flag" | "mix-type";
  readonly required: boolean;
}

const PUSH: Readonly<Record<string, FieldRule>> = {
  stream: { form: "stream", required: true },
  start: { form: "time", required: true },
  end: { form: "time", required: false },
  audio: { form: "flag", required: false },
  video: { form: "flag", required: false },
  overseas: { form: "flag", required: false },
};

const MIX: Readonly<Record<string, FieldRule>> = {
  output: { form: "stream", required: true },
  start: { form: "time", required: true },
  end: { form: "time", required: true },
  outputStreamType: { form: "mix-type", required: true },
};

/**
 * Reads a timetable: `pushes` and `mixes`, each a list, with an optional `timeZone` for times without an offset.
 * @throws ManifestError with the place of everything that is wrong
 */
export function readTimetable(source: Source): Timetable {
  const { files, problems } = load([source]);
  const found: Problem[] = [...problems];
  const root = files[0]?.root;
  const made = root === undefined ? { pushes: [] } : new TimetableReader(root, found).read();
  if (found.length > 0) throw new ManifestError(sorted(found, [source.file]));
  return made;
}

class TimetableReader {
  constructor(
    private readonly root: MapValue,
    private readonly problems: Problem[],
  ) {}

  read(): Timetable {
    const { entries } = this.root;
    for (const [name, { key }] of entries) {
      const known = ["timeZone", "pushes", "mixes"];
      if (!known.includes(name)) this.#note(key, name, `is not a known field${suggestion(name, known, "known here")}`);
    }
    const pushes = this.#list("pushes", PUSH).map(
      ({ stream, start, end, ...flags }) => ({ ...(stream as Target), start, end, ...flags }) as Push,
    );
    const mixes = this.#list("mixes", MIX) as unknown as Mix[];
    return { pushes, mixes };
  }

  #list(name: string, rules: Readonly<Record<string, FieldRule>>): Record<string, unknown>[] {
    const value = this.root.entries.get(name)?.value;
    if (value === undefined) return [];
    if (value.type === "list") return value.items.map((item, index) => this.#item(item, `${name}[${index}]`, rules));
    this.#note(value.at, name, "is not a list; begin each entry with a dash");
    return [];
  }

  #item(item: Value, path: string, rules: Readonly<Record<string, FieldRule>>): Record<string, unknown> {
    if (item.type !== "map") {
      this.#note(item.at, path, "is not a block of fields");
      return {};
    }
    const read: Record<string, unknown> = {};
    for (const [name, { key, value }] of item.entries) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (rule === undefined)
        this.#note(key, `${path}.${name}`, `is not a known field${suggestion(name, Object.keys(rules), "known here")}`);
      else read[name] = this.#value(rule, value, `${path}.${name}`);
    }
    for (const [name, { required }] of Object.entries(rules)) {
      if (required && !item.entries.has(name)) this.#note(item.at, `${path}.${name}`, "is missing");
    }
    return read;
  }

  #value({ form }: FieldRule, node: Value, path: string): unknown {
    const value = node.type === "scalar" ? node.value : undefined;
    if (form === "flag" && typeof value === "boolean") return value;
    if (form === "mix-type" && (value === 0 || value === 1)) return value;
    if (form === "stream" && typeof value === "string" && STREAM.test(value)) {
      const [domainName = "", appName = "", streamName = ""] = value.split("/");
      return { domainName, appName, streamName };
    }
    if (form === "time" && typeof value === "string") {
      const reading = readTime(value, this.#timeZone());
      if ("at" in reading) return reading.at.epochMilliseconds;
      this.#note(node.at, path, reading.problem);
      return undefined;
    }
    const wanted = {
      flag: "true or false",
      "mix-type": "0 (the output takes the name of an input) or 1 (a stream of its own)",
      stream: "a stream; write domain/app/stream, such as push.example.com/live/final",
      time: "a time; write it like 2026-12-20T19:30:00+08:00",
    }[form];
    this.#note(node.at, path, `is not ${wanted}`);
    return undefined;
  }

  #timeZone(): string | undefined {
    const zone = this.root.entries.get("timeZone")?.value;
    return zone?.type === "scalar" && typeof zone.value === "string" ? zone.value : undefined;
  }

  #note(place: Place, path: string, message: string): void {
    this.problems.push(problem(place, path, message));
  }
}
