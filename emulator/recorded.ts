import type { Account } from "./account";
import type { Recording } from "./model";
import { instant } from "./time";

/** What one recorder made, with files that have expired since. Times are UTC. */
export interface Recorded {
  /** `domain/app/stream`. */
  readonly stream: string;
  readonly by: Recording["by"];
  readonly format: Recording["format"];
  readonly content: Recording["content"];
  readonly picture: Recording["picture"];
  readonly start: string;
  /** When its last file was closed, continuation included; null: it still records, or waits for the push to come back. */
  readonly end: string | null;
  /** Length of what was written, without interruptions. */
  readonly seconds: number;
  readonly files: number;
  /** Files that are in VOD now. */
  readonly kept: number;
  /** When the last of those expires; null never, or there is none. */
  readonly expires: string | null;
}

/** Every recording of the account in order of its start. A push that was too short for a file is one without files. */
export function recorded(account: Account): Recorded[] {
  const found: Recorded[] = [];
  for (const recording of account.recordings.values()) {
    const { domain, app, stream, by, format, content, picture, start, end, closed, files } = recording;
    const kept = files.map((id) => account.media.get(id)).filter((media) => media !== undefined);
    const expires = kept.reduce((latest, { expireTime }) => Math.max(latest, expireTime ?? Number.POSITIVE_INFINITY), 0);
    found.push({
      stream: `${domain}/${app}/${stream}`,
      by: { ...by },
      format,
      content,
      picture,
      start: instant(start),
      end: end === null ? null : instant(end),
      seconds: closed / 1000,
      files: files.length,
      kept: kept.length,
      expires: kept.length === 0 || !Number.isFinite(expires) ? null : instant(expires),
    });
  }
  return found.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}
