import { wrapped } from "../preview/index";
import type { Session } from "./session";

/** A text in lines that fit the terminal; without one it stays a single line, for whoever reads it with other tools. */
export function prose({ terminal: { columns } }: Session, text: string, indent = ""): string[] {
  if (columns === undefined) return [text];
  const [first = "", ...rest] = wrapped(text, Math.max(columns, 20));
  return rest.length === 0
    ? [first]
    : [first, ...wrapped(rest.join(" "), Math.max(columns - indent.length, 20)).map((line) => `${indent}${line}`)];
}
