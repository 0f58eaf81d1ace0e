import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { LineCounter, parseDocument } from "yaml";
import type { MixRequest } from "./mixes";
import { DAYS, type Repeat, ScriptError } from "./script-times";
import type { SettingsChange } from "./settings-change";

/** A script as it is written. Times have an offset or are local to `timeZone`; streams are `domain/app/stream`. */
export interface ScriptText {
  readonly timeZone?: string;
  /** When the account's time starts; default the earliest moment that the script names. */
  readonly from?: string;
  readonly settings?: SettingsChange;
  readonly calls?: readonly CallText[];
  readonly pushes?: readonly PushText[];
  readonly mixes?: readonly MixText[];
}

/** An API call at a moment, default the start. `as` names its answer, and `$name.Field` in later parameters takes a field of it. */
export interface CallText {
  readonly at?: string;
  readonly action: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly as?: string;
}

interface Lasting {
  readonly start: string;
  readonly end?: string;
  readonly duration?: string | number;
  readonly repeat?: Repeat;
}

/** A push. `stream` may hold one range, as in `room-{1..200}`. Without end and duration it is still live at the end. */
export interface PushText extends Lasting {
  readonly stream: string;
  readonly audio?: boolean;
  readonly video?: boolean;
  readonly overseas?: boolean;
  /** Interruptions: so long after the start, for so long. */
  readonly breaks?: readonly { readonly after: string | number; readonly for: string | number }[];
}

export interface MixText extends Lasting {
  readonly inputs?: readonly string[];
  readonly output: string;
  readonly outputStreamType: MixRequest["outputStreamType"];
}

const text = { type: "string" };
const span = { type: ["string", "integer"] };
const stream = { type: "string", pattern: "^[^/\\s]+/[^/\\s]+/[^/\\s]+$" };
const name = { type: "string", pattern: "^[\\w-]+$" };
const closed = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object) => ({ type: "array", items });
const flag = { type: "boolean" };
const repeat = closed({
  every: { enum: ["day", "week"] },
  on: { ...list({ enum: DAYS }), minItems: 1 },
  until: text,
  times: { type: "integer", minimum: 1 },
  except: list(text),
});
const lasting = { start: text, end: text, duration: span, repeat };
const FORM = closed({
  timeZone: text,
  from: text,
  settings: { type: "object" },
  calls: list(closed({ at: text, action: text, params: { type: "object" }, as: name }, ["action"])),
  pushes: list(
    closed(
      { ...lasting, stream, audio: flag, video: flag, overseas: flag, breaks: list(closed({ after: span, for: span }, ["after", "for"])) },
      ["stream", "start"],
    ),
  ),
  mixes: list(
    closed({ ...lasting, inputs: list(stream), output: stream, outputStreamType: { enum: [0, 1] } }, [
      "output",
      "start",
      "outputStreamType",
    ]),
  ),
});

let compiled: ValidateFunction<ScriptText> | undefined;

/** Compiled when the first script is read: an emulator without one starts faster. */
function validator(): ValidateFunction<ScriptText> {
  compiled ??= new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile<ScriptText>(FORM);
  return compiled;
}

/** Reads the YAML of a script and checks its form; every timetable of `liverec simulate` is one. Throws ScriptError. */
export function readForm(source: string): ScriptText {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new ScriptError(`line ${line}, column ${col}: ${broken.message}`);
  }
  const form: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const valid = validator();
  if (!valid(form)) throw new ScriptError((valid.errors ?? []).map(words).join("\n"));
  return form;
}

function words({ instancePath, message, params, keyword }: ErrorObject): string {
  const path =
    instancePath
      .replace(/\/(\d+)/g, "[$1]")
      .replace(/\//g, ".")
      .replace(/^\./, "") || "the script";
  if (keyword === "additionalProperties") return `${path}: there is no \`${String(params["additionalProperty"])}\` here.`;
  if (keyword === "pattern" && params["pattern"] === stream.pattern) return `${path}: a stream is domain/app/stream.`;
  if (keyword === "pattern" && params["pattern"] === name.pattern) return `${path}: a name is letters, digits, _ and -.`;
  if (keyword === "enum") return `${path} is one of ${(params["allowedValues"] as unknown[]).join(", ")}.`;
  return `${path} ${message ?? "is wrong"}.`;
}
