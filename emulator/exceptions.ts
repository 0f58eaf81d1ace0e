import type { Format } from "./model";

/** What went wrong with a recording, by the numbers of event 341. */
export interface RecordException {
  readonly type: number;
  readonly level: "info" | "warning" | "error";
  readonly format: Format;
}

/** What event 341 calls its numbers (7.13). */
export const RECORD_EXCEPTIONS: Readonly<Record<number, string>> = {
  [-8]: "audio timestamp jump",
  [-9]: "video timestamp jump",
  [-10]: "audio and video timestamps far apart",
  [-11]: "bad video timestamp",
  [-16]: "pulling the stream failed",
  [-17]: "no audio in audio recording",
  [-18]: "no video in video recording",
  [-22]: "audio timestamp stuck",
  [-23]: "video timestamp stuck",
  [-24]: "bad audio timestamp",
  [-100]: "resolution change",
  [-104]: "container write error",
  [-120]: "codec change forced a new file",
  [-130]: "video frame dropped",
  [-131]: "audio frame dropped",
  [-132]: "GOP too long",
  [-200]: "audio timestamps uneven",
  [-201]: "video timestamps uneven",
};

/** What event 321 calls its numbers (document 267/84046). */
export const PUSH_EXCEPTIONS: Readonly<Record<number, string>> = {
  1: "video timestamp goes back",
  2: "audio timestamp goes back",
  3: "video timestamp jumps by more than 1000 ms",
  4: "audio timestamp jumps by more than 1000 ms",
  5: "chunk size over 8192",
  6: "two video frames more than 3000 ms apart",
  7: "two audio frames more than 1000 ms apart",
  8: "video codec change",
  9: "audio codec change",
  10: "no codec header before a video frame",
  11: "no codec header before an audio frame",
  12: "audio timestamps too far apart",
  13: "unusual codec",
  14: "video header cannot be read",
  15: "video frame rate too low",
  16: "GOP over 10 s",
};
