/** What every command prints with `--json`, declared once: the published schema is made of this, and the tests hold every answer against it. */
const PLACE = "https://unpkg.com/pulumi-live-recording/schema/";

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const whole: Schema = { type: "integer", minimum: 0 };
const amount: Schema = { type: "number", minimum: 0 };
const flag: Schema = { type: "boolean" };
const time: Schema = { type: "string", description: "RFC 3339, UTC." };
const listOf = (items: Schema): Schema => ({ type: "array", items });

/** An object of exactly these fields; a name that ends in `?` may be missing. */
function fields(given: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(given).map(([name, schema]) => ({ name: name.replace("?", ""), schema, optional: name.endsWith("?") }));
  return {
    type: "object",
    additionalProperties: false,
    required: entries.filter(({ optional }) => !optional).map(({ name }) => name),
    properties: Object.fromEntries(entries.map(({ name, schema }) => [name, schema])),
  };
}

const answer = (given: Readonly<Record<string, Schema>>): Schema => fields({ version: { const: 1 }, ...given });
const other = (name: string): Schema => ({ $ref: `${PLACE}${name}.schema.json` });

const stream = { domainName: text, appName: text, streamName: text };
const errors = listOf(text);
const changes: Schema = {
  type: "object",
  additionalProperties: whole,
  description: "How many resources, by the engine's word for what happens to them.",
};
const applied = answer({ ok: flag, changes, errors });
const notes: Schema = {
  ...listOf(text),
  description:
    "What it leaves undone: tasks that are only planned, and what is declared and will not be recorded. For people: the wording may change.",
};
const problem = fields({
  file: text,
  line: whole,
  column: whole,
  path: text,
  message: text,
  severity: { enum: ["error", "warning", "note"] },
});

/** By the words of the command line, without arguments. */
const ANSWERS: Readonly<Record<string, Schema>> = {
  check: answer({ ok: flag, problems: listOf(problem), resources: listOf(fields({ kind: text, name: text, file: text, line: whole })) }),
  comment: answer({
    ok: { const: true },
    comment: { enum: ["created", "updated", "unchanged", "refused", "no-pull-request"] },
    summary: { ...flag, description: "Whether the text is in the job's summary." },
  }),
  destroy: applied,
  diff: answer({ ok: { ...flag, description: "False: a valve has stopped it." }, preview: other("preview") }),
  doctor: answer({
    diagnoses: listOf(fields({ id: text, state: { enum: ["well", "finding", "unknown"] }, text, "hint?": text })),
  }),
  emulator: answer({
    until: time,
    recordings: listOf({ type: "object" }),
    unrecorded: listOf({ type: "object" }),
    refused: listOf(fields({ at: time, action: text, code: text, message: text })),
  }),
  explain: other("explain"),
  init: answer({ ok: { const: true }, created: text }),
  "legacy files": answer({
    files: listOf(fields({ vid: text, startTime: text, endTime: text, "fileId?": text, "recordFileUrl?": text, "url?": text })),
  }),
  "legacy queue": answer({
    pictures: listOf(
      fields({
        ...{ streamId: text, name: text, "url?": text },
        ...{ "pushedAt?": amount, "taskAt?": amount, "after?": amount, "width?": whole, "height?": whole },
      }),
    ),
  }),
  "legacy status": answer({ channel: text, live: flag, rate: text, protocols: listOf(text) }),
  lint: { oneOf: [other("lint"), { $ref: "#/$defs/lint-rules" }] },
  "list events": answer({
    events: listOf(fields({ handle: text, type: text, content: { type: "object" } })),
    "confirmation?": {
      ...fields({ confirmed: listOf(text), unknown: listOf(text), failed: listOf(fields({ handle: text, error: text })) }),
      description:
        "With --confirm: what became of the events, by their handles. What failed comes again; what is unknown was confirmed before, or is too old.",
    },
  }),
  "list recordings": answer({
    recordings: listOf(
      fields({
        ...{ fileId: text, "name?": text, "format?": text, "url?": text, "createTime?": time, "expireTime?": time },
        ...{ "stream?": fields(stream), "startTime?": time, "endTime?": time, "duration?": amount, "size?": amount },
      }),
    ),
  }),
  "list sessions": answer({ sessions: listOf(fields({ startTime: time, endTime: time })) }),
  "list state": answer({ stream: text, state: { enum: ["active", "inactive", "forbid"] } }),
  "list streams": answer({ streams: listOf(fields({ ...stream, publishedAt: listOf(time) })) }),
  "list tasks": answer({
    tasks: listOf(fields({ taskId: text, ...stream, startTime: time, endTime: time, templateId: text, "stoppedAt?": time })),
  }),
  "list time-shift": answer({
    streams: listOf(
      fields({
        ...{ ...stream, startTime: time, endTime: time, duration: amount },
        ...{ variant: { enum: ["original", "watermarked", "transcoded"] }, "transcodeId?": text },
      }),
    ),
  }),
  preview: answer({ ok: flag, changes, errors, "preview?": other("preview") }),
  refresh: applied,
  simulate: other("simulate"),
  up: answer({ ok: flag, changes, errors, "notes?": notes }),
};

const FAILURE: Schema = {
  oneOf: [answer({ ok: { const: false }, error: text }), answer({ ok: { const: false }, problems: listOf(problem) })],
};

/** The JSON Schema of all answers: one definition for each command, such as `#/$defs/list-streams`. */
export function answersSchemaText(): string {
  const rule = fields({ id: text, severity: { enum: ["error", "warning", "info"] }, title: text, why: text, hint: text, source: text });
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${PLACE}answers.schema.json`,
    title: "What the commands of liverec print with --json",
    description:
      "Version 1. One definition for each command: `#/$defs/diff`, `#/$defs/list-streams`. A command that fails prints what `#/$defs/failure` describes. Fields may be added; none changes its meaning or goes without a new version.",
    $defs: {
      failure: FAILURE,
      "lint-rules": answer({ rules: listOf(rule) }),
      ...Object.fromEntries(
        Object.entries(ANSWERS).map(([command, content]) => [
          command.replaceAll(" ", "-"),
          { title: `liverec ${command} --json`, anyOf: [content, { $ref: "#/$defs/failure" }] },
        ]),
      ),
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
