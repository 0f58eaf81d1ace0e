import type { Clip, Configuration, TimeShiftTemplate } from "../configuration";
import { explain } from "../explain";
import { type FormatPlan, plansOf, templateOf } from "../formats";
import { Matcher, OTHER } from "../matching";
import { momentOf } from "../moments";
import { inWords } from "../time";
import type { LintContext, LintRule } from "./rule";

/** Under this a recording may be gone before the copy of a clip is complete. */
const DAY = 86_400;

/** The time-shift templates that may hold a clip's stream. Where a clip names the stream alone, every domain and app counts. */
function shiftsOf(configuration: Configuration, clip: Clip): TimeShiftTemplate[] {
  const fits = (wanted: string, given: string | undefined) => wanted === "" || given === undefined || wanted === given;
  return configuration.timeShiftRules
    .filter((rule) => fits(rule.domainName, clip.domainName) && fits(rule.appName, clip.appName) && fits(rule.streamName, clip.streamId))
    .flatMap(({ template }) => configuration.timeShiftTemplates.filter(({ key }) => key === template));
}

/** What records a clip's stream: under a clip that is not persisted lies the recording. */
function sourcesOf(configuration: Configuration, clip: Clip): { origin: string; plans: FormatPlan[] }[] {
  const matcher = new Matcher(configuration.rules);
  const { domainName: domain, appName: app } = clip;
  const known = domain === undefined || app === undefined ? undefined : [JSON.stringify([domain, app])];
  const places = new Set(known ?? configuration.rules.map(({ domainName, appName }) => JSON.stringify([domainName, appName])));
  return [...places].flatMap((place) => {
    const [domainName = "", appName = ""]: string[] = JSON.parse(place);
    const rule = matcher.winner({ domainName, appName: appName || OTHER, streamName: clip.streamId });
    const template = templateOf(configuration, rule?.template);
    return rule === undefined || template === undefined ? [] : [{ origin: template.origin, plans: plansOf(template) }];
  });
}

function clips(
  check: (clip: Clip, configuration: Configuration, context: LintContext) => { path: string; message: string } | undefined,
): LintRule["check"] {
  return (configuration, context) =>
    configuration.clips.flatMap((clip) => {
      const objection = check(clip, configuration, context);
      return objection === undefined ? [] : [{ origin: clip.origin, ...objection }];
    });
}

const persisted = (clip: Clip) => clip.isPersistence === true;

/** Checks of clips and the time shift that they are cut from. */
export const clipRules: readonly LintRule[] = [
  {
    id: "clip-without-time-shift",
    title: "A clip of a stream without time shift",
    why: "A clip is cut from the time-shift data, which must be switched on before the push starts.",
    source: "LiveRealTimeClip, document 266/34175",
    hint: "add a time-shift rule for the stream",
    severity: "error",
    check: clips((clip, configuration) =>
      shiftsOf(configuration, clip).length === 0
        ? { path: "streamId", message: `no time-shift rule covers stream ${clip.streamId}` }
        : undefined,
    ),
  },
  {
    id: "clip-out-of-reach",
    title: "A clip further back than the time shift reaches",
    why: "Older data is gone.",
    source: "CreateLiveTimeShiftTemplate (Duration); LiveRealTimeClip",
    hint: "cut it earlier, or choose a longer time shift for the next event",
    severity: "error",
    check: clips((clip, configuration, { now }) => {
      const reach = Math.max(0, ...shiftsOf(configuration, clip).map(({ duration }) => duration));
      const start = momentOf(clip.startTime, clip.timeZone);
      if (now === undefined || start === undefined || reach === 0 || start >= now - reach * 1000) return undefined;
      return { path: "startTime", message: `it begins before the ${inWords(reach)} that time shift keeps` };
    }),
  },
  {
    id: "clip-in-the-future",
    title: "A clip of what has not happened yet",
    why: "Only what was pushed can be cut.",
    source: "LiveRealTimeClip (EndTime), document 266/34175",
    hint: "apply it after the end, or use a record task for what comes",
    severity: "warning",
    check: clips((clip, _configuration, { now }) => {
      const end = momentOf(clip.endTime, clip.timeZone);
      return now !== undefined && end !== undefined && end > now ? { path: "endTime", message: "it ends in the future" } : undefined;
    }),
  },
  {
    id: "clip-without-host",
    title: "A clip without a play domain",
    why: "Accounts whose first clip was made after 2021-01-01 must name the time-shift play domain.",
    source: "LiveRealTimeClip (Host), document 266/34175",
    hint: "set host to the play domain that was added for time shift in VOD",
    severity: "warning",
    check: clips((clip) => (clip.host ? undefined : { path: "host", message: "no play domain is named" })),
  },
  {
    id: "clip-outlives-source",
    title: "A clip that is meant to stay but ends with its recording",
    why: "A clip that is not persisted is only a playlist over the recording: it is dead when that expires or is deleted.",
    source: "LiveRealTimeClip (IsPersistence), document 266/34175",
    hint: "set isPersistence: true, or keep the recording longer",
    severity: "warning",
    check: clips((clip, configuration) => {
      if (persisted(clip)) return undefined;
      const lives = sourcesOf(configuration, clip).flatMap(({ plans }) =>
        plans.map(({ storageTime }) => storageTime).filter((time) => time > 0),
      );
      const message = `its media is deleted ${inWords(Math.min(...lives))} after the recording`;
      return lives.length === 0 ? undefined : { path: "isPersistence", message };
    }),
  },
  {
    id: "source-gone-early",
    title: "A recording that may go before its clip is complete",
    why: "A persisted clip is copied in the background: its source must not be deleted or cooled before the PersistenceComplete event.",
    source: "LiveRealTimeClip, document 266/34175",
    hint: "keep the recording for some days in normal storage",
    severity: "warning",
    check: clips((clip, configuration) => {
      if (!persisted(clip)) return undefined;
      for (const { origin, plans } of sourcesOf(configuration, clip)) {
        if (plans.some(({ cold }) => cold)) return { path: "isPersistence", message: `${origin} puts the recording into cold storage` };
        const short = plans.find(({ storageTime }) => storageTime > 0 && storageTime < DAY);
        if (short !== undefined)
          return { path: "isPersistence", message: `${origin} keeps the recording only ${inWords(short.storageTime)}` };
      }
      return undefined;
    }),
  },
  {
    id: "persistence-not-reported",
    title: "Persisted clips without their event",
    why: "Only the PersistenceComplete event says when the source may go, and it is off by default.",
    source: "ModifyEventConfig (PersistenceCompleteEventSwitch)",
    hint: "declare the VOD event configuration with persistenceCompleteEventSwitch: ON",
    severity: "warning",
    check: clips((clip, { vodEvents }) => {
      if (!persisted(clip)) return undefined;
      const on = vodEvents.some(
        (events) => (events.subAppId ?? "0") === (clip.subAppId ?? "0") && events.persistenceCompleteEventSwitch === "ON",
      );
      return on ? undefined : { path: "isPersistence", message: "nobody is told when the clip is complete" };
    }),
  },
  {
    id: "clip-kept-for-ever",
    title: "A persisted clip without an end",
    why: "A persisted clip is stored, and paid, on its own until expireTime; without one for ever.",
    source: "LiveRealTimeClip (ExpireTime), document 266/34175",
    hint: "set expireTime",
    severity: "info",
    check: clips((clip) =>
      persisted(clip) && clip.expireTime === undefined ? { path: "expireTime", message: "the clip is kept for ever" } : undefined,
    ),
  },
  {
    id: "expiry-without-persistence",
    title: "An expireTime that does not count",
    why: "It is for persisted clips only.",
    source: "LiveRealTimeClip (ExpireTime), document 266/34175",
    hint: "set isPersistence: true, or remove expireTime",
    severity: "warning",
    check: clips((clip) =>
      !persisted(clip) && clip.expireTime !== undefined ? { path: "expireTime", message: "the clip is not persisted" } : undefined,
    ),
  },
  {
    id: "time-shift-area",
    title: "Time shift for China on a stream pushed elsewhere",
    why: "A time-shift template is for mainland streams unless its area is Overseas.",
    source: "CreateLiveTimeShiftTemplate (Area)",
    hint: "set area: Overseas",
    severity: "warning",
    check: (configuration, { streams = [] }) => {
      const matcher = new Matcher(configuration.timeShiftRules);
      return streams.flatMap((stream) => {
        const rule = stream.overseas === true ? matcher.winner(stream) : undefined;
        const template = configuration.timeShiftTemplates.find(({ key }) => key === rule?.template);
        if (template === undefined || template.area === "Overseas") return [];
        return [
          {
            origin: template.origin,
            path: "area",
            message: `${stream.domainName}/${stream.appName}/${stream.streamName} is pushed outside China`,
          },
        ];
      });
    },
  },
  {
    id: "clip-of-unrecorded-stream",
    title: "A clip over a recording that is not made",
    why: "A clip that is not persisted plays from the recording of its stream; without one only the time-shift data carries it.",
    source: "LiveRealTimeClip, document 266/34175",
    hint: "record the stream, or persist the clip",
    severity: "info",
    check: clips((clip, configuration) => {
      if (persisted(clip) || sourcesOf(configuration, clip).some(({ plans }) => plans.length > 0)) return undefined;
      const tasks = [...configuration.timed, ...configuration.tasks].filter(({ streamName }) => streamName === clip.streamId);
      const covered = tasks.some(
        ({ domainName = "", appName, streamName }) => explain(configuration, { domainName, appName, streamName }).also.length > 0,
      );
      return covered ? undefined : { path: "isPersistence", message: `nothing records stream ${clip.streamId}` };
    }),
  },
];
