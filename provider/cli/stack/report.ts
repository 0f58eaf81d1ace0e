import { isProps, type Props } from "../../core/schema";

/** What a run of the engine did, or would do. */
export interface StackReport {
  /** How many resources, by the engine's word for what happens to them. */
  readonly changes: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
}

/** From the events that `pulumi up --json` and its like print, one on a line. */
export function reportOfEvents(stdout: string): StackReport {
  let changes: Record<string, number> = {};
  const errors: string[] = [];
  for (const line of stdout.split("\n")) {
    const event = parsed(line);
    const summary = event["summaryEvent"];
    const diagnostic = event["diagnosticEvent"];
    if (isProps(summary)) changes = counts(summary["resourceChanges"]);
    if (isProps(diagnostic) && diagnostic["severity"] === "error") errors.push(clean(diagnostic["message"]));
  }
  return { changes, errors: withoutEcho(errors) };
}

/** Beside what went wrong the engine says that something did. */
function withoutEcho(errors: readonly string[]): readonly string[] {
  const telling = errors.filter((text) => !/^(update|preview|refresh|destroy) failed$/.test(text));
  return telling.length > 0 ? telling : errors;
}

/** From the one document that `pulumi preview --json` prints. */
export function reportOfPreview(stdout: string): StackReport {
  const preview = parsed(stdout);
  const diagnostics = Array.isArray(preview["diagnostics"]) ? preview["diagnostics"].filter(isProps) : [];
  return {
    changes: counts(preview["changeSummary"]),
    errors: diagnostics.flatMap(({ severity, message }) => (severity === "error" ? [clean(message)] : [])),
  };
}

function parsed(text: string): Props {
  try {
    const value: unknown = JSON.parse(text);
    return isProps(value) ? value : {};
  } catch {
    return {};
  }
}

function counts(value: unknown): Record<string, number> {
  if (!isProps(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([word, count]) => (typeof count === "number" ? [[word, count]] : [])));
}

function clean(message: unknown): string {
  return String(message)
    .replace(/<\{%.*?%\}>/g, "")
    .replace(/^error: /, "")
    .trim();
}
