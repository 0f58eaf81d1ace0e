import type { Props } from "../../../provider/core/schema";
import type { World } from "../place";
import { chinaLocal, hoursOn, later } from "../times";
import type { Bad, Cases, Changes } from "./types";

/** Two hours of the next days, in China time. */
export const window = (world: Pick<World, "now">): Props => ({
  startTime: chinaLocal(hoursOn(world, 32)),
  endTime: chinaLocal(hoursOn(world, 34)),
  timeZone: "Asia/Shanghai",
});

/** What is wrong with a window, whatever records it. */
export const badWindows: readonly Bad[] = [
  {
    name: "an end before the start",
    with: (world) => ({ endTime: chinaLocal(hoursOn(world, 31)) }),
    path: "endTime",
    says: /not after startTime/,
  },
  {
    name: "a window over 24 hours",
    with: (world) => ({ endTime: chinaLocal(later(hoursOn(world, 56), 60)) }),
    path: "endTime",
    says: /longer than 24 hours; split it/,
  },
];

export const laterEnd: Changes = (world) => ({ endTime: chinaLocal(hoursOn(world, 35)) });

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

/** The tasks of CreateLiveRecord, which no action lists: what was made and not deleted. */
export const undeleted: Cases["objects"] = async ({ calls }) => {
  const count = (action: string) => calls.filter((call) => call.acted && call.action === action).length;
  return Array.from({ length: count("CreateLiveRecord") - count("DeleteLiveRecord") });
};
