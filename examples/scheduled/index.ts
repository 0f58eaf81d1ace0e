import * as live from "pulumi-live-recording";

// 08:00 to 10:00 in China, as FLV. A local time needs its zone; "2018-09-11T08:00:00+08:00" would do as well.
const morning = {
  domainName: "push.example.com",
  streamName: "test",
  startTime: "2018-09-11T08:00",
  endTime: "2018-09-11T10:00",
  timeZone: "Asia/Shanghai",
};
const picture = new live.ScheduledRecord("picture", { ...morning, fileFormat: "flv" });

// The sound of the same two hours: MP4 files of one hour each, kept 30 days.
const sound = new live.ScheduledRecord("sound", {
  ...morning,
  recordType: "audio",
  fileFormat: "mp4",
  recordInterval: 3600,
  storageTime: 30 * 86400,
});

export const tasks = { picture: picture.id, sound: sound.id };
