import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium; another one is named by CHROMIUM. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];
const ARTIFACTS = join(import.meta.dirname, "../../artifacts");
const HLS = readFileSync(createRequire(import.meta.url).resolve("hls.js/dist/hls.min.js"), "utf8");

const WATCH = readFileSync(join(import.meta.dirname, "watch.js"), "utf8");

const PAGE = `<!doctype html>
<title>Playback</title>
<video id="video" muted width="640" height="360"></video>
<script>${HLS}</script>
<script type="module">${WATCH}</script>`;

/** What a player saw of a playlist from start to end. */
export interface Playback {
  /** Seconds, as the element tells them. */
  readonly duration: number;
  readonly position: number;
  /** Pictures that were decoded. */
  readonly frames: number;
  /** What hls.js complained of, fatal or not. */
  readonly errors: readonly string[];
  /** Jumps of the position that playing does not explain, in seconds. */
  readonly jumps: readonly number[];
  /** How much the last picture varies: nothing is a blank one. */
  readonly contrast: number;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** Where a player stands in a file after it was told to go there, and what it may go to. Seconds. */
export interface Seek {
  readonly duration: number;
  readonly position: number;
  readonly seekable: number;
}

/** Opens a file that the browser plays by itself, and goes to a moment in it. */
export async function seek(browser: Browser, url: string, to: number): Promise<Seek> {
  const page = await browser.newPage();
  try {
    await page.route(new URL("/player.html", url).href, (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
    await page.goto(new URL("/player.html", url).href);
    return (await page.evaluate(`seek(${JSON.stringify({ url, to })})`)) as Seek;
  } finally {
    await page.close();
  }
}

/** Plays a playlist with hls.js in a page of the same origin, `rate` times as fast, and keeps a picture of the end. */
export async function play(browser: Browser, url: string, rate: number, name: string): Promise<Playback> {
  const page = await browser.newPage();
  try {
    const address = new URL("/player.html", url).href;
    await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
    await page.goto(address);
    const seen = (await page.evaluate(`watch(${JSON.stringify({ url, rate })})`)) as Playback;
    mkdirSync(ARTIFACTS, { recursive: true });
    await page.screenshot({ path: join(ARTIFACTS, `playback-${name}.png`) });
    return seen;
  } finally {
    await page.close();
  }
}
