import CliTable from "cli-table3";
import columnsOf from "string-width";
import type { Session } from "./session";

const WHEN_NO_TERMINAL = 120;
/** Blanks beside the text of a cell. */
const PADDING = 2;
/** A longer word, in columns, is broken rather than that the table becomes a list. */
const LONGEST_WORD = 18;
/** No character takes more columns. */
const WIDEST = 2;

export interface TableOptions {
  /** A line between any two rows; default true. Rows of one line each are read better without. */
  readonly lines?: boolean;
}

const NO_LINES = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" } as const;

/** A table that fits the width of the terminal: columns give way as far as their words allow, and where that is not enough, each row becomes a list. */
export function table(
  session: Session,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { lines = true }: TableOptions = {},
): string {
  const columns = head.map((title, column) => [title, ...rows.map((row) => row[column] ?? "")]);
  const widths = columns.map((cells) => Math.max(...cells.map(longestLine)) + PADDING);
  const narrowest = columns.map((cells) => Math.min(Math.max(...cells.map(longestWord)), LONGEST_WORD) + PADDING);
  // A title in two lines is the smaller evil.
  const untitled = columns.map(([, ...cells], column) =>
    Math.max(narrowest[column] ?? 0, ...cells.map((cell) => longestLine(cell) + PADDING)),
  );
  const available = session.terminal.columns ?? WHEN_NO_TERMINAL;
  const room = available - (head.length + 1);
  if (!shrink(widths, untitled, room) && !shrink(widths, narrowest, room)) return lists(session, head, rows, available);
  const made = new CliTable({
    head: head.map((title, column) => session.colors.bold(wrapped(title, (widths[column] ?? 0) - PADDING))),
    colWidths: widths,
    style: { head: [], border: [] },
    chars: lines ? {} : NO_LINES,
  });
  made.push(...rows.map((row) => row.map((cell, column) => wrapped(cell, (widths[column] ?? 0) - PADDING))));
  return made.toString();
}

/** Takes from the widest columns until all fit. @returns false when they cannot */
function shrink(widths: number[], narrowest: readonly number[], available: number): boolean {
  for (let excess = sum(widths) - available; excess > 0; excess -= 1) {
    let widest = -1;
    for (const [column, width] of widths.entries()) if (width > (narrowest[column] ?? 0) && width > (widths[widest] ?? 0)) widest = column;
    if (widest === -1) return false;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return true;
}

/** The first cell of each row as a title, the others below it by name; empty ones are left out. */
function lists({ colors }: Session, head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const indent = "  ";
  return rows
    .map(([title = "", ...cells]) => {
      const named = cells.flatMap((cell, index) => (cell === "" ? [] : [`${head[index + 1]}: ${cell.replace(/\s*\n\s*/g, " ")}`]));
      const below = named.flatMap((text) =>
        wrapped(text, width - indent.length * 2)
          .split("\n")
          .map((line, index) => (index === 0 ? line : indent + line)),
      );
      return [colors.bold(wrapped(title, width)), ...below.map((line) => indent + line)].join("\n");
    })
    .join("\n");
}

/** Broken at blanks, and within a word only where the word is wider than its column: the table itself would cut such a word off. */
function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const given of text.split("\n")) {
    let line = "";
    for (const word of given.split(" ").flatMap((part) => pieces(part, width))) {
      if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A word in parts of at most so many columns; what is read as one character stays whole. */
function pieces(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const { segment } of characters.segment(word)) {
    if (part !== "" && columnsOf(part + segment) > Math.max(width, WIDEST)) {
      parts.push(part);
      part = segment;
    } else part += segment;
  }
  return [...parts, part];
}

function longestLine(text: string): number {
  return Math.max(...text.split("\n").map(columnsOf));
}

function longestWord(text: string): number {
  return Math.max(...text.split(/\s/).map(columnsOf));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
