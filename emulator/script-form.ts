import { LineCounter, parseDocument } from "yaml";
import { closed, type Form, flag, list, misfitsIn, text } from "./form";
import type { MixRequest } from "./mixes";
import { Places } from "./script-places";
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
export function readForm(source: string): { readonly form: ScriptText; readonly places: Places } {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: "1.2", merge: true });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new ScriptError([{ line, column: col, text: broken.message }]);
  }
  const places = new Places(document, lines);
  const form: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const wrong = misfitsIn(FORM, form).map(({ pointer, text: said, isName }) => {
    const path = pointer.split("/").slice(1);
    return { ...places.of(path.map(unescaped), isName), text: said };
  });
  if (wrong.length > 0) throw new ScriptError(wrong);
  return { form: form as ScriptText, places };
}

/** A step of a JSON pointer. */
function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
