import { messageOf } from "../../core/errors";

interface Said {
  /** Stable, kebab-case: what was looked at. */
  readonly id: string;
  /** What was found, in a sentence. */
  readonly text: string;
}

/** One thing that was looked at. */
export type Diagnosis =
  | (Said & { readonly state: "well"; readonly hint?: undefined })
  /** `hint`: what to do about it. */
  | (Said & { readonly state: "finding"; readonly hint: string })
  /** It could not be looked at, or cannot be told from outside. */
  | (Said & { readonly state: "unknown"; readonly hint?: string });

export function well(id: string, text: string): Diagnosis {
  return { id, state: "well", text };
}

export function finding(id: string, text: string, hint: string): Diagnosis {
  return { id, state: "finding", text, hint };
}

export function unknown(id: string, text: string, hint?: string): Diagnosis {
  return { id, state: "unknown", text, ...(hint === undefined ? {} : { hint }) };
}

/** What a look tells; where the service cannot be asked, that. @param what in the plural, as in "The record rules could not be listed" */
export async function looked(id: string, what: string, look: () => Promise<Diagnosis | Diagnosis[]>): Promise<Diagnosis[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    return [unknown(id, `The ${what} could not be listed: ${messageOf(error)}`)];
  }
}
