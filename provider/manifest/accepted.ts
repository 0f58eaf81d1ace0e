import { type Place, type Problem, problem } from "./place";

/** A finding of the lint that somebody has accepted, by its id. */
export interface IgnoredFinding {
  readonly id: string;
  /** Where it is said. */
  readonly place: Place;
  readonly reason?: string | undefined;
  /** The lines of the same file for which a comment says it; without them it is said of everything. */
  readonly lines?: { readonly first: number; readonly last: number } | undefined;
}

/** A comment of a file, with its `#`. */
export interface Comment {
  readonly place: Place;
  readonly text: string;
}

const MARK = /^#\s*liverec-ignore\b/;
const FORM = /^#\s*liverec-ignore\s*:\s*([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?:(?:\s[-–—]+)\s*(\S.*?))?\s*$/;

/**
 * The findings that comments of a file accept: `# liverec-ignore: shadowed-rule, unused-template — why`, behind what it is about or on the line
 * above. On the line that opens a block it counts for the whole block.
 */
export function acceptedIn(text: string, comments: readonly Comment[], problems: Problem[]): IgnoredFinding[] {
  const marked = comments.filter(({ text: comment }) => MARK.test(comment));
  if (marked.length === 0) return [];
  const blocks = new Blocks(text.split(/\r?\n/));
  return marked.flatMap(({ place, text: comment }) => {
    // Single blanks, or a pattern with several stretches of blanks would try every way to share out a long one.
    const [, ids, reason] = FORM.exec(comment.replace(/\s+/g, " ").trim()) ?? [];
    if (ids === undefined) {
      problems.push(problem(place, "", "is not understood; write # liverec-ignore: ID — REASON, with the id of a finding"));
      return [];
    }
    return ids.split(",").map((id): IgnoredFinding => ({ id: id.trim(), place, reason, lines: blocks.at(place) }));
  });
}

/** The blocks of a text by their first lines. Numbers of lines count from 1. */
class Blocks {
  /** The first line from each one on that says something; undefined where none does. */
  readonly #next: (number | undefined)[] = [];
  /** Many comments may be about one block, and it is read once. */
  readonly #ends = new Map<number, number>();

  constructor(private readonly lines: readonly string[]) {
    let next: number | undefined;
    for (let line = lines.length; line > 0; line -= 1) {
      if (!isEmpty(lines[line - 1] ?? "")) next = line;
      this.#next[line] = next;
    }
  }

  /** What a comment is about: what stands before it on its line, or the next line that says something, with all that is indented below. */
  at({ line, column }: Place): { readonly first: number; readonly last: number } {
    const alone = (this.lines[line - 1] ?? "").slice(0, column - 1).trim() === "";
    const first = alone ? (this.#next[line + 1] ?? line) : line;
    const last = this.#ends.get(first) ?? this.#endOf(first);
    this.#ends.set(first, last);
    return { first, last };
  }

  #endOf(first: number): number {
    const opening = this.lines[first - 1] ?? "";
    let last = first;
    for (let next = first + 1; next <= this.lines.length; next += 1) {
      const text = this.lines[next - 1] ?? "";
      if (isEmpty(text)) continue;
      // A list may stand as far left as the name that it belongs to.
      const listBelow = indentOf(text) === indentOf(opening) && isItem(text) && !isItem(opening);
      if (indentOf(text) <= indentOf(opening) && !listBelow) break;
      last = next;
    }
    return last;
  }
}

function isEmpty(line: string): boolean {
  return /^\s*(?:#.*)?$/.test(line);
}

function isItem(line: string): boolean {
  return /^\s*-(?:\s|$)/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
