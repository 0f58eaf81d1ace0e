import { describe, expect, it } from "vitest";
import { inferences } from "./inferences/index";
import { unsettled } from "./inferences/unsettled";
import { inferredRows, pointsAt } from "./inferred";

const rows = inferredRows();
const settling = inferences.flatMap(({ settles }) => settles);
const given = unsettled.flatMap((one) => one.rows);

describe("what the emulator infers", () => {
  it("is settled by an observation at the service, or there is a reason why it is not", () => {
    const open = rows.filter((row) => ![...settling, ...given].some((key) => pointsAt(key, row)));
    expect(open.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
    expect(rows.length).toBeGreaterThan(100);
  });

  it("is what the lists point at: no entry of them is stale", () => {
    expect([...settling, ...given].filter((key) => !rows.some((row) => pointsAt(key, row)))).toEqual([]);
  });

  it("is observed under ids of their own", () => {
    expect(new Set(inferences.map(({ id }) => id)).size).toBe(inferences.length);
  });
});
