import { type Configuration, configurationOf } from "../../provider/recording/configuration";
import type { LintContext } from "../../provider/recording/lint";
import { at, P, rule, target, template } from "./samples";

type Case = readonly [Partial<Configuration>, LintContext?];

/** One configuration that a rule objects to, and a like one that it lets pass. */
export interface LintCase {
  readonly bad: Case;
  readonly good: Case;
}

const HOUR = 3600;
const NOW = at("12:00");
const Q = "q.example.com";

const hls = template("hls", { hlsParam: { storageTime: 86_400 } });
const norecord = template("norecord");
const window = (start: string, end: string) => ({ startTime: `2026-12-20T${start}:00+08:00`, endTime: `2026-12-20T${end}:00+08:00` });
const stream = { domainName: P, appName: "live", streamName: "final" };
const timed = (origin: string, start: string, end: string, more: object = {}) => ({ origin, ...stream, ...window(start, end), ...more });
const task = (origin: string, start: string, end: string, more: object = {}) => ({
  ...timed(origin, start, end),
  template: "hls",
  ...more,
});
const clip = (more: object = {}) => ({ origin: "clip", streamId: "final", host: "play.example.com", ...window("10:00", "10:30"), ...more });
const shift = { timeShiftTemplates: [{ origin: "shift", key: "shift", duration: 604_800 }], timeShiftRules: [rule(`${P}//`, "shift")] };
const event = { ...stream, name: "the final", start: at("19:30"), end: at("22:00") };
const callback = {
  origin: "callback",
  key: "c",
  recordNotifyUrl: "https://example.com/files",
  recordExceptionNotifyUrl: "https://example.com/failures",
};
const bound = { callbackRules: [{ origin: "bound", domainName: P, appName: "live", template: "c" }] };
const oneTemplate = (more: object): Case => [{ templates: [template("t", more)] }];
const ruled = (more: object = {}) => ({
  templates: [template("hls", { hlsParam: { storageTime: 86_400 }, ...more })],
  rules: [rule(`${P}//`, "hls")],
});
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

export const LINT_CASES: Readonly<Record<string, LintCase>> = {
  "duplicate-rule": {
    bad: [{ rules: [rule(`${P}/live/`, "a"), rule(`${P}/live/`, "b")] }],
    good: [{ rules: [rule(`${P}/live/`, "a"), rule(`${P}//`, "b")] }],
  },
  "rule-without-domain": { bad: [{ rules: [rule("//s", "a")] }], good: [{ rules: [rule(`${P}//s`, "a")] }] },
  "rule-for-unknown-domain": {
    bad: [{ rules: [rule(`${Q}//`, "a")] }, { domains: [P] }],
    good: [{ rules: [rule(`${P}//`, "a")] }, { domains: [P] }],
  },
  "rule-never-wins": {
    bad: [{ rules: [rule(`${P}//`, "a"), rule(`${P}/live/`, "b")] }, { streams: [target(`${P}/live/x`)], closed: true }],
    good: [{ rules: [rule(`${P}//`, "a"), rule(`${P}/live/`, "b")] }, { streams: [target(`${P}/live/x`)] }],
  },
  "shadowed-rule": {
    bad: [{ rules: [rule(`${P}/live/`, "a"), rule(`${P}//final`, "b")] }],
    good: [{ rules: [rule(`${P}/live/`, "a"), rule(`${P}/live/final`, "b")] }],
  },
  "rule-says-nothing-new": {
    bad: [{ rules: [rule(`${P}//`, "a"), rule(`${P}/live/`, "a")] }],
    good: [{ rules: [rule(`${P}//`, "a"), rule(`${P}/live/`, "b"), rule(`${P}//final`, "a")] }],
  },
  "unknown-template": { bad: [{ rules: [rule(`${P}//`, "hsl")], templates: [hls] }], good: [ruled()] },
  "unused-template": { bad: [{ templates: [hls] }], good: [ruled()] },
  "norecord-on-domain": {
    bad: [{ templates: [norecord], rules: [rule(`${P}//`, "norecord")] }],
    good: [{ templates: [norecord], rules: [rule(`${P}//backstage`, "norecord")] }],
  },
  "many-exempt-streams": {
    bad: [{ templates: [norecord], rules: times(5).map((index) => rule(`${P}//s${index}`, "norecord")) }],
    good: [{ templates: [norecord], rules: times(4).map((index) => rule(`${P}//s${index}`, "norecord")) }],
  },
  "all-formats-off": { bad: oneTemplate({ flvParam: { enable: false } }), good: oneTemplate({}) },
  "continuation-without-hls": {
    bad: oneTemplate({ flvParam: {}, hlsSpecialParam: { flowContinueDuration: 60 } }),
    good: oneTemplate({ hlsParam: {}, hlsSpecialParam: { flowContinueDuration: 60 } }),
  },
  "many-pieces": { bad: oneTemplate({ hlsParam: {} }), good: oneTemplate({ hlsParam: {}, hlsSpecialParam: { flowContinueDuration: 60 } }) },
  "long-continuation": {
    bad: oneTemplate({ hlsParam: {}, hlsSpecialParam: { flowContinueDuration: 1800 } }),
    good: oneTemplate({ hlsParam: {}, hlsSpecialParam: { flowContinueDuration: 300 } }),
  },
  "hls-interval-ignored": {
    bad: oneTemplate({ hlsParam: { recordInterval: HOUR } }),
    good: oneTemplate({ mp4Param: { recordInterval: HOUR } }),
  },
  "many-small-files": { bad: oneTemplate({ flvParam: { recordInterval: 60 } }), good: oneTemplate({ flvParam: { recordInterval: 600 } }) },
  "file-name-not-unique": {
    bad: oneTemplate({ flvParam: { vodFileName: "{StreamID}-{StartHour}" } }),
    good: oneTemplate({ flvParam: { vodFileName: "{StreamID}-{StartHour}{StartMinute}{StartSecond}" } }),
  },
  "unknown-placeholder": {
    bad: oneTemplate({ flvParam: { vodFileName: "{Stream}-{StartSecond}" } }),
    good: oneTemplate({ flvParam: { vodFileName: "{StreamID}-{StartSecond}" } }),
  },
  "watermark-on-slow-live": {
    bad: oneTemplate({ flvParam: {}, isDelayLive: true, removeWatermark: true }),
    good: oneTemplate({ flvParam: {}, removeWatermark: true }),
  },
  "upload-without-flv": {
    bad: oneTemplate({ mp4Param: {}, flvSpecialParam: { uploadInRecording: true } }),
    good: oneTemplate({ flvParam: {}, flvSpecialParam: { uploadInRecording: true } }),
  },
  "permanent-by-default": {
    bad: oneTemplate({ mp4Param: {} }),
    good: oneTemplate({ mp4Param: { storageTime: 0 }, hlsParam: { storageTime: 60 } }),
  },
  "retention-under-policy": {
    bad: [{ templates: [hls] }, { policy: { minimum: 7 * 86_400 } }],
    good: [{ templates: [hls] }, { policy: { minimum: 86_400 } }],
  },
  "retention-over-policy": {
    bad: [{ templates: [template("t", { hlsParam: {} })] }, { policy: { maximum: 86_400 } }],
    good: [{ templates: [hls] }, { policy: { maximum: 86_400 } }],
  },
  "cos-incomplete": {
    bad: oneTemplate({ cosStore: true, mp4Param: { cosBucketName: "b", cosBucketRegion: "ap-guangzhou", cosBucketPath: "no-slash" } }),
    good: oneTemplate({ cosStore: true, mp4Param: { cosBucketName: "b", cosBucketRegion: "ap-guangzhou", cosBucketPath: "/live" } }),
  },
  "cos-not-switched-on": {
    bad: oneTemplate({ mp4Param: { cosBucketName: "b" } }),
    good: oneTemplate({ cosStore: true, mp4Param: { cosBucketName: "b" } }),
  },
  "retention-in-cos": {
    bad: oneTemplate({ cosStore: true, mp4Param: { storageTime: 60 } }),
    good: oneTemplate({ mp4Param: { storageTime: 60 } }),
  },
  "ambiguous-time": {
    bad: [{ tasks: [{ ...task("t", "19:00", "20:00"), startTime: "2026-12-20T19:00" }] }],
    good: [{ tasks: [{ ...task("t", "19:00", "20:00"), startTime: "2026-12-20T19:00", timeZone: "Asia/Shanghai" }] }],
  },
  "window-ends-before-start": { bad: [{ timed: [timed("t", "23:00", "01:00")] }], good: [{ timed: [timed("t", "01:00", "23:00")] }] },
  "window-over-a-day": {
    bad: [{ tasks: [task("t", "10:00", "11:00", { endTime: "2026-12-21T10:01:00+08:00" })] }],
    good: [{ tasks: [task("t", "10:00", "11:00", { endTime: "2026-12-21T10:00:00+08:00" })] }],
  },
  "window-over": {
    bad: [{ timed: [timed("t", "10:00", "11:00")] }, { now: NOW }],
    good: [{ timed: [timed("t", "10:00", "13:00")] }, { now: NOW }],
  },
  "beyond-horizon": {
    bad: [{ tasks: [task("t", "10:00", "11:00")] }, { now: NOW - 8 * 86_400_000 }],
    good: [{ tasks: [task("t", "10:00", "11:00")] }, { now: NOW - 2 * 86_400_000 }],
  },
  "created-too-late": {
    bad: [{ tasks: [task("t", "12:10", "13:00")] }, { now: NOW }],
    good: [{ tasks: [task("t", "13:00", "14:00")] }, { now: NOW }],
  },
  "starts-with-event": {
    bad: [{ tasks: [task("t", "19:30", "22:30")] }, { events: [event] }],
    good: [{ tasks: [task("t", "19:20", "22:30")] }, { events: [event] }],
  },
  "ends-before-event": {
    bad: [{ tasks: [task("t", "19:20", "21:50")] }, { events: [event] }],
    good: [{ tasks: [task("t", "19:20", "21:50"), task("u", "21:45", "22:10")] }, { events: [event] }],
  },
  "double-recording": {
    bad: [{ ...ruled(), tasks: [task("t", "19:00", "20:00")] }],
    good: [
      { templates: [hls, norecord], rules: [rule(`${P}//`, "hls"), rule(`${P}//final`, "norecord")], tasks: [task("t", "19:00", "20:00")] },
    ],
  },
  "overlapping-tasks": {
    bad: [{ timed: [timed("t", "19:00", "20:00")], tasks: [task("u", "19:59", "21:00")] }],
    good: [{ timed: [timed("t", "19:00", "20:00")], tasks: [task("u", "20:00", "21:00")] }],
  },
  "too-many-recorders": {
    bad: [{ tasks: times(4).map((index) => task(`t${index}`, "19:00", "20:00")) }],
    good: [{ tasks: [...times(3).map((index) => task(`t${index}`, "19:00", "20:00")), task("t3", "20:00", "21:00")] }],
  },
  "domain-missing": {
    bad: [{ timed: [timed("t", "19:00", "20:00", { domainName: undefined })] }, { domains: [P, Q] }],
    good: [{ timed: [timed("t", "19:00", "20:00", { domainName: undefined })] }, { domains: [P] }],
  },
  "timed-overseas": {
    bad: [{ timed: [timed("t", "19:00", "20:00")] }, { streams: [{ ...stream, overseas: true }] }],
    good: [{ tasks: [task("t", "19:00", "20:00")] }, { streams: [{ ...stream, overseas: true }] }],
  },
  "mixed-families": {
    bad: [{ timed: [timed("t", "19:00", "20:00")], tasks: [task("u", "21:00", "22:00")] }],
    good: [{ tasks: [task("u", "21:00", "22:00")] }],
  },
  "older-family": { bad: [{ timed: [timed("t", "19:00", "20:00")] }], good: [{ tasks: [task("u", "21:00", "22:00")] }] },
  "task-template-unknown": {
    bad: [{ templates: [hls], tasks: [task("t", "19:00", "20:00", { template: "hsl" })] }],
    good: [{ templates: [hls], tasks: [task("t", "19:00", "20:00")] }],
  },
  "task-records-nothing": {
    bad: [{ templates: [norecord], tasks: [task("t", "19:00", "20:00", { template: "norecord" })] }],
    good: [{ templates: [hls], tasks: [task("t", "19:00", "20:00")] }],
  },
  "highlight-too-long": {
    bad: [{ highlights: [{ origin: "h", ...stream, duration: 900 }] }],
    good: [{ highlights: [{ origin: "h", ...stream, duration: 300 }] }],
  },
  "task-ends-at-break": {
    bad: [{ ...ruled({ hlsSpecialParam: { flowContinueDuration: 60 } }), tasks: [task("t", "19:00", "20:00")] }],
    good: [{ ...ruled(), tasks: [task("t", "19:00", "20:00")] }],
  },
  "continuation-without-sound": {
    bad: [ruled({ hlsSpecialParam: { flowContinueDuration: 60 } }), { streams: [{ ...stream, audio: false }] }],
    good: [ruled({ hlsSpecialParam: { flowContinueDuration: 60 } }), { streams: [{ ...stream, audio: true }] }],
  },
  "sound-format-without-sound": {
    bad: [ruled({ aacParam: {} }), { streams: [{ ...stream, audio: false }] }],
    good: [ruled({ aacParam: {} }), { streams: [stream] }],
  },
  "interval-longer-than-event": {
    bad: [ruled({ mp4Param: { recordInterval: 43_200 } }), { events: [event] }],
    good: [ruled({ mp4Param: { recordInterval: HOUR } }), { events: [event] }],
  },
  "event-not-recorded": { bad: [{ tasks: [task("t", "10:00", "11:00")] }, { events: [event] }], good: [ruled(), { events: [event] }] },
  "clip-without-time-shift": { bad: [{ clips: [clip()] }], good: [{ ...shift, clips: [clip()] }] },
  "clip-out-of-reach": {
    bad: [{ ...shift, clips: [clip()] }, { now: NOW + 8 * 86_400_000 }],
    good: [{ ...shift, clips: [clip()] }, { now: NOW }],
  },
  "clip-in-the-future": { bad: [{ clips: [clip()] }, { now: at("10:10") }], good: [{ clips: [clip()] }, { now: NOW }] },
  "clip-without-host": { bad: [{ clips: [clip({ host: undefined })] }], good: [{ clips: [clip()] }] },
  "clip-outlives-source": { bad: [{ ...ruled(), clips: [clip()] }], good: [{ ...ruled(), clips: [clip({ isPersistence: true })] }] },
  "source-gone-early": {
    bad: [{ ...ruled({ mp4Param: { storageMode: "cold" } }), clips: [clip({ isPersistence: true })] }],
    good: [{ ...ruled(), clips: [clip({ isPersistence: true })] }],
  },
  "persistence-not-reported": {
    bad: [{ clips: [clip({ isPersistence: true })], vodEvents: [{ origin: "events", persistenceCompleteEventSwitch: "OFF" }] }],
    good: [{ clips: [clip({ isPersistence: true })], vodEvents: [{ origin: "events", persistenceCompleteEventSwitch: "ON" }] }],
  },
  "clip-kept-for-ever": {
    bad: [{ clips: [clip({ isPersistence: true })] }],
    good: [{ clips: [clip({ isPersistence: true, expireTime: "2027-12-20T00:00:00Z" })] }],
  },
  "expiry-without-persistence": {
    bad: [{ clips: [clip({ expireTime: "2027-12-20T00:00:00Z" })] }],
    good: [{ clips: [clip({ isPersistence: true, expireTime: "2027-12-20T00:00:00Z" })] }],
  },
  "time-shift-area": {
    bad: [shift, { streams: [{ ...stream, overseas: true }] }],
    good: [
      { ...shift, timeShiftTemplates: [{ origin: "shift", key: "shift", duration: 86_400, area: "Overseas" }] },
      { streams: [{ ...stream, overseas: true }] },
    ],
  },
  "clip-of-unrecorded-stream": { bad: [{ clips: [clip()] }], good: [{ ...ruled(), clips: [clip()] }] },
  "missing-failure-callback": {
    bad: [{ ...ruled(), callbackTemplates: [{ ...callback, recordExceptionNotifyUrl: "" }], ...bound }],
    good: [{ ...ruled(), callbackTemplates: [callback], ...bound }],
  },
  "missing-file-callback": {
    bad: [{ ...ruled(), callbackTemplates: [{ ...callback, recordNotifyUrl: undefined }], ...bound }],
    good: [{ ...ruled(), callbackTemplates: [callback], ...bound }],
  },
  "failure-levels": {
    bad: [{ callbackTemplates: [{ ...callback, recordExceptionLevels: ["info"] }] }],
    good: [{ callbackTemplates: [{ ...callback, recordExceptionLevels: ["error", "warning"] }] }],
  },
  "unsigned-callback": {
    bad: [{ callbackTemplates: [{ ...callback, hasKey: false }] }],
    good: [{ callbackTemplates: [{ ...callback, hasKey: true }] }],
  },
  "callback-in-clear": {
    bad: [{ callbackTemplates: [{ ...callback, recordNotifyUrl: "http://example.com/" }] }],
    good: [{ callbackTemplates: [callback] }],
  },
  "events-without-address": {
    bad: [{ vodEvents: [{ origin: "events", mode: "PUSH" }] }],
    good: [{ vodEvents: [{ origin: "events", mode: "PULL" }] }],
  },
  "second-snapshot-template": {
    bad: [{ snapshotRules: [rule(`${P}/live/`, "a"), rule(`${P}/other/`, "b")] }],
    good: [{ snapshotRules: [rule(`${P}/live/`, "a"), rule(`${Q}/other/`, "b")] }],
  },
  "snapshot-interval-once": {
    bad: [{ snapshotTemplates: [{ origin: "s", key: "s", snapshotInterval: 2 }] }],
    good: [{ snapshotTemplates: [{ origin: "s", key: "s" }] }],
  },
  "quota-exceeded": {
    bad: [{ templates: times(51).map((index) => template(`t${index}`)) }],
    good: [{ templates: times(51).map((index) => template(`t${index}`)) }, { limits: { recordTemplates: 100 } }],
  },
  "quota-nearly-used": {
    bad: [{ timed: times(40).map((index) => timed(`t${index}`, "10:00", "11:00")) }, { used: { timedRecordsRunning: 300 } }],
    good: [{ timed: times(40).map((index) => timed(`t${index}`, "10:00", "11:00")) }],
  },
};

export function configurationIn([parts]: Case): Configuration {
  return configurationOf(parts);
}
