import { describe, expect, it } from "vitest";
import { planOfTexts } from "./goldens";

describe("a list in a declaration", () => {
  const hooks = (levels: string) =>
    `version: 1\ncallbackTemplates: { hooks: { recordExceptionNotifyUrl: "https://h.example.com", recordExceptionLevels: ${levels} } }
domains: { push.example.com: { callbacks: [{ template: hooks }] } }\n`;
  const highlight = (triggers: string) =>
    `version: 1\nhighlights: { goal: { stream: push.example.com/live/final, triggers: ${triggers} } }\n`;
  const said = (before: string, after: string) => planOfTexts(before, after).findings.map(({ kind }) => kind);

  it("of levels is read entry by entry: a level that is dropped is told, another order is not", () => {
    expect(said(hooks("[error, warning]"), hooks("[warning]"))).toEqual(["alerts-stop", "takes-effect"]);
    expect(said(hooks("[error, warning]"), hooks("[warning, error]"))).toEqual([]);
  });

  it("of a highlight's triggers is read entry by entry: another one begins another recording", () => {
    expect(said(highlight('["1:0"]'), highlight('["1:0", "2:0"]'))).toContain("highlight-starts");
    expect(said(highlight('["1:0"]'), highlight('["1:0"]'))).toEqual([]);
  });
});
