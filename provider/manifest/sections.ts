import type { Kind } from "../core/lifecycle";
import type { Field } from "../core/schema";

/** Which resources a manifest can hold is read off the registry; only what a reader would not guess is said here. */
export type Registry = ReadonlyMap<string, Kind>;

/** How one name of a manifest's item becomes inputs of its kind. */
export type ItemField =
  /** The same value under the kind's own name. */
  | { readonly how: "value"; readonly input: string; readonly schema: Field }
  /** The name of a template of the manifest, or the number of one that is not. */
  | { readonly how: "reference"; readonly input: string; readonly schema: Field; readonly to: string }
  /** `domain/app/stream` in one text; a kind without one of the parts only uses it to find its surroundings. */
  | { readonly how: "stream"; readonly schema: Field; readonly parts: StreamParts }
  /** The name of an environment variable that holds a secret. */
  | { readonly how: "secret"; readonly input: string; readonly schema: Field };

export interface StreamParts {
  readonly domainName?: string;
  readonly appName?: string;
  readonly streamName?: string;
}

/** One kind as it stands in a section. */
export interface ItemShape {
  readonly kind: Kind;
  /** What `using` says to choose this kind in a section that holds several. */
  readonly using: string | undefined;
  readonly fields: ReadonlyMap<string, ItemField>;
  readonly required: readonly string[];
}

/** A named map at the top, or a list below each domain. */
export interface Section {
  readonly key: string;
  readonly under: "top" | "domain";
  readonly description: string;
  /** More than one where `using` chooses; the first is taken without it. */
  readonly shapes: readonly [ItemShape, ...ItemShape[]];
  /** False where the kind that would be taken without `using` is not there (yet). */
  readonly hasDefault: boolean;
}

const KEYS: Readonly<Record<string, string>> = {
  RecordTemplate: "templates",
  RecordRule: "record",
  TimeShiftRule: "timeShift",
  RecordTask: "schedule",
  ScheduledRecord: "schedule",
  HighlightRecord: "highlights",
  VodEventConfig: "vodEvents",
};

/** Kinds that share a section, the default first, with the action that `using` names. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  schedule: { RecordTask: "CreateRecordTask", ScheduledRecord: "CreateLiveRecord" },
};

const SHORT: Readonly<Record<string, string>> = { appName: "app", streamName: "stream", startTime: "start", endTime: "end" };

/** The sections of a manifest, in the order of the registry. */
export function sectionsOf(kinds: Registry): Section[] {
  const groups = new Map<string, Kind[]>();
  for (const kind of kinds.values()) groups.set(keyOf(kind), [...(groups.get(keyOf(kind)) ?? []), kind]);
  return [...groups].map(([key, group]) => {
    const choices = CHOICES[key];
    const order = Object.keys(choices ?? {});
    const ordered = [...group].sort((a, b) => order.indexOf(a.token) - order.indexOf(b.token));
    const [first, ...others] = ordered.map((kind) => shapeOf(kind, kinds, choices?.[kind.token]));
    if (first === undefined) throw new Error(`the section ${key} has no kind`);
    return {
      key,
      under: isRule(first.kind) ? "domain" : "top",
      description: group.map((kind) => kind.summary).join(" "),
      shapes: [first, ...others],
      hasDefault: order.length === 0 || order[0] === first.kind.token,
    };
  });
}

function keyOf(kind: Kind): string {
  return KEYS[kind.token] ?? `${lowerFirst(kind.token.replace(/Rule$/, ""))}s`;
}

/** Rules stand below the domain that they belong to. */
function isRule(kind: Kind): boolean {
  return kind.token.endsWith("Rule") && Object.hasOwn(kind.inputs.properties, "domainName");
}

function shapeOf(kind: Kind, kinds: Registry, using: string | undefined): ItemShape {
  const inputs = kind.inputs.properties;
  const fields = new Map<string, ItemField>();
  const parts = isRule(kind) ? undefined : streamParts(inputs);
  const given = new Set<string>(parts === undefined ? (isRule(kind) ? ["domainName"] : []) : Object.values(parts));
  if (parts !== undefined) fields.set("stream", { how: "stream", schema: streamField(inputs), parts });
  for (const [input, schema] of Object.entries(inputs)) {
    if (given.has(input)) continue;
    const target = input === "templateId" ? referenced(kind, kinds) : undefined;
    if (target !== undefined) fields.set("template", { how: "reference", input, to: target, schema: referenceField(schema) });
    else if (schema["x-secret"]) fields.set(input, { how: "secret", input, schema: secretField(schema) });
    else fields.set(SHORT[input] ?? input, { how: "value", input, schema });
  }
  const required = [...fields].flatMap(([name, field]) =>
    field.how === "stream" || kind.inputs.required?.includes(field.input) ? [name] : [],
  );
  return { kind, using, fields, required };
}

/** The inputs that a text `domain/app/stream` fills, for kinds that are about one stream. */
function streamParts(inputs: Readonly<Record<string, Field>>): StreamParts | undefined {
  const stream = ["streamName", "streamId"].find((name) => Object.hasOwn(inputs, name));
  if (stream === undefined) return undefined;
  const has = (name: string) => Object.hasOwn(inputs, name);
  return {
    ...(has("domainName") ? { domainName: "domainName" } : {}),
    ...(has("appName") ? { appName: "appName" } : {}),
    streamName: stream,
  };
}

/** Rules bind the template of their own family; whatever else records, a record template. */
function referenced(kind: Kind, kinds: Registry): string | undefined {
  return [kind.token.replace(/Rule$/, "Template"), "RecordTemplate"].find((token) => token !== kind.token && kinds.has(token));
}

const DOMAIN = "[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+";

/** `domain/app/stream`: each part as the kinds accept it. */
function streamField(inputs: Readonly<Record<string, Field>>): Field {
  const name = (inputs["streamName"] ?? inputs["streamId"])?.pattern?.replace(/^\^|\$$/g, "").replace(/\*$/, "+") ?? "[^/]+";
  return {
    type: "string",
    description: "The stream as `domain/app/stream`: push domain, first and last part of the push path.",
    maxLength: 765,
    pattern: `^${DOMAIN}/${name}/${name}$`,
    "x-hint": "write domain/app/stream, such as push.example.com/live/final",
  };
}

function referenceField({ pattern: _number, ...schema }: Field): Field {
  return {
    ...schema,
    description: "The template to apply: its name in this manifest, or the number of one that stands at the service already.",
  };
}

function secretField(schema: Field): Field {
  return {
    type: "object",
    description: `${schema.description} A secret: name the environment variable that holds it.`,
    additionalProperties: false,
    required: ["env"],
    properties: {
      env: {
        type: "string",
        description: "Name of the environment variable.",
        maxLength: 255,
        pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
        "x-hint": "write the name of an environment variable, such as CALLBACK_KEY",
      },
    },
  };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
