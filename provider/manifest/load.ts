import { Composer, CST, type Document, type ErrorCode, Lexer, LineCounter, Parser } from "yaml";
import { acceptedIn, type Comment, type IgnoredFinding } from "./accepted";
import { refusedCharacter } from "./characters";
import { type Place, type Problem, problem } from "./place";
import type { MapValue } from "./value";
import { Walker } from "./walk";

/** The text of one manifest file. */
export interface Source {
  /** As it is to be named in messages. */
  readonly file: string;
  readonly text: string;
}

/** One file that could be read as a document. */
export interface Loaded {
  readonly file: string;
  readonly root: MapValue;
  /** Findings of the lint that comments accept. */
  readonly accepted: readonly IgnoredFinding[];
}

/** Bytes of one file. A hundred thousand rules fit; what is larger is no manifest. */
export const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 64;
/** Words, signs and blanks of one file; a line of a manifest has about twenty. */
const MAX_LEXEMES = 250_000;
const MAX_SYNTAX_PROBLEMS = 20;

/**
 * Reads YAML 1.2 (core schema, no tags) with the place of every value. Whatever costs more than it should is refused early: size before
 * anything is read, depth while the signs are read, aliases by what they stand for.
 */
export function load(sources: readonly Source[]): { readonly files: readonly Loaded[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const files = sources.flatMap((source) => loadOne(source, problems) ?? []);
  return { files, problems };
}

function loadOne({ file, text: given }: Source, problems: Problem[]): Loaded | undefined {
  // The mark of byte order is no part of the text: an editor does not count it.
  const text = given.replace(/^\uFEFF/, "");
  const start: Place = { file, line: 1, column: 1 };
  if (text.length > MAX_BYTES || Buffer.byteLength(text) > MAX_BYTES) {
    problems.push(problem(start, "", tooLarge(Buffer.byteLength(text))));
    return undefined;
  }
  const character = refusedCharacter(file, text);
  if (character !== undefined) {
    problems.push(character);
    return undefined;
  }
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const read = tokensOf(text, lines);
  if ("refused" in read) {
    problems.push(problem(placeAt(read.at), "", read.refused));
    return undefined;
  }
  const document = compose(read.tokens, text, placeAt, problems);
  if (document === undefined) return undefined;
  if (document.contents === null) {
    problems.push(problem(start, "", "is empty; a manifest begins with version: 1"));
    return undefined;
  }
  const root = new Walker(placeAt, MAX_DEPTH, problems).value(document.contents, "");
  if (root === undefined) return undefined;
  if (root.type !== "map") {
    problems.push(problem(root.at, "", "is not a manifest: it begins with version: 1 and has sections such as templates and domains"));
    return undefined;
  }
  const comments = read.comments.map(({ offset, text: comment }): Comment => ({ place: placeAt(offset), text: comment }));
  return { file, root, accepted: acceptedIn(text, comments, problems) };
}

/** What is said of a file that is not even read. */
export function tooLarge(bytes: number): string {
  return `is ${(bytes / 1024 / 1024).toFixed(1)} MiB; a manifest file has at most 1 MiB, split it into several`;
}

interface Tokens {
  readonly tokens: CST.Token[];
  readonly comments: { readonly offset: number; readonly text: string }[];
}

type Read = Tokens | { readonly refused: string; readonly at: number };

/** The concrete syntax, as long as it stays within bounds: the composer recurses, so depth is judged before it. */
function tokensOf(text: string, lines: LineCounter): Read {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  const comments: Tokens["comments"] = [];
  let count = 0;
  let before = "";
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > MAX_LEXEMES) return { refused: "has too many signs for a manifest; split it into several files", at: parser.offset };
    // What follows the sign of a scalar is its text, whatever it begins with.
    if (lexeme.startsWith("#") && before !== CST.SCALAR) comments.push({ offset: parser.offset, text: lexeme });
    before = lexeme;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "error") errors += 1;
    }
    // The composer keeps an error for each: what went wrong is clear from the first ones.
    if (errors > MAX_SYNTAX_PROBLEMS) break;
    if (parser.stack.length > MAX_DEPTH && depthOf(parser.stack) > MAX_DEPTH) {
      return { refused: `is nested more than ${MAX_DEPTH} levels deep`, at: parser.offset };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments };
}

function depthOf(stack: readonly CST.Token[]): number {
  return stack.filter(({ type }) => type === "block-map" || type === "block-seq" || type === "flow-collection").length;
}

function compose(tokens: CST.Token[], text: string, placeAt: (offset: number) => Place, problems: Problem[]): Document | undefined {
  // Keys are compared by our own walk: the library compares each with all before it.
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    logLevel: "silent",
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (document === undefined) return undefined;
  for (const { pos, code, message } of document.errors.slice(0, MAX_SYNTAX_PROBLEMS)) {
    const advice = ADVICE[code];
    const said = code === "NON_STRING_KEY" ? "a name must be a text, not a list, a block or an alias" : firstLower(message);
    problems.push(problem(placeAt(pos[0]), "", `is not valid YAML: ${said}${advice === undefined ? "" : `; ${advice}`}`));
  }
  for (const directive of tokens.filter(({ type }) => type === "directive")) {
    problems.push(problem(placeAt(directive.offset), "", "directives (%YAML, %TAG) are not supported; a manifest is YAML 1.2"));
  }
  if (second !== undefined) {
    problems.push(problem(placeAt(second.range[0]), "", "a file holds one manifest; put the second document into a file of its own"));
  }
  return document.errors.length > 0 ? undefined : document;
}

/** What to do about the commonest mistakes, by the library's own codes. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "write blanks",
  BLOCK_AS_IMPLICIT_KEY: 'put a text that holds ": " into quotes',
  BAD_SCALAR_START: "put a text that begins with this sign into quotes",
};

function firstLower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
