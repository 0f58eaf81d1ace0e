/**
 * What the comparison with the emulator covers. An aspect that the emulator lacks, or reads otherwise, is switched off here and nowhere else;
 * each names what the documents say.
 */
export const ASPECTS = {
  /** "Pushes under 10 seconds give no file": it is the push that counts, not a slice, so the short rest of a long push is kept. */
  shortRests: true,
  /** Continuation never joins a push without sound, also when only the push that comes back has none. */
  silentReturn: true,
  /** CreateRecordTask, with at most three recorders from overlapping tasks of one stream. */
  recordTasks: true,
  /** Cloud mixes of both sorts. */
  mixes: true,
  /** Streams pushed outside China. */
  overseas: true,
} as const satisfies Record<string, boolean>;
