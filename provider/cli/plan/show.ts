import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../../core/errors";
import { fitMarkdown, type PreviewDocument, refusalText, renderHtml, renderText, SUMMARY_LIMIT } from "../../preview/index";
import { EXIT, type Session } from "../session";
import type { OutputArguments } from "./options";

/** Shows a plan at the terminal, or nothing there when machines read it. */
export function showPlan(session: Session, document: PreviewDocument): void {
  const { columns, colors } = session.terminal;
  session.line(renderText(document, { colors, ...(columns === undefined ? {} : { width: columns }) }));
}

/** Writes the other forms of a plan that were asked for. */
export function writeOutputs(session: Session, document: PreviewDocument, { markdown, html, report }: OutputArguments): void {
  if (markdown !== undefined) writeText(session, markdown, fitMarkdown(document, "github", SUMMARY_LIMIT));
  if (html !== undefined) writeText(session, html, renderHtml(document));
  if (report !== undefined) writeText(session, report, `${JSON.stringify(document, null, 2)}\n`);
}

/** Ends with an error when a valve stopped the plan; what it was is said last, where people look. */
export function stopAtValves(session: Session, { refusals }: PreviewDocument): boolean {
  if (refusals.length === 0) return false;
  session.code = EXIT.error;
  for (const refusal of refusals) session.note(`liverec: stopped by ${refusalText(refusal)}`);
  return true;
}

/** Writes a file where the user stands. */
export function writeText(session: Session, file: string, text: string): void {
  try {
    writeFileSync(resolve(session.terminal.cwd, file), text);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new UserError(`${file} cannot be written: ${code === "ENOENT" ? "its folder does not exist" : (code ?? "the system refuses")}.`);
  }
}
