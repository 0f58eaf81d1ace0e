import { type Place, type Problem, problem } from "./place";

// What YAML calls not printable, the mark of byte order in the middle of a file, and a carriage return that ends a line alone.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const REFUSED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0080-\u0084\u0086-\u009F\uFEFF\uFFFE\uFFFF]|\p{Surrogate}|\r(?!\n)/u;

/** The first character that no YAML file may hold; undefined for a sound text. */
export function refusedCharacter(file: string, text: string): Problem | undefined {
  const found = REFUSED.exec(text);
  if (found === null) return undefined;
  const before = text.slice(0, found.index).split("\n");
  return problem({ file, line: before.length, column: (before.at(-1) ?? "").length + 1 }, "", wordsOf(found[0]));
}

function wordsOf(character: string): string {
  if (character === "\0") return "holds a NUL byte here: it is no text, or UTF-16; save it as UTF-8";
  if (character === "\r") return "ends a line here with a carriage return alone; save it with the line ends of Unix or Windows";
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `holds the invisible character U+${code} here; take it out`;
}

const MOST_NOTES = 5;

const LOOKALIKES: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  {
    pattern: /^ *(?:- *)*[\u00A0\u3000]/,
    message: "the line begins with a blank that is none for YAML (a no-break or an ideographic space); write ordinary blanks",
  },
  { pattern: /^ *(?:- *)*["']?[\w.-]+["']?(?=\uFF1A)/, message: "the wide colon \uFF1A is none for YAML; write : and a blank" },
];

/** What looks right and is not, in a text that has something wrong with it: inside of a longer text the same characters are in their place. */
export function lookalikes(file: string, text: string): Problem[] {
  const notes: Problem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (notes.length === MOST_NOTES) break;
    for (const { pattern, message } of LOOKALIKES) {
      const found = pattern.exec(line);
      const place: Place = { file, line: index + 1, column: (found?.[0].trimEnd().length ?? 0) + 1 };
      if (found !== null) notes.push({ ...problem(place, "", message), severity: "note" });
    }
  }
  return notes;
}
