/** Bits per second by which sizes are reckoned: of a recording with picture, and of one of sound alone. */
export interface Bitrates {
  readonly video: number;
  readonly audio: number;
}

/** What counts where nothing else is said. No document names a rate; these are common ones for 1080p and AAC. */
export const BITRATES: Bitrates = { video: 2_500_000, audio: 128_000 };

/** Higher ones are slips of the pen. */
const HIGHEST = 1_000_000_000;
const FORM = /^(\d{1,7}(?:\.\d{1,3})?)\s*(k|M)(?:bit\/s|bps)?$/i;

/** Bits per second of `4M`, `2.5 Mbit/s` or `800kbps`; undefined for what is none, or for 0. */
export function bitrateOf(text: string): number | undefined {
  const [, amount, unit] = FORM.exec(text.trim()) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const rate = Math.round(Number(amount) * (unit.toLowerCase() === "k" ? 1_000 : 1_000_000));
  return rate > 0 && rate <= HIGHEST ? rate : undefined;
}

/** `2.5 Mbit/s` */
export function bitrateWords(rate: number): string {
  return rate >= 1_000_000 ? `${rate / 1_000_000} Mbit/s` : `${rate / 1_000} kbit/s`;
}

/** `at 2.5 Mbit/s, sound at 128 kbit/s` */
export function bitratesWords({ video, audio }: Bitrates): string {
  return `at ${bitrateWords(video)}, sound at ${bitrateWords(audio)}`;
}
