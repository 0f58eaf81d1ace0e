import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import {
  COMMENT_LIMITS,
  documentOf,
  fitMarkdown,
  type PreviewDocument,
  refusalsOf,
  renderHtml,
  renderMarkdown,
  renderText,
} from "../../provider/preview/index";
import { documentOfTopic, NOW, planOfTexts, planOfTopic, topics } from "./goldens";
import { diagramOf } from "./mermaid";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "schema", "preview.schema.json"), "utf8"));
const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

const chartIn = (markdown: string) => /```mermaid\n([\s\S]*?)\n```/.exec(markdown)?.[1];

describe("the JSON form", () => {
  it.each(topics)("follows its schema: %s", (topic) => {
    const plan = planOfTopic(topic);
    const refusals = refusalsOf(plan, { forbid: ["data-loss", "double"], allow: [], maxDeletions: 0 });
    validate(JSON.parse(JSON.stringify(documentOf(plan, { refusals, digest: `sha256:${"0".repeat(64)}` }))));
    expect(validate.errors).toBe(null);
  });
});

describe("Markdown", () => {
  it("has a timeline that Mermaid reads wherever windows change", async () => {
    const charts = topics.flatMap((topic) => chartIn(renderMarkdown(documentOfTopic(topic))) ?? []);
    expect(charts.length).toBeGreaterThanOrEqual(3);
    for (const chart of charts) expect(await diagramOf(chart)).toBe("gantt");
  });

  it("keeps a chart readable for Mermaid, whatever names there are", async () => {
    const schedule = (name: string) =>
      `version: 1\nschedule:\n  "${name}": { using: CreateLiveRecord, stream: push.example.com/live/a-b_c.d, start: 2026-12-24T20:00Z, end: 2026-12-24T21:00Z }\n`;
    for (const name of ["done,x", "crit", "section", "a#b;c", "%%{init}%%", "年终晚会", "click", "end", "title"]) {
      const chart = chartIn(renderMarkdown(documentOf(planOfTexts("version: 1\n", schedule(name))))) ?? "";
      expect(await diagramOf(chart), chart).toBe("gantt");
    }
  });

  it("is told by Mermaid when a chart is not well-formed, so that the tests above mean something", async () => {
    await expect(diagramOf("gantt\n  section a\n  b :c, d, e, f: : g\n  }{")).rejects.toThrow();
  });

  it("lets no name become Markdown, HTML or a mention", () => {
    const after = `version: 1\ntemplates: { t: { hlsParam: { vodFileName: "a|b \`c\` <img src=x> @team" } } }\ndomains: { push.example.com: { record: [{ app: "@team", stream: "a_b|[c](d)", template: t }] } }\n`;
    const text = renderMarkdown(documentOf(planOfTexts("version: 1\n", after)));
    const outsideOfCode = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");
    expect(outsideOfCode).not.toMatch(/<img|(?<!\\)\[c|@team/);
    const before = after.replace("a|b `c` <img src=x> @team", "other");
    const table = renderMarkdown(documentOf(planOfTexts(before, after)));
    const row = table.split("\n").find((line) => line.includes("vodFileName")) ?? "";
    expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
  });

  it("is found again by a hidden line, whatever the stack is called", () => {
    expect(renderMarkdown({ ...documentOfTopic(topics[0] ?? ""), stack: "org/season/dev" })).toMatch(
      /^<!-- liverec:org\/season\/dev -->\n/,
    );
    expect(renderMarkdown({ ...documentOfTopic(topics[0] ?? ""), stack: "a-->b" }).split("\n")[0]).toMatch(
      /^<!-- liverec:(?:(?!-->).)* -->$/,
    );
  });

  it("says it when nothing changes", () => {
    expect(renderMarkdown(documentOf(planOfTexts("version: 1\n", "version: 1\n")))).toContain("Nothing changes.");
  });
});

/** Very many of everything. */
function flood(count: number, severity: "danger" | "warning" | "info"): PreviewDocument {
  const document = documentOfTopic("004-the-final");
  const finding = { kind: "recording-stops", risk: "not-recorded", possible: [], effect: "next-push" } as const;
  const text = (index: number) => `push.example.com/live/stream-${index} ${"will no longer be recorded ".repeat(4)}.`;
  const field = { path: "hlsParam.storageTime", before: 1, after: 2, replaces: false, unit: "seconds" };
  return {
    ...document,
    findings: Array.from({ length: count }, (_, index) => ({ ...finding, severity, subjects: [`${index}`], text: text(index) })),
    resources: Array.from({ length: count }, (_, index) => ({
      operation: "update" as const,
      kind: "RecordTemplate",
      name: `t${index}`,
      note: null,
      fields: [field],
    })),
  };
}

describe("a comment that would be too long", () => {
  it("sheds the least important first and says so", () => {
    const { length } = COMMENT_LIMITS.github;
    const [some, many] = [fitMarkdown(flood(300, "danger"), "github"), fitMarkdown(flood(5000, "danger"), "github")];
    expect(some.length).toBeLessThanOrEqual(length);
    expect(many.length).toBeLessThanOrEqual(length);
    expect(some.match(/🔴/g)).toHaveLength(300);
    expect(some).toMatch(/Left out because a comment may only be so long: .*the changed fields/);
    const [shown, left] = [many.match(/🔴/g)?.length ?? 0, Number(/(\d+) dangers/.exec(many)?.[1])];
    expect(shown + left).toBe(5000);
  });

  it("sheds no more than it must, and remarks after the table of hours and the resources", () => {
    const { length } = COMMENT_LIMITS.github;
    const hour = (index: number) => {
      const before = [{ format: "HLS", text: "HLS", gigabytes: 1, keptSeconds: 86_400 }];
      return { streams: `streams of push.example.com/an-app-with-a-long-name-${index}`, before, after: [] };
    };
    const hours = Array.from({ length: 2000 }, (_, index) => hour(index));
    const remarks = fitMarkdown({ ...flood(150, "info"), resources: flood(3000, "info").resources, hours }, "github");
    expect(remarks.length).toBeLessThanOrEqual(length);
    expect(remarks.length).toBeGreaterThan(length * 0.99);
    expect(remarks.match(/⚪/g)).toHaveLength(150);
    expect(remarks).toContain("an-app-with-a-long-name-19 |");
    expect(remarks).toContain("what an hour of push gives for 1980 more streams");
    const [rows, left] = [remarks.match(/RecordTemplate/g)?.length ?? 0, Number(/(\d+) resources/.exec(remarks)?.[1])];
    expect([rows > 100, rows + left]).toEqual([true, 3000]);
    const flooded = fitMarkdown({ ...flood(3000, "info"), hours }, "github");
    expect(flooded.length).toBeGreaterThan(length * 0.99);
    expect((flooded.match(/⚪/g)?.length ?? 0) + Number(/(\d+) remarks/.exec(flooded)?.[1])).toBe(3000);
  });

  it("says that changed fields were left out also where some resources have none", () => {
    const { resources, ...rest } = flood(300, "danger");
    const some = fitMarkdown({ ...rest, resources: resources.map((one, index) => (index === 0 ? { ...one, fields: [] } : one)) }, "github");
    expect(some).toMatch(/Left out because a comment may only be so long: .*the changed fields/);
    const none = fitMarkdown({ ...rest, resources: resources.map((one) => ({ ...one, fields: [] })) }, "github");
    expect(none).not.toContain("the changed fields");
  });

  it.each([500, 2_000, 8_000, 65_536])("fits %d characters", (length) => {
    for (const severity of ["danger", "warning", "info"] as const) {
      for (const count of [0, 10, 1000]) {
        const text = fitMarkdown(flood(count, severity), "gitee", { length, unit: "bytes" });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(length);
        expect(text).toMatch(/^<!-- liverec:/);
      }
    }
  });

  it("is shown whole where there is room", () => {
    const document = documentOfTopic("004-the-final");
    expect(fitMarkdown(document, "github")).toBe(renderMarkdown(document));
  });
});

describe("the text for terminals", () => {
  it.each([40, 60, 80, 200])("fits %d columns", (width) => {
    for (const topic of topics) {
      const lines = renderText(documentOfTopic(topic), { width }).split("\n");
      const long = lines.filter(
        (line) => line.length > width && line.trim().split(" ").length > 3 && !/^ {2}[-+~±] |GB|hours|at most/.test(line),
      );
      expect(long, `${topic} at ${width}`).toEqual([]);
    }
  });

  it("has colours only when they are asked for", () => {
    const document = documentOfTopic("001-keep-shorter");
    const code = String.fromCharCode(27);
    expect(renderText(document, { colors: true })).toContain(`${code}[`);
    expect(renderText(document)).not.toContain(code);
  });
});

describe("the page", () => {
  it.each(topics)("stands alone and lets no name become HTML: %s", (topic) => {
    const page = renderHtml(documentOfTopic(topic));
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|\ssrc=|href=|url\(|@import/);
  });

  it("shows names as they are", () => {
    const document = documentOfTopic("004-the-final");
    const bar = {
      stream: "<b>x</b>",
      name: '"><img>',
      start: "2026-12-20T11:00:00Z",
      end: "2026-12-20T12:00:00Z",
      state: "added",
    } as const;
    const page = renderHtml({ ...document, stack: "<i>", timeline: { timeZone: "UTC", bars: [bar] } });
    expect(page).not.toMatch(/<b>|<img|<i>/);
  });

  it("draws windows that are months apart", () => {
    const bars = [1, 2, 11].map((month) => {
      const day = `2026-${String(month).padStart(2, "0")}-05`;
      return { stream: "a", name: `m${month}`, start: `${day}T10:00:00Z`, end: `${day}T12:00:00Z`, state: "added" as const };
    });
    const page = renderHtml({ ...documentOfTopic("004-the-final"), at: new Date(NOW).toISOString(), timeline: { timeZone: "UTC", bars } });
    expect(page.match(/class="day"/g)).toHaveLength(3);
    expect(page).not.toContain("NaN");
  });
});
