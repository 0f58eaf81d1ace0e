import { Temporal } from "temporal-polyfill";
import type { StreamKey, Why } from "./model";

/** A reason in words that go on a sentence about the push or the task. Moments are shown on the clocks of the time zone. */
export function whyWords(why: Why, timeZone: string): string {
  switch (why.code) {
    case "no-rule":
      return "no record rule matches it";
    case "not-in-effect": {
      const when = why.from === null ? "was changed, and counts later" : `counts for pushes from ${local(why.from, timeZone)} on`;
      return `${ruleWords(why.rule)} with template ${why.template} ${when}`;
    }
    case "norecord":
      return why.rule === null
        ? `its template ${why.template} records no format`
        : `${ruleWords(why.rule)} exempts it: template ${why.template} records no format`;
    case "too-short":
      return `it was recorded for ${why.seconds} s, and under ${why.least} s there is no file`;
    case "no-sound":
      return `the stream has no sound, so there is no ${why.format.toUpperCase()} recording of sound alone`;
    case "empty-stream":
      return "the stream carries neither picture nor sound";
    case "vod-off":
      return "VOD is not activated, so there is nowhere to keep the file";
    case "no-bucket":
      return why.bucket === "" ? "its template names no COS bucket" : `the COS bucket ${why.bucket} does not take the file`;
    case "overseas":
      return "the stream is pushed outside China, where timed records do not work";
    case "three-recorders":
      return `${why.most} overlapping tasks record the stream already, and the service runs no more at once`;
    case "other-source":
      return why.source === "push"
        ? "it is for the output of a mix, and the stream is a push"
        : "the stream is the output of a mix, which a task records only when it asks for it";
    case "never-pushed":
      return "the stream was not pushed in that time";
  }
}

/** A rule by what it names; what it leaves empty stands for every one. */
function ruleWords({ domain, app, stream }: StreamKey): string {
  const where = domain === "" ? "" : ` of ${domain}`;
  if (stream !== "") return `the rule for ${app === "" ? `${stream} in every app` : `${app}/${stream}`}${where}`;
  return `the rule for every stream${app === "" ? "" : ` of app ${app}`}${where}`;
}

function local(ms: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return at.toString({ smallestUnit: at.second === 0 ? "minute" : "second" }).replace("T", " ");
}
