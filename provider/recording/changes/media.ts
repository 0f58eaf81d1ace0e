import type { CallbackTemplate, Clip, Configuration } from "../configuration";
import { Matcher, tripleOf } from "../matching";
import { momentOf } from "../moments";
import { inWords } from "../time";
import { targetWords } from "../words";
import { type ChangeFinding, finding } from "./finding";

/** What a change does to clips that exist and to the media in them. */
export function clipChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const next = new Map(after.clips.map((clip) => [clip.origin, clip]));
  const old = new Map(before.clips.map((clip) => [clip.origin, clip]));
  const lost = before.clips.flatMap((clip): ChangeFinding[] => {
    const will = next.get(clip.origin);
    const subject = `the clip ${clip.origin} of ${clip.streamId} (${clip.startTime} to ${clip.endTime})`;
    if (will === undefined || cut(will) !== cut(clip)) {
      if (clip.isPersistence !== true)
        return [
          finding(
            "clip-removed",
            ["info", "none"],
            subject,
            "will no longer be declared; its playlist lives as long as the recording under it",
            "at-once",
          ),
        ];
      const again = will === undefined ? "" : ", and a new one will be cut, which needs the time-shift data to be there still";
      return [finding("media-deleted", ["danger", "data-loss"], subject, `will be deleted for good, with its media${again}`, "at-once")];
    }
    const [was, now] = [momentOf(clip.expireTime, clip.timeZone), momentOf(will.expireTime, will.timeZone)];
    if (now === undefined || now === was || (was !== undefined && now > was)) return [];
    const says = `will be deleted for good at ${will.expireTime}, ${was === undefined ? "no longer kept for ever" : `not at ${clip.expireTime}`}`;
    return [finding("clip-expires-earlier", ["danger", "data-loss"], subject, says, "at-once")];
  });
  const made = after.clips
    .filter(({ origin }) => !old.has(origin))
    .map((clip) => {
      const life = clip.isPersistence === true ? "a file of its own" : "a playlist that ends with the recording under it";
      return finding(
        "clip-added",
        ["info", "none"],
        `the clip ${clip.origin} of ${clip.streamId}`,
        `will be cut from ${clip.startTime} to ${clip.endTime}: ${life}`,
        "at-once",
      );
    });
  return [...lost, ...made];
}

/** The fields that make a clip another one. */
function cut(clip: Clip): string {
  const { streamId, host, isPersistence, subAppId, procedure, timeZone } = clip;
  return JSON.stringify([
    streamId,
    host,
    isPersistence ?? false,
    subAppId,
    procedure,
    momentOf(clip.startTime, timeZone),
    momentOf(clip.endTime, timeZone),
  ]);
}

/** What a change does to how far back viewers and clips can reach. */
export function timeShiftChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const reach = (configuration: Configuration) => {
    const matcher = new Matcher(configuration.timeShiftRules);
    const durations = new Map(configuration.timeShiftTemplates.map(({ key, duration }) => [key, duration]));
    return (push: { domainName: string; appName: string; streamName: string }) => durations.get(matcher.winner(push)?.template ?? "") ?? 0;
  };
  const [was, will] = [reach(before), reach(after)];
  const rules = new Map([...before.timeShiftRules, ...after.timeShiftRules].map((rule) => [tripleOf(rule), rule]));
  return [...rules.values()].flatMap((rule) => {
    const [from, to] = [was(rule), will(rule)];
    if (from === to) return [];
    if (to === 0)
      return [
        finding("time-shift-changes", ["danger", "clips"], targetWords(rule), "will have no time shift, so no clip can be cut from it"),
      ];
    const ago = from === 0 ? "" : ` instead of ${inWords(from)}`;
    const says = `will have a time shift of ${inWords(to)}${ago}`;
    return [finding("time-shift-changes", to < from ? ["warning", "clips"] : ["info", "none"], targetWords(rule), says)];
  });
}

/** Domains whose failed recordings were reported and will not be. */
export function alertChanges(before: Configuration, after: Configuration): ChangeFinding[] {
  const reports = (configuration: Configuration, test: (template: CallbackTemplate) => boolean) => {
    const good = new Set(configuration.callbackTemplates.filter(test).map(({ key }) => key));
    return new Map(
      configuration.callbackRules.filter(({ template }) => good.has(template)).map((rule) => [`${rule.domainName}/${rule.appName}`, rule]),
    );
  };
  const kinds = [
    { what: "failed recordings", test: (template: CallbackTemplate) => Boolean(template.recordExceptionNotifyUrl) },
    { what: "new files", test: (template: CallbackTemplate) => Boolean(template.recordNotifyUrl) },
  ];
  return kinds.flatMap(({ what, test }) => {
    const will = reports(after, test);
    return [...reports(before, test).keys()]
      .filter((key) => !will.has(key))
      .map((key) => finding("alerts-stop", ["warning", "alerts"], key, `will no longer report ${what}`));
  });
}
