import CliTable from "cli-table3";
import type { Session } from "./session";

/** A column is not made narrower than this. */
const NARROWEST = 8;
const WHEN_NO_TERMINAL = 120;

/** A table that fits the width of the terminal: the widest columns give way, and their cells wrap. */
export function table(session: Session, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column] ?? "")].map(longestLine)) + 2);
  const available = (session.terminal.columns ?? WHEN_NO_TERMINAL) - (head.length + 1);
  shrink(widths, available);
  const made = new CliTable({
    head: head.map((title) => session.colors.bold(title)),
    colWidths: widths,
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  made.push(...rows.map((row) => [...row]));
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

function longestLine(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
