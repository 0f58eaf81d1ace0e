import { UserError } from "../../core/errors";

/** Without readable data nothing may be said of a change, least of all that it is harmless. */
export function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${what} cannot be read: it is not JSON. Nothing was changed.`);
  }
}
