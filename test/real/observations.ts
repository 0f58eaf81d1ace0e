import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LeftOut, lacking, type Stage } from "../resources/place";
import { inferences } from "./inferences/index";
import { unsettled } from "./inferences/unsettled";
import type { Service } from "./service";

/** What was seen of one inference. */
export interface Observation {
  readonly id: string;
  readonly question: string;
  readonly assumed: string;
  readonly observed: string;
}

/**
 * Observes what no document states. Registers its tests with vitest.
 * @param seen is given every observation; at the service a difference is a finding and no failure
 * @param mustAgree the place is one that does what is assumed
 */
export function observationSuite(service: Service, seen: Observation[], mustAgree: boolean): LeftOut[] {
  const leftOut: LeftOut[] = [];
  let stage: Stage;
  describe("what no document states", () => {
    beforeEach(async () => {
      stage = await service.open();
    });
    afterEach(() => stage.close());

    for (const { id, question, assumed, needs, observe } of inferences) {
      const lacks = lacking(service, [needs]);
      if (lacks === undefined)
        it(id, async () => {
          const observed = await observe(stage.engine.ctx, stage.world);
          seen.push({ id, question, assumed, observed });
          if (mustAgree) expect(observed, question).toBe(assumed);
        });
      else leftOut.push({ step: `${id}: ${question}`, lacks });
    }
  });
  return leftOut;
}

/** The observations, and what stays open, in lines for whoever runs the suite. */
export function reportLines(seen: readonly Observation[]): string[] {
  const differing = seen.filter(({ assumed, observed }) => assumed !== observed);
  return [
    `${seen.length - differing.length} of ${seen.length} observations as assumed`,
    ...seen.flatMap(({ id, question, assumed, observed }) => {
      const rows = inferences.find((inference) => inference.id === id)?.settles ?? [];
      const told =
        observed === assumed
          ? `as assumed  ${id}: ${question} ${observed}`
          : `DIFFERS     ${id}: ${question} Observed: ${observed}; assumed: ${assumed}`;
      return [told, ...rows.map((row) => `              ${row}`)];
    }),
    "not settled by this suite:",
    ...unsettled.flatMap(({ why, rows }) => [`  ${why}:`, ...rows.map((row) => `    ${row}`)]),
  ];
}
