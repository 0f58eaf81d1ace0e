import { UserError } from "../../core/errors";
import { documentOf, type Plan, refusalsOf, refusalText } from "../../preview/index";
import type { Session } from "../session";
import { confirmed } from "./confirm";
import { strictValves, type ValveArguments } from "./options";
import { showPlan, stopAtValves } from "./show";

export interface AgreeArguments extends ValveArguments {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Shows what will happen; a valve, or the user, may stop it. */
export async function agreed(session: Session, plan: Plan, given: AgreeArguments, question: string): Promise<boolean> {
  const document = documentOf(plan, { refusals: refusalsOf(plan, strictValves(given)), accepted: given.allow ?? [] });
  if (!given.json) showPlan(session, document);
  if (stopAtValves(session, document)) {
    if (given.json) session.json({ ok: false, changes: {}, errors: document.refusals.map(refusalText) });
    return false;
  }
  return given.yes === true || (await confirmed(question));
}

/** Where nobody can be asked, the answer has to be on the command line. */
export function requireYes(session: Session, { yes, json }: Pick<AgreeArguments, "yes" | "json">): void {
  if (yes || (session.terminal.interactive && !json)) return;
  throw new UserError("Nobody can be asked here: add --yes to make the changes, after a look at the preview.");
}
