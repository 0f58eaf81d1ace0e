import { isProps } from "./schema";

/**
 * What the engine puts in the place of a value that is not known before the run (`@pulumi/pulumi` runtime/rpc, `unknownValue`).
 * It stands at any depth and in the place of any type, and only in a preview.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isProps(value) && Object.values(value).some(hasUnknown);
}
