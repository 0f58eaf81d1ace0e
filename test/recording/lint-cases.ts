import { HOUR, hls, type LintCase, norecord, oneTemplate, Q, ruled, times } from "./lint-samples";
import { P, rule, target, template } from "./samples";

/** Cases of rules, templates and storage. */
export const CONFIGURATION_CASES: Readonly<Record<string, LintCase>> = {
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
  "unknown-template": { bad: [{ rules: [rule(`${P}//`, "1234")], templates: [hls] }], good: [ruled()] },
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
};
