import * as live from "pulumi-live-recording";

// Records from the moment of `pulumi up` on, for five minutes: the stream must be live. `pulumi destroy` stops it earlier, and the file stays.
const goal = new live.HighlightRecord("goal", {
  domainName: "push.example.com",
  streamName: "match",
  duration: 300,
  fileFormat: "mp4",
  // Another text records again.
  triggers: ["first goal"],
});

export const endsAt = goal.endsAt;
