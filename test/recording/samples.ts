import { type Configuration, configurationOf, type FormatSettings, type Rule, type Template } from "../../provider/recording/configuration";
import type { Target } from "../../provider/recording/levels";
import type { Push } from "../../provider/recording/timetable";

export const P = "push.example.com";

/** A moment of 20 December 2026 in China, `19:30` or `19:30:05`. */
export function at(clock: string): number {
  return Date.parse(`2026-12-20T${clock.length === 5 ? `${clock}:00` : clock}+08:00`);
}

/** `push.example.com/live/s1` as a target. */
export function target(path: string): Target {
  const [domainName = "", appName = "", streamName = ""] = path.split("/");
  return { domainName, appName, streamName };
}

export function push(path: string, start: string, end: string, more: Partial<Push> = {}): Push {
  return { ...target(path), start: at(start), end: at(end), ...more };
}

export function template(key: string, more: Partial<Template> = {}): Template {
  return { origin: `template ${key}`, key, ...more };
}

export function rule(path: string, templateKey: string): Rule {
  return { origin: `rule ${path}`, ...target(path), template: templateKey };
}

/** One template with one format, bound to the whole push domain. */
export function recordAll(
  format: "flv" | "hls" | "mp4" | "aac" | "mp3",
  settings: FormatSettings = {},
  more: Partial<Template> = {},
): Configuration {
  return configurationOf({ templates: [template("t", { [`${format}Param`]: settings, ...more })], rules: [rule(`${P}//`, "t")] });
}
