import type { Account } from "./account";
import { ACTIONS } from "./actions/index";
import { ApiError } from "./codes";
import { instant } from "./time";

/** A call of a script that was refused. */
export interface FailedCall {
  readonly at: string;
  readonly action: string;
  readonly code: string;
  readonly message: string;
}

const ANSWERS = "scriptAnswers";
const FAILED = "scriptFailures";

/** Makes a call of a script: signature and rates aside, as any client's. What it answers is kept under its name, and so is a refusal. */
export function scriptCall(account: Account, name: string, params: Readonly<Record<string, unknown>>, as: string | null): void {
  const answers = (account.meta.get(ANSWERS) ?? {}) as Record<string, object>;
  try {
    const action = ACTIONS.get(name);
    if (action === undefined) throw new ApiError("InvalidAction", `The action ${name} does not exist.`);
    const answer = action.prepare(filled(params, answers) as object, false).run(account);
    if (as !== null) account.meta.put(ANSWERS, { ...answers, [as]: answer });
  } catch (error) {
    const code = error instanceof ApiError ? error.code : "InternalError";
    const message = error instanceof Error ? error.message : String(error);
    account.meta.put(FAILED, [...failedCalls(account), { at: instant(account.now()), action: name, code, message }]);
  }
}

/** The names under which scripts keep what made a task, by the task's id. */
export function taskNames(account: Account): Map<unknown, string> {
  const answers = Object.entries((account.meta.get(ANSWERS) ?? {}) as Record<string, { TaskId?: number | string }>);
  return new Map(answers.flatMap(([name, { TaskId }]) => (TaskId === undefined ? [] : [[TaskId, name]])));
}

/** The calls of scripts that were refused so far. */
export function failedCalls(account: Account): readonly FailedCall[] {
  return (account.meta.get(FAILED) ?? []) as FailedCall[];
}

/** Parameters with every `$name.Field` replaced by that field of the answer of that name. */
function filled(value: unknown, answers: Readonly<Record<string, object>>): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, answers));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, answers)]));
  const [, name = "", field = ""] = typeof value === "string" ? (/^\$([\w-]+)\.(\w+)$/.exec(value) ?? []) : [];
  if (name === "") return value;
  const answer: unknown = Object.entries(answers[name] ?? {}).find(([key]) => key === field)?.[1];
  if (answer === undefined) throw new ApiError("MissingParameter", `No earlier call answered $${name}.${field}.`);
  return answer;
}
