import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readScript } from "../../emulator/index";
import { checkManifest, lineOf, readTimetable } from "../../provider/manifest/index";
import { sectionsOf } from "../../provider/manifest/sections";
import { LINT_RULES } from "../../provider/recording/lint/index";
import { kinds } from "../../provider/resources/index";

const page = (name: string) => readFileSync(join(import.meta.dirname, "..", "..", "docs", name), "utf8");

/** The YAML in a page, with the number of the line above it, and with what stands behind `yaml`. */
function snippets(name: string, sort: string): (readonly [string, string])[] {
  const text = page(name);
  return [...text.matchAll(/^```yaml *(\S*)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === sort)
    .map(({ 2: snippet = "", index }) => [`${name}:${text.slice(0, index).split("\n").length}`, snippet]);
}

describe("the pages about manifests", () => {
  it.each([...snippets("manifest.md", ""), ...snippets("lint.md", "")])("show only manifests that are right: %s", (file, text) => {
    const { problems, resources, ignoredFindings } = checkManifest([{ file, text }], kinds);
    expect(problems.map(lineOf)).toEqual([]);
    expect(resources.length).toBeGreaterThan(0);
    const ids = LINT_RULES.map(({ id }) => id);
    for (const { id } of ignoredFindings) expect(ids).toContain(id);
  });

  it.each(snippets("manifest.md", "timetable"))("show only timetables that both readers take: %s", (file, text) => {
    expect(readTimetable({ file, text }).pushes.length).toBeGreaterThan(0);
    expect(readScript(text).doings.length).toBeGreaterThan(0);
  });

  it("tell of every section", () => {
    const text = page("manifest.md");
    for (const { key } of sectionsOf(kinds)) expect(text).toMatch(new RegExp(`^ *${key}:`, "m"));
  });

  it("link to pages that exist", () => {
    for (const [, target = ""] of page("manifest.md").matchAll(/\]\(([\w/.]+\.md)\)/g)) expect(page(target)).not.toBe("");
  });
});
