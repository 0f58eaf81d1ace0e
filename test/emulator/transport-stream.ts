/** A frame as a player finds it in a transport stream; stamps in ticks of 90 kHz. */
export interface Frame {
  readonly stamp: number;
  /** Program clock at the frame, where it carries one. */
  readonly clock: number | undefined;
  readonly key: boolean;
}

interface Content {
  readonly video: Frame[];
  readonly audio: Frame[];
  /** Packets whose counter does not follow the one before in its row. */
  readonly counterGaps: number;
}

/** Reads the frames of a transport stream: written for the tests from the standard, and apart from what makes the segments. */
export function readFrames(stream: Buffer): Content {
  const counters = new Map<number, number>();
  const content = { video: [] as Frame[], audio: [] as Frame[] };
  let counterGaps = 0;
  if (stream.length % 188 !== 0) throw new Error("The stream is not in whole packets.");
  for (let at = 0; at < stream.length; at += 188) {
    const packet = stream.subarray(at, at + 188);
    if (packet[0] !== 0x47) throw new Error(`There is no packet at ${at}.`);
    const id = packet.readUInt16BE(1) & 0x1fff;
    const control = packet[3] ?? 0;
    const last = counters.get(id);
    if (last !== undefined && (control & 15) !== (last + 1) % 16) counterGaps++;
    counters.set(id, control & 15);
    const adaptation = (control & 0x20) === 0 ? -1 : (packet[4] ?? 0);
    const flags = adaptation > 0 ? (packet[5] ?? 0) : 0;
    const payload = packet.subarray(5 + adaptation);
    const begins = ((packet[1] ?? 0) & 0x40) !== 0;
    if (!begins || payload.readUIntBE(0, 3) !== 1) continue;
    const clock = (flags & 0x10) === 0 ? undefined : packet.readUInt32BE(6) * 2 + ((packet[10] ?? 0) >> 7);
    const frame = { stamp: stampAt(payload, 9), clock, key: (flags & 0x40) !== 0 };
    if (payload[3] === 0xe0) content.video.push(frame);
    else content.audio.push(frame);
  }
  return { ...content, counterGaps };
}

function stampAt(data: Buffer, at: number): number {
  const [a = 0, b = 0, c = 0] = [data[at], data.readUInt16BE(at + 1), data.readUInt16BE(at + 3)];
  return ((a >> 1) & 7) * 2 ** 30 + (b >> 1) * 2 ** 15 + (c >> 1);
}
