/** An integer by which the service names something, up to 64 bits: a number where that is exact, else a bigint. */
export type Id = number | bigint;

/** The largest id, an unsigned integer of 64 bits. */
export const MAX_ID = 2n ** 64n - 1n;

export function idOf(value: bigint): Id {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

/** An id as it is shown outside JSON of the service: digits as text where a number is not exact. */
export type ShownId = number | string;

export function shownId<T extends Id | string>(id: T): ShownId {
  return typeof id === "number" ? id : String(id);
}
