import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One thing that the emulator does and no document states, as emulator/CAPABILITIES.md lists it. */
export interface InferredRow {
  /** The action, setting or module that does it, or the area of a rule that goes across. */
  readonly place: string;
  readonly text: string;
}

/** All of them. Rates of actions come one by one, with the text `rate`. */
export function inferredRows(): InferredRow[] {
  const lines = readFileSync(join(import.meta.dirname, "../../emulator/CAPABILITIES.md"), "utf8").split("\n");
  const rows: InferredRow[] = [];
  let area = "";
  let place = "";
  for (const line of lines) {
    const heading = /^## (.*)$/.exec(line)?.[1];
    if (heading !== undefined) area = heading;
    const item = /^- `([^`]+)`(?:: (.*))?$/.exec(line);
    if (item !== null) {
      const [, name = "", text = ""] = item;
      place = name;
      if (/^\d+ a second \(inferred\)/.test(text)) rows.push({ place, text: "rate" });
      else if (text.includes("INF")) rows.push({ place, text });
    }
    const sentence = /^ {2}- (.*)$/.exec(line)?.[1];
    if (sentence?.includes("INF")) rows.push({ place, text: sentence });
    // A code that its page does not list is inferred, whatever else the line says.
    else if (sentence?.startsWith("answers ")) rows.push({ place, text: sentence });
    const [, rule, , standing] = line.split("|").map((cell) => cell.trim());
    if (standing === "inferred" && rule !== undefined) rows.push({ place: area, text: rule });
  }
  return rows;
}

/** Points at rows: a place and the beginning of a row's text, as `Place: text`; the place alone points at all of its rows. */
export type RowKey = string;

/** Whether a key points at a row. `everywhere` as the place is every place. */
export function pointsAt(key: RowKey, { place, text }: InferredRow): boolean {
  const [wanted = "", start = ""] = key.split(/: (.*)/s);
  return (wanted === "everywhere" || wanted === place) && text.startsWith(start);
}
