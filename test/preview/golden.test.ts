import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderMarkdown, renderText } from "../../provider/preview/index";
import { documentOfTopic, topics } from "./goldens";

const folder = join(import.meta.dirname, "golden");

function compare(name: string, text: string): void {
  const file = join(folder, name);
  if (process.env["UPDATE_GOLDEN"] || !existsSync(file)) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
}

describe("the previews of real changes", () => {
  it.each(topics)("%s reads as it was read aloud", (topic) => {
    const document = documentOfTopic(topic);
    compare(`${topic}.golden.md`, renderMarkdown(document));
    compare(`${topic}.golden.txt`, `${renderText(document, { width: 80 })}\n`);
  });
});
