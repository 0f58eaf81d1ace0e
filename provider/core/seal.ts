import { createHash, randomBytes } from "node:crypto";
import type { Kind } from "./lifecycle";
import type { Props } from "./schema";

const FORM = /^sha256:([0-9a-f]{16}):[0-9a-f]{64}$/;

function digestWith(salt: string, value: unknown): string {
  return `sha256:${salt}:${createHash("sha256")
    .update(`${salt}:${JSON.stringify(value)}`)
    .digest("hex")}`;
}

/** Whether the stored digest was made of this value. */
export function isSealOf(stored: unknown, value: unknown): boolean {
  const salt = typeof stored === "string" ? FORM.exec(stored)?.[1] : undefined;
  return salt !== undefined && value !== undefined && stored === digestWith(salt, value);
}

/**
 * Puts a salted digest in the place of each secret among the outputs: enough to see that it changed, and nothing to read.
 * An unchanged secret keeps its digest, so that a refresh shows no change.
 */
export function seal(kind: Kind, outs: Props, before: Props): Props {
  const sealed = { ...outs };
  for (const name of kind.secretFields) {
    const value = outs[name];
    if (value === undefined || (typeof value === "string" && FORM.test(value))) continue;
    sealed[name] = isSealOf(before[name], value) ? before[name] : digestWith(randomBytes(8).toString("hex"), value);
  }
  return sealed;
}
