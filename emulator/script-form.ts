import { LineCounter, parseDocument } from "yaml";
import { closed, type Form, flag, list, misfits, text } from "./form";
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

const span = { type: ["string", "integer"] };
const stream = { type: "string", pattern: "^[^/\\s]+/[^/\\s]+/[^/\\s]+$" };
const name = { type: "string", pattern: "^[\\w-]+$" };
const repeat = closed({
  every: { enum: ["day", "week"] },
  on: { ...list({ enum: DAYS }), minItems: 1 },
  until: text,
  times: { type: "integer", minimum: 1 },
  except: list(text),
});
const lasting = { start: text, end: text, duration: span, repeat };
const SCHEMA = closed({
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

const FORM: Form = {
  schema: SCHEMA,
  whole: "the script",
  patterns: { [stream.pattern]: "a stream is domain/app/stream", [name.pattern]: "a name is letters, digits, _ and -" },
};

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
  const wrong = misfits(FORM, form);
  if (wrong !== "") throw new ScriptError(wrong);
  return form as ScriptText;
}
