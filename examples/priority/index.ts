import * as live from "pulumi-live-recording";

// One template per width of a rule, so that the template of a recording tells which rule won.
const domainWide = new live.RecordTemplate("domain-wide", { hlsParam: {}, mp4Param: {} });
const appWide = new live.RecordTemplate("app-wide", { mp4Param: {} });
const streamWide = new live.RecordTemplate("stream-wide", { flvParam: {} });
const oneStream = new live.RecordTemplate("one-stream", { hlsParam: {} });
const norecord = new live.RecordTemplate("norecord", { description: "Records nothing" });

const every = {};
const app = { appName: "live" };
const stream = { streamName: "s1" };
const both = { appName: "live", streamName: "s1" };

type Match = { appName?: string; streamName?: string };

// What each domain has rules for. A push of live/s1 is recorded by the narrowest rule that matches it, and by that rule alone.
const rules: Record<string, [Match, live.RecordTemplate][]> = {
  // The domain's only rule records every push.
  "only.example.com": [[every, domainWide]],
  // A rule for the app beats the domain's.
  "app.example.com": [
    [every, domainWide],
    [app, appWide],
  ],
  // A rule for the stream beats one for the app.
  "stream.example.com": [
    [app, appWide],
    [stream, streamWide],
  ],
  // App and stream together beat the stream alone.
  "both.example.com": [
    [stream, streamWide],
    [both, oneStream],
  ],
  // A rule of another app does not match, whatever its stream: the domain's records.
  "other-app.example.com": [
    [every, domainWide],
    [{ appName: "other", streamName: "s1" }, oneStream],
  ],
  // Nor does a rule of another stream.
  "other-stream.example.com": [
    [every, domainWide],
    [{ streamName: "s2" }, streamWide],
  ],
  // A rule counts for its own domain only: pushes to any other domain are not recorded by it.
  "neighbour.example.com": [[both, oneStream]],
  // A template without formats wins like any other, and keeps the stream from being recorded.
  "exempt.example.com": [
    [every, domainWide],
    [stream, norecord],
  ],
};

for (const [domainName, matches] of Object.entries(rules)) {
  for (const [match, template] of matches) {
    const name = [domainName, match.appName ?? "any", match.streamName ?? "any"].join("-");
    new live.RecordRule(name, { domainName, ...match, templateId: template.id });
  }
}

export const templates = {
  domainWide: domainWide.id,
  appWide: appWide.id,
  streamWide: streamWide.id,
  oneStream: oneStream.id,
  norecord: norecord.id,
};
