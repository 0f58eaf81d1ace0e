import * as live from "pulumi-live-recording";

const domainName = "push.example.com";

// Every stream of the domain: HLS that stays one file across interruptions of up to 5 minutes, and MP4 files of one hour; both kept 30 days.
const archive = new live.RecordTemplate("archive", {
  description: "All streams, 30 days",
  hlsParam: { storageTime: 30 * 86400 },
  hlsSpecialParam: { flowContinueDuration: 300 },
  mp4Param: { recordInterval: 3600, storageTime: 30 * 86400 },
});
const everything = new live.RecordRule("everything", { domainName, templateId: archive.id });

// The app `lessons`: MP4 files of two hours, kept 90 days.
const lecture = new live.RecordTemplate("lecture", {
  description: "Lessons, 90 days",
  mp4Param: { recordInterval: 7200, storageTime: 90 * 86400 },
});
const lessons = new live.RecordRule("lessons", { domainName, appName: "lessons", templateId: lecture.id });

// A template without any format records nothing: the stream `backstage` is exempt, whatever its app.
const norecord = new live.RecordTemplate("norecord", { description: "Never recorded" });
const backstage = new live.RecordRule("backstage", { domainName, streamName: "backstage", templateId: norecord.id });

// How narrowly each rule matches; the narrowest one that matches a push records it.
export const levels = { everything: everything.level, lessons: lessons.level, backstage: backstage.level };
