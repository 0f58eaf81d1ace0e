// Draws docs/demo.png: what `npm run demo` really prints, from its third chapter to its sixth, photographed by a browser.
import { execFileSync } from "node:child_process";
import { AnsiUp } from "ansi_up";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const printed = execFileSync("npm", ["run", "--silent", "demo"], {
  encoding: "utf8",
  env: { ...process.env, FORCE_COLOR: "1", NO_COLOR: undefined },
});
const chapters = printed.split(/\n(?=[^\n]{0,12}\d+\. [A-Z])/);
const text = ["$ npm run demo\n   …", ...chapters.slice(3, 6), "   …"].join("\n");
const page = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; background: #1b1f27 }
  pre { display: inline-block; margin: 0; padding: 18px 26px; font: 14px/1.36 "DejaVu Sans Mono", monospace; color: #d7dce5 }
</style><pre>${new AnsiUp().ansi_to_html(text)}</pre>`;

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const view = await browser.newPage({ deviceScaleFactor: 2 });
  await view.setContent(page);
  await view.locator("pre").screenshot({ path: "docs/demo.png" });
} finally {
  await browser.close();
}
