import { inferences } from "../../test/real/inferences/index";
import { unsettled } from "../../test/real/inferences/unsettled";
import { withMarked } from "./marked";

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** docs/real-service.md with the lists of what a run at the service settles, and what it does not. */
export function realServiceDocs(): string {
  const observed = inferences.map(
    ({ question, assumed, settles }) =>
      `| ${cell(question)} | ${cell(assumed)} | ${settles.map(cell).join("<br>") || "what the provider relies on"} |`,
  );
  const open = unsettled.flatMap(({ why, rows }) => [`- ${why[0]?.toUpperCase()}${why.slice(1)}:`, ...rows.map((row) => `  - ${row}`)]);
  return withMarked(
    "docs/real-service.md",
    "inferences",
    [
      "Rows of CAPABILITIES.md are named by their place and the beginning of their text.",
      "",
      "| what is observed | what the emulator does | settles |",
      "|---|---|---|",
      ...observed,
      "",
      "Not settled, or not wholly:",
      "",
      ...open,
    ].join("\n"),
  );
}
