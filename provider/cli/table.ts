import CliTable from "cli-table3";
import type { Session } from "./session";

/** A column is not made narrower than this. */
const NARROWEST = 8;
const WHEN_NO_TERMINAL = 120;
/** Blanks beside the text of a cell. */
const PADDING = 2;

/** A table that fits the width of the terminal: the widest columns give way, and their cells wrap. */
export function table(session: Session, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column] ?? "")].map(longestLine)) + PADDING);
  const available = (session.terminal.columns ?? WHEN_NO_TERMINAL) - (head.length + 1);
  shrink(widths, available);
  const made = new CliTable({
    head: head.map((title, column) => session.colors.bold(wrapped(title, (widths[column] ?? 0) - PADDING))),
    colWidths: widths,
    style: { head: [], border: [] },
  });
  made.push(...rows.map((row) => row.map((cell, column) => wrapped(cell, (widths[column] ?? 0) - PADDING))));
  return made.toString();
}

function shrink(widths: number[], available: number): void {
  for (let excess = sum(widths) - available; excess > 0; excess -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] ?? 0;
    if (width <= NARROWEST) return;
    widths[widest] = width - 1;
  }
}

/** Broken at blanks, and within a word only where the word is wider than its column: the table itself would cut such a word off. */
function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const given of text.split("\n")) {
    let line = "";
    for (const word of given.split(" ").flatMap((part) => pieces(part, width))) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

function pieces(word: string, width: number): string[] {
  return word.length <= width ? [word] : (word.match(new RegExp(`.{1,${width}}`, "gu")) ?? [word]);
}

function longestLine(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
