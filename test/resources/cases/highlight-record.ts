import { badTasks, undeleted } from "./tasks";
import type { Cases } from "./types";

export const highlightRecord: Cases = {
  token: "HighlightRecord",
  creates: "CreateLiveRecord",
  needs: "a running stream",
  // What is recorded of a stream that really runs expires by itself.
  good: ({ domain, running: { app, stream } }) => ({
    domainName: domain,
    appName: app,
    streamName: stream,
    duration: 120,
    fileFormat: "mp4",
    storageTime: 3600,
    triggers: ["goal 1"],
  }),
  bad: [
    ...badTasks,
    { name: "more than 30 minutes", with: { duration: 1801 }, path: "duration", says: /1 to 1800 seconds/ },
    { name: "a duration in words", with: { duration: "5 min" }, path: "duration", says: /not a whole number/ },
    { name: "one trigger instead of a list", with: { triggers: "goal" }, path: "triggers", says: /a list/ },
  ],
  updates: [
    { name: "another trigger", with: { triggers: ["goal 2"] }, step: "replace" },
    { name: "another format", with: { fileFormat: "hls" }, step: "replace" },
  ],
  objects: undeleted,
};
