import { badTasks, badWindows, laterEnd, undeleted, window } from "./tasks";
import type { Cases } from "./types";

export const scheduledRecord: Cases = {
  token: "ScheduledRecord",
  creates: "CreateLiveRecord",
  good: (world) => ({
    domainName: world.domain,
    streamName: world.tag,
    ...window(world),
    recordType: "audio",
    fileFormat: "mp4",
    recordInterval: 3600,
    storageTime: 2_592_000,
  }),
  bad: [
    ...badTasks,
    { name: "no end", with: { endTime: undefined }, path: "endTime", says: /is missing/ },
    ...badWindows,
    {
      name: "a time without a zone",
      with: { timeZone: undefined, startTime: "2018-09-11T08:00" },
      path: "startTime",
      says: /2018-09-11T08:00:00\+08:00 \(China time, 2018-09-11T00:00:00Z\) or 2018-09-11T08:00:00Z \(UTC\)/,
    },
    { name: "a zone that does not exist", with: { timeZone: "Asia/Pekin" }, path: "startTime", says: /not an IANA time zone/ },
    {
      name: "a time that happens twice",
      with: { timeZone: "Europe/Berlin", startTime: "2018-10-28T02:30", endTime: "2018-10-28T04:00" },
      path: "startTime",
      says: /happens twice in Europe\/Berlin.*\+02:00 or .*\+01:00/,
    },
    {
      name: "a time that does not exist",
      with: { timeZone: "Europe/Berlin", startTime: "2018-03-25T02:30", endTime: "2018-03-25T04:00" },
      path: "startTime",
      says: /does not exist in Europe\/Berlin/,
    },
    { name: "a date without a time", with: { startTime: "2018-09-11" }, path: "startTime", says: /is not a time; write it like/ },
  ],
  updates: [
    { name: "another format", with: { fileFormat: "flv" }, step: "replace" },
    { name: "a later end", with: laterEnd, step: "replace" },
  ],
  objects: undeleted,
};
