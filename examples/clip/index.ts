import * as pulumi from "@pulumi/pulumi";
import * as live from "pulumi-live-recording";

const domainName = "push.example.com";

// Before the push: an HLS recording of everything, and time shift of a week, out of which clips are cut.
const recording = new live.RecordTemplate("recording", { hlsParam: { storageTime: 90 * 86400 } });
new live.RecordRule("everything", { domainName, templateId: recording.id });
const week = new live.TimeShiftTemplate("week", { duration: 604800 });
new live.TimeShiftRule("everything-shifted", { domainName, templateId: week.id });

const piece = {
  streamId: "record-stream",
  // The play domain that belongs to the push domain.
  host: "play.example.com",
  startTime: "2018-09-20T10:00:00Z",
  endTime: "2018-09-20T11:00:00Z",
};

function cut() {
  // A file of its own in VOD, with a task flow started on it, until the end of 2030.
  const kept = new live.Clip("kept", {
    ...piece,
    isPersistence: true,
    procedure: "LongVideoPreset",
    expireTime: "2030-12-31T23:59:59Z",
  });
  // Only an address to play: it ends with the recording that it plays.
  const shared = new live.Clip("shared", piece);
  return {
    kept: { fileId: kept.fileId, url: kept.url, task: kept.vodTaskId, seconds: kept.duration, segments: kept.segments, gaps: kept.gaps },
    shared: { fileId: shared.fileId, url: shared.url, seconds: shared.duration },
  };
}

// After the window: `pulumi config set cut true`.
export const clips = new pulumi.Config().getBoolean("cut") ? cut() : undefined;
