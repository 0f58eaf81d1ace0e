import type { Bad } from "./types";

/** What holds for both kinds of CreateLiveRecord. */
export const badTasks: readonly Bad[] = [
  { name: "no stream", with: { streamName: undefined }, path: "streamName", says: /is missing/ },
  { name: "an empty stream", with: { streamName: "" }, path: "streamName", says: /is empty/ },
  { name: "a path for a stream", with: { streamName: "live/test" }, path: "streamName", says: /name of one stream/ },
  { name: "a bad domain", with: { domainName: "push example com" }, path: "domainName", says: /bare domain/ },
  { name: "an unknown format", with: { fileFormat: "mkv" }, path: "fileFormat", says: /"flv", "hls", "mp4", "aac", "mp3"/ },
  { name: "a format in capitals", with: { fileFormat: "MP4" }, path: "fileFormat", says: /did you mean "mp4"\?/ },
  {
    name: "files of less than half an hour",
    with: { recordInterval: 600 },
    path: "recordInterval",
    says: /1800 to 7200 seconds \(30 min to 2 h\)/,
  },
  { name: "an unknown field", with: { highlight: true }, path: "highlight", says: /not a known field/ },
  { name: "a number for a flag", with: { mixStream: 1 }, path: "mixStream", says: /true or false/ },
];
