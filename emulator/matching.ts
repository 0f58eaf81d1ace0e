import type { Rule, StreamKey } from "./model";

/** A way in which a rule can name a push, best first. */
export interface Level {
  readonly name: string;
  readonly guideLevel: number | null;
  readonly sourceLevel: number;
  readonly domain: boolean;
  readonly app: boolean;
  readonly stream: boolean;
}

const level = (name: string, guideLevel: number | null, sourceLevel: number): Level => ({
  name,
  guideLevel,
  sourceLevel,
  domain: name.includes("domain"),
  app: name.includes("app"),
  stream: name.includes("stream"),
});

/** The combined order of both documented tables (service facts 7.1); levels without a domain exist only in the older one (S4). */
export const LEVELS: readonly Level[] = [
  level("domain+app+stream", 1, 0),
  level("domain+stream", 2, 0),
  level("app+stream", null, 1),
  level("stream", null, 1),
  level("domain+app", 3, 2),
  level("domain", 4, 2),
  level("app", null, 3),
  level("everything", null, 3),
];

/** The rule that wins for a push, or undefined. `any` is the family's wildcard: `""` for record rules, `*` for time shift. */
export function winner(rules: Iterable<Rule>, push: StreamKey, any: "" | "*"): { rule: Rule; level: Level } | undefined {
  let best: { rule: Rule; level: Level; rank: number } | undefined;
  for (const rule of rules) {
    const domain = rule.DomainName !== any;
    const app = rule.AppName !== any;
    const stream = rule.StreamName !== any;
    if (domain && rule.DomainName !== push.domain) continue;
    if (app && rule.AppName !== push.app) continue;
    if (stream && rule.StreamName !== push.stream) continue;
    const rank = LEVELS.findIndex((one) => one.domain === domain && one.app === app && one.stream === stream);
    const found = LEVELS[rank];
    if (found !== undefined && (best === undefined || rank < best.rank)) best = { rule, level: found, rank };
  }
  return best;
}
