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

/** All pages of a list that the service hands out by `ScrollToken`. @param ask one page; its parameter is what the token adds to the request */
export async function scrolled(action: string, field: string, ask: (token: Props) => Promise<Answer>): Promise<Props[]> {
  const entries: Props[] = [];
  let token: string | undefined;
  do {
    const answer = await ask(token === undefined ? {} : { ScrollToken: token });
    entries.push(...listIn(action, answer, field));
    token = textIn(answer, "ScrollToken");
  } while (token !== undefined);
  return entries;
}
