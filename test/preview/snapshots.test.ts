import { expect, it } from "vitest";
import { planOfTexts } from "./goldens";

const P = "p.example.com";
const template = (more = "", name = "covers") =>
  `snapshotTemplates: { ${name}: { cosAppId: 1250000065, cosBucket: covers, cosRegion: ap-guangzhou${more} } }\n`;
const rules = (...entries: string[]) => `domains: { ${P}: { snapshots: [${entries.join(", ")}] } }\n`;
const RULE = "{ app: live, template: covers }";
const said = (before: string, after: string) =>
  planOfTexts(`version: 1\n${before}`, `version: 1\n${after}`).findings.flatMap(({ kind, severity, risk, text }) =>
    kind === "takes-effect" ? [] : [`${severity} ${risk}: ${text}`],
  );

it("snapshots that begin or end are said so", () => {
  expect(said(template(), template() + rules(RULE))).toEqual([
    `info none: Every stream of ${P}/live will have snapshots taken every 10 s, into bucket covers-1250000065 in ap-guangzhou.`,
  ]);
  expect(said(template() + rules(RULE), template())).toEqual([
    `warning none: Every stream of ${P}/live will have no snapshots taken any more; pictures that exist stay in their bucket.`,
  ]);
  expect(said("", rules("{ template: 77 }"))).toEqual([
    `info none: Every stream of ${P} will have snapshots taken with template 77, which is not declared here.`,
  ]);
});

it.each([
  [
    ", cosBucket: other",
    "warning",
    "into bucket other-1250000065 in ap-guangzhou instead of bucket covers-1250000065 in ap-guangzhou, where",
  ],
  [", snapshotInterval: 60", "info", "every 1 min instead of every 10 s."],
  [", cosPrefix: /x", "info", "in folder /x instead of /{Year}-{Month}-{Day}."],
  [", cosFileName: x", "info", "under the name x instead of {StreamID}-"],
  [", width: 640", "info", "in the size 640×* instead of that of the stream."],
  [", pornFlag: true", "info", "and moderated."],
])("snapshots that change with %j are said to be taken otherwise", (more, severity, words) => {
  const next = template(more).replace("cosBucket: covers, ", more.includes("cosBucket") ? "" : "cosBucket: covers, ");
  const [text, ...others] = said(template() + rules(RULE), next + rules(RULE));
  expect(others).toEqual([]);
  expect(text).toContain(`${severity} none: Every stream of ${P}/live will have snapshots taken ${words}`);
  // A template that binds nothing takes no pictures.
  expect(said(template(), next)).toEqual([]);
});

it("a template that is not declared here is said so, and the same one is no change", () => {
  expect(said(template() + rules(RULE), template() + rules("{ app: live, template: 77 }")).join()).toContain(
    "with another template; 77 is not declared here, so what changes cannot be told",
  );
  expect(said(rules("{ template: 77 }"), rules("{ template: 77 }"))).toEqual([]);
});
