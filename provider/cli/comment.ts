import { appendFileSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { UserError } from "../core/errors";
import { isProps } from "../core/schema";
import { type Flavour, fitMarkdown, type PreviewDocument, postComment, SUMMARY_LIMIT, TOKENS, targetOf } from "../preview/index";
import { jsonOption } from "./options";
import type { Session } from "./session";

interface Arguments {
  readonly site?: Flavour;
  readonly project?: string;
  readonly number?: number;
  readonly json?: boolean;
}

/** `liverec comment`: puts a preview into the one comment of a pull request, and the full text into the job's summary. */
export function commentCommand(session: Session): Command {
  return new Command("comment")
    .description("put a preview into a pull request: one comment, updated in place, and the full text into the job's summary")
    .argument("[report]", "what preview --report or diff --report wrote", "preview.json")
    .addOption(
      new Option("--site <name>", "where the pull request is (default: as the CI job says)").choices(["github", "gitlab", "gitee"]),
    )
    .option("--project <name>", "owner/name, or GitLab's number (default: as the CI job says)")
    .option("--number <number>", "number of the pull request (default: as the CI job says)", pullNumber)
    .addOption(jsonOption())
    .action(async (file: string, { json, ...given }: Arguments) => {
      const { env } = session.terminal;
      const document = readDocument(session, file);
      const summarised = summarise(session, document);
      const target = targetOf(env, given);
      const posted =
        target === undefined ? "no-pull-request" : await session.progress("posting the comment", postComment(document, target));
      if (json) session.json({ ok: true, comment: posted, summary: summarised });
      else session.line(wordsFor(posted, target?.site, summarised));
    });
}

function wordsFor(posted: string, site: Flavour | undefined, summarised: boolean): string {
  const where = summarised ? "the full text is in the job's summary" : "there is no summary to write it to either";
  switch (posted) {
    case "no-pull-request":
      return `This is no job of a pull request, so there is nowhere to comment; ${where}.`;
    case "refused":
      return `No comment: the token is missing or may only read (${TOKENS[site ?? "github"].join(" or ")}), as it is in pull requests from forks; ${where}.`;
    default:
      return `The comment is ${posted}${summarised ? `; ${where}` : ""}.`;
  }
}

/** GitHub shows what is added to this file on the page of the job. It is dropped whole when it is too long. */
function summarise({ terminal: { env } }: Session, document: PreviewDocument): boolean {
  const file = env["GITHUB_STEP_SUMMARY"];
  if (!file) return false;
  appendFileSync(file, fitMarkdown(document, "github", SUMMARY_LIMIT));
  return true;
}

/** The file of `--report`, or what `--json` printed. */
function readDocument({ terminal: { cwd } }: Session, file: string): PreviewDocument {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(resolve(cwd, file), "utf8"));
  } catch {
    throw new UserError(`${file} cannot be read: write it with "liverec preview --report ${file}".`);
  }
  const document = isProps(value) && isProps(value["preview"]) ? value["preview"] : value;
  if (isDocument(document)) return document;
  throw new UserError(`${file} is not a preview that this version of liverec understands.`);
}

/** What the renderers lean on; the whole form is in schema/preview.schema.json. */
function isDocument(value: unknown): value is PreviewDocument {
  return (
    isProps(value) &&
    value["version"] === 1 &&
    isProps(value["counts"]) &&
    ["findings", "refusals", "resources", "others", "hours"].every((name) => Array.isArray(value[name]))
  );
}

function pullNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("write the number of the pull request.");
  return Number(text);
}
