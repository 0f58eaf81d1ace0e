import picocolors from "picocolors";
import { type DocumentedChange, isQuiet, type PreviewDocument } from "../document";
import type { PlanFinding } from "../findings";
import type { UsageComparison } from "../usage";
import { acceptedText, countWords, fieldText, labelOf, nameText, nothingText, OPERATIONS, refusalText, wrapped } from "../words";
import { hourRows, hourTitle, liveText, usageNote, usageRows, usageTitle } from "./figures";

export interface TextOptions {
  /** Columns of the terminal. */
  readonly width?: number;
  readonly colors?: boolean;
  /** Fields of the changed resources, too. */
  readonly fields?: boolean;
}

const NARROWEST = 40;
const WHEN_NO_TERMINAL = 100;

/** A plan for people at a terminal. */
export function renderText(
  document: PreviewDocument,
  { width = WHEN_NO_TERMINAL, colors = false, fields = true }: TextOptions = {},
): string {
  return new Text(document, Math.max(width, NARROWEST), picocolors.createColors(colors), fields).lines().join("\n");
}

class Text {
  constructor(
    private readonly document: PreviewDocument,
    private readonly width: number,
    private readonly paint: ReturnType<typeof picocolors.createColors>,
    private readonly fields: boolean,
  ) {}

  lines(): string[] {
    const { document, paint } = this;
    if (isQuiet(document)) return ["Nothing changes."];
    const parts = [
      [paint.bold("What happens to recordings"), ...this.#findings()],
      this.#usage(),
      [
        ...wrapped(`Resources: ${countWords(document.counts)}, ${document.counts.unchanged} unchanged`, this.width).map(paint.bold),
        ...this.#resources(),
      ],
      this.#refusals(),
      this.#accepted(),
    ];
    return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ["", ...part]));
  }

  #findings(): string[] {
    const { findings, liveStreams } = this.document;
    const live = liveText(liveStreams, findings);
    const lines =
      findings.length === 0 ? [`  ${nothingText(this.document.resources)}`] : findings.flatMap((finding) => this.#finding(finding));
    return live === undefined ? lines : [...lines, ...this.#indented(`${live}`, "  ")];
  }

  #finding(finding: PlanFinding): string[] {
    const { paint } = this;
    const sign = { danger: "!!", warning: "! ", info: "  " }[finding.severity];
    const label = labelOf(finding);
    const [first = "", ...rest] = wrapped(`${label === "" ? "" : `${label}: `}${finding.text}`, this.width - 5);
    const color = { danger: paint.red, warning: paint.yellow, info: (text: string) => text }[finding.severity];
    const head = label === "" ? first : `${paint.bold(label)}${first.slice(label.length)}`;
    return [`${color(sign)}   ${color(head)}`, ...rest.map((line) => `     ${color(line)}`)];
  }

  #usage(): string[] {
    const { usage, hours } = this.document;
    const lines =
      hours.length === 0
        ? []
        : [...wrapped(hourTitle(this.document), this.width).map(this.paint.bold), ...hourRows(hours).flatMap((row) => this.#hour(row))];
    if (usage === null) return lines;
    const before = lines.length === 0 ? [] : [...lines, ""];
    return [...before, ...wrapped(usageTitle(usage), this.width).map(this.paint.bold), ...this.#figures(usage)];
  }

  #hour({ streams, before, after }: ReturnType<typeof hourRows>[number]): string[] {
    return [...this.#indented(streams, "  "), ...this.#indented(`${before} → ${after}`, "    ")];
  }

  #figures(usage: UsageComparison): string[] {
    const rows = usageRows(usage, this.document.bitrates);
    const longest = Math.max(...rows.map(({ name }) => name.length));
    const note = usageNote(usage);
    return [
      ...rows.map(({ name, before, after, difference }) => `  ${name.padEnd(longest)}  ${before} → ${after}${difference}`),
      ...(note === undefined ? [] : this.#indented(note, "  ")),
    ];
  }

  #resources(): string[] {
    const { resources, others } = this.document;
    const own = resources.flatMap((resource) => this.#resource(resource));
    return [...own, ...others.map(({ operation, type, name }) => `  ${OPERATIONS[operation].sign} ${type} ${name}`)];
  }

  #resource({ operation, kind, name, fields, note }: DocumentedChange): string[] {
    const { paint } = this;
    const { sign, verb } = OPERATIONS[operation];
    const color = { delete: paint.red, replace: paint.magenta, update: paint.yellow, create: paint.green }[operation];
    const head = `  ${color(`${sign} ${verb.padEnd(9)}`)} ${kind} ${nameText({ kind, name })}`;
    const notes = note === null ? [] : this.#indented(note, "      ");
    if (!this.fields) return [head, ...notes];
    return [head, ...notes, ...fields.flatMap((field) => this.#indented(`${field.path}: ${fieldText(field)}`, "      "))];
  }

  #refusals(): string[] {
    const { refusals } = this.document;
    if (refusals.length === 0) return [];
    return [this.paint.bold(this.paint.red("Stopped")), ...refusals.flatMap((refusal) => this.#indented(refusalText(refusal), "  "))];
  }

  #accepted(): string[] {
    const text = acceptedText(this.document.accepted);
    return text === undefined ? [] : wrapped(text, this.width);
  }

  #indented(text: string, indent: string): string[] {
    return wrapped(text, this.width - indent.length).map((line) => `${indent}${line}`);
  }
}
