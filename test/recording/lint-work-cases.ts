import {
  bound,
  callback,
  clip,
  event,
  HOUR,
  hls,
  type LintCase,
  NOW,
  norecord,
  Q,
  ruled,
  shift,
  stream,
  task,
  timed,
  times,
} from "./lint-samples";
import { at, P, rule, template } from "./samples";

/** Cases of times, tasks, streams, clips, callbacks and quotas. */
export const WORK_CASES: Readonly<Record<string, LintCase>> = {
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
  "task-without-template": {
    bad: [{ templates: [hls], tasks: [task("t", "19:00", "20:00", { template: undefined })] }],
    good: [{ templates: [hls], tasks: [task("t", "19:00", "20:00", { template: "1234" })] }],
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
  "failures-of-some-apps": {
    bad: [{ ...ruled(), callbackTemplates: [callback], ...bound }],
    good: [{ ...ruled(), rules: [rule(`${P}/live/`, "hls")], callbackTemplates: [callback], ...bound }],
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
