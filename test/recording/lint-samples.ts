import { type Configuration, configurationOf } from "../../provider/recording/configuration";
import type { LintContext } from "../../provider/recording/lint";
import { at, P, rule, template } from "./samples";

export type Case = readonly [Partial<Configuration>, LintContext?];

/** One configuration that a rule objects to, and a like one that it lets pass. */
export interface LintCase {
  readonly bad: Case;
  readonly good: Case;
}

export function configurationIn([parts]: Case): Configuration {
  return configurationOf(parts);
}

export const HOUR = 3600;
export const NOW = at("12:00");
export const Q = "q.example.com";

export const hls = template("hls", { hlsParam: { storageTime: 86_400 } });
export const norecord = template("norecord");
export const window = (start: string, end: string) => ({
  startTime: `2026-12-20T${start}:00+08:00`,
  endTime: `2026-12-20T${end}:00+08:00`,
});
export const stream = { domainName: P, appName: "live", streamName: "final" };
export const timed = (origin: string, start: string, end: string, more: object = {}) => ({
  origin,
  ...stream,
  ...window(start, end),
  ...more,
});
export const task = (origin: string, start: string, end: string, more: object = {}) => ({
  ...timed(origin, start, end),
  template: "hls",
  ...more,
});
export const clip = (more: object = {}) => ({
  origin: "clip",
  streamId: "final",
  host: "play.example.com",
  ...window("10:00", "10:30"),
  ...more,
});
export const shift = {
  timeShiftTemplates: [{ origin: "shift", key: "shift", duration: 604_800 }],
  timeShiftRules: [rule(`${P}//`, "shift")],
};
export const event = { ...stream, name: "the final", start: at("19:30"), end: at("22:00") };
export const callback = {
  origin: "callback",
  key: "c",
  recordNotifyUrl: "https://example.com/files",
  recordExceptionNotifyUrl: "https://example.com/failures",
};
export const bound = { callbackRules: [{ origin: "bound", domainName: P, appName: "live", template: "c" }] };
export const oneTemplate = (more: object): Case => [{ templates: [template("t", more)] }];
export const ruled = (more: object = {}) => ({
  templates: [template("hls", { hlsParam: { storageTime: 86_400 }, ...more })],
  rules: [rule(`${P}//`, "hls")],
});
export const times = (count: number) => Array.from({ length: count }, (_, index) => index);
