import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { UserError } from "../../core/errors";
import { isProps } from "../../core/schema";
import { acceptedIn, digestOf, type PlannedChange, planDifference, type ReviewedPlan, urnWords } from "../../preview/index";
import { type NamedRisk, RISKS } from "../../recording/changes";
import type { Session } from "../session";

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What somebody has reviewed: a whole plan, or only its digest. */
export type Reviewed = Pick<ReviewedPlan, "digest"> & Partial<Pick<ReviewedPlan, "changes" | "allow">>;

/** Reads the argument of `--plan`: a digest, or a file that `liverec preview --save-plan` wrote. */
export function readReviewed({ terminal: { cwd } }: Session, given: string): Reviewed {
  if (DIGEST.test(given)) return { digest: given };
  if (given.startsWith("sha256:")) throw new UserError(`${given} is not a whole digest: it has 64 digits after sha256:.`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(resolve(cwd, given), "utf8"));
  } catch {
    throw new UserError(`${given} is neither a digest (sha256:…) nor a plan that "liverec preview --save-plan" wrote.`);
  }
  const changes = isProps(value) && isListOf(value["changes"], isPlanned) ? value["changes"] : undefined;
  const allow = isProps(value) && isListOf(value["allow"], isRisk) ? value["allow"] : undefined;
  if (!isProps(value) || value["version"] !== 1 || typeof value["digest"] !== "string" || changes === undefined || allow === undefined) {
    throw new UserError(`${given} is not a plan that "liverec preview --save-plan" wrote.`);
  }
  if (digestOf(changes, allow) !== value["digest"])
    throw new UserError(
      `${given} was changed after it was written: its digest is not that of its changes and of the risks that it accepts.`,
    );
  return { digest: value["digest"], changes, allow };
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isRisk(value: unknown): value is NamedRisk {
  return RISKS.some((risk) => risk === value);
}

function isPlanned(value: unknown): value is PlannedChange {
  return isProps(value) && typeof value["urn"] === "string" && typeof value["operation"] === "string";
}

/**
 * Demands that what will be done is what was reviewed.
 * @returns the risks that the review accepted
 * @throws UserError with the difference, when it is not what was reviewed
 */
export function demandReviewed(reviewed: Reviewed, now: ReviewedPlan): readonly NamedRisk[] {
  const accepted = reviewed.allow ?? acceptedIn(reviewed.digest, now.changes);
  if (accepted !== undefined && digestOf(now.changes, accepted) === reviewed.digest) return accepted;
  const lines =
    reviewed.changes === undefined
      ? now.changes.map(({ urn, operation }) => `  ${operation} ${urnWords(urn)}`)
      : planDifference(reviewed.changes, now.changes).map((line) => `  ${line}`);
  const what = reviewed.changes === undefined ? "What would be done now:" : "The difference:";
  throw new UserError(
    `This is not the plan that was reviewed, so nothing was changed.\n  reviewed ${reviewed.digest}\n  now      ${now.digest}\n${what}\n` +
      `${lines.length === 0 ? "  nothing" : lines.join("\n")}\nReview the new plan: liverec preview.`,
  );
}

/** What nobody accepted in the review is not accepted when it is applied. */
export function refuseFurtherRisks(given: readonly NamedRisk[], accepted: readonly NamedRisk[]): void {
  const further = given.filter((risk) => !accepted.includes(risk));
  if (further.length === 0) return;
  throw new UserError(
    `The review did not accept ${further.join(", ")}, so --allow cannot add it to a reviewed plan: review it again, liverec preview --allow ${[...accepted, ...further].join(",")}.`,
  );
}

/** An argument that is a file or a digest, never empty: an empty variable must not switch the check off. */
export function planArgument(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("name the digest or the file of the reviewed plan.");
  return text;
}
