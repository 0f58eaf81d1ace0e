import { UserError } from "./errors";
import type { Answer } from "./lifecycle";
import { isProps, type Props } from "./schema";

/** The service answered something that its documents do not allow. */
export class AnswerShapeError extends Error {
  override readonly name = "AnswerShapeError";

  constructor(action: string, field: string, expected: string) {
    super(`${action} answered without ${field} as ${expected}; the service may have changed, please report it with this text`);
  }
}

/** An id that the service wrote as number or text; kept as text, so that 64-bit numbers stay exact. */
export function idIn(action: string, answer: Answer, field: string): string {
  const value = answer[field];
  if (typeof value === "number" || (typeof value === "string" && value !== "")) return String(value);
  throw new AnswerShapeError(action, field, "an id");
}

export function textIn(answer: Answer, field: string): string | undefined {
  const value = answer[field];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A list of objects; null counts as empty, as the documents say of most lists. */
export function listIn(action: string, answer: Answer, field: string): Props[] {
  const value = answer[field];
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && value.every(isProps)) return value;
  throw new AnswerShapeError(action, field, "a list of objects");
}

/** Pages in a row that may bring nothing new, though each leads to a further one. */
const FRUITLESS = 20;

/**
 * All pages of a list that the service hands out by `ScrollToken`, each entry once. A token that comes again leads on as long as its pages bring something new.
 * @param ask one page; its parameter is what the token adds to the request
 * @throws UserError where the pages lead nowhere
 */
export async function scrolled(action: string, field: string, ask: (token: Props) => Promise<Answer>): Promise<Props[]> {
  const entries = new Map<string, Props>();
  const tokens = new Set<string>();
  for (let token: string | undefined, fruitless = 0; ; ) {
    const answer = await ask(token === undefined ? {} : { ScrollToken: token });
    const page = listIn(action, answer, field);
    const before = entries.size;
    for (const entry of page)
      entries.set(
        JSON.stringify(entry, (_name, value) => (typeof value === "bigint" ? String(value) : value)),
        entry,
      );
    token = textIn(answer, "ScrollToken");
    fruitless = entries.size > before ? 0 : fruitless + 1;
    const isKnown = token !== undefined && tokens.has(token);
    if (token === undefined || (isKnown && page.length === 0)) return [...entries.values()];
    if (fruitless > 0 && (isKnown || fruitless >= FRUITLESS))
      throw new UserError(`${action} leads from page to page without an end (its ScrollToken brings nothing new): try again later.`);
    tokens.add(token);
  }
}
