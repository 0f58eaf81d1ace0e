import type { Happening } from "./happenings";

type Kind = Happening["type"];

/** What comes into effect counts for everything of its moment, and a stream ends before it may begin again. */
const FIRST: readonly Kind[] = ["effect", "break", "unmix"];
/** What begins meets calls, tasks and rules as its moment leaves them. */
const LAST: readonly Kind[] = ["mix", "push"];
/** A push that comes back after exactly its continuation is in time (7.5: "within that many seconds"). */
const AFTER: readonly Kind[] = ["continuationOver"];

const PLACES: ReadonlyMap<Kind, number> = new Map([
  ...FIRST.map((type, index) => [type, index - FIRST.length] as const),
  ...[...LAST, ...AFTER].map((type, index) => [type, index + 1] as const),
]);

/** Place of an event among those of the same moment; equal places keep the order in which they were planned. */
export function placeInMoment({ type }: { readonly type: Kind }): number {
  return PLACES.get(type) ?? 0;
}

/** Whether an event waits until its moment is over, because what is still done in that moment by hand comes before it. */
export function waitsForEnd({ type }: { readonly type: Kind }): boolean {
  return AFTER.includes(type);
}
