import type { Account } from "./account";
import type { Stream } from "./model";
import { utc } from "./time";

/** What DescribeLiveStreamEventList can ask for. Times in milliseconds. */
interface Wanted {
  readonly StartTime: number;
  readonly EndTime: number;
  readonly AppName?: string;
  readonly DomainName?: string;
  readonly StreamName?: string;
  readonly IsStrict?: number;
  readonly IsAsc?: number;
}

/** One push as the list shows it. */
interface PushEvent {
  AppName: string;
  DomainName: string;
  StreamName: string;
  StreamStartTime: string;
  StreamEndTime: string;
  StopReason: string;
  Duration: number;
  ClientIp: string;
  Resolution: string;
}

/** The pushes that ended inside the window, the latest first unless `IsAsc` is 1. A push that goes on is not listed (INF). */
export function pushEvents(account: Account, wanted: Wanted): PushEvent[] {
  const found: { end: number; event: PushEvent }[] = [];
  for (const stream of account.streams.values()) {
    if (!matches(stream, wanted)) continue;
    for (const { start, end } of stream.pushes) {
      if (end === null || end < wanted.StartTime || end > wanted.EndTime) continue;
      found.push({ end, event: pushEvent(stream, start, end) });
    }
  }
  const sign = wanted.IsAsc === 1 ? 1 : -1;
  return found.sort((a, b) => sign * (a.end - b.end)).map(({ event }) => event);
}

function matches(stream: Stream, wanted: Wanted): boolean {
  const name = wanted.StreamName;
  return (
    (!wanted.AppName || stream.app === wanted.AppName) &&
    (!wanted.DomainName || stream.domain === wanted.DomainName) &&
    (!name || (wanted.IsStrict === 1 ? stream.stream === name : stream.stream.includes(name)))
  );
}

/** The encoder that ends a push says so, from an address inside; the picture is the one of the emulator's media (INF). */
function pushEvent({ app, domain, stream, video }: Stream, start: number, end: number): PushEvent {
  return {
    AppName: app,
    DomainName: domain,
    StreamName: stream,
    StreamStartTime: utc(start),
    StreamEndTime: utc(end),
    StopReason: "recv rtmp deleteStream",
    Duration: Math.floor((end - start) / 1000),
    ClientIp: "-",
    Resolution: video ? "1280x720" : "",
  };
}
