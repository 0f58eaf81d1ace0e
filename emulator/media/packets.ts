const PACKET = 188;
const ROOM = PACKET - 4;
/** Bytes that a clock reference takes in the first packet of a frame. */
const CLOCK = 8;
const TABLE_ID = 0;
const MAP_ID = 0x1000;
const STAMPS = 2 ** 33;
/** The clock runs this many ticks before the stamps, so that a decoder has time. */
const AHEAD = 63_000;

/** A track of the transport stream: packet id, stream id of its packages, and its type in the program map. */
export interface Track {
  readonly id: number;
  readonly stream: number;
  readonly type: number;
}

export const VIDEO: Track = { id: 0x100, stream: 0xe0, type: 0x1b };
export const AUDIO: Track = { id: 0x101, stream: 0xc0, type: 0x0f };

/** A coded frame on its way into packets; `stamp` in ticks of 90 kHz. */
export interface Timed {
  readonly data: Buffer;
  readonly stamp: number;
  readonly key: boolean;
  /** It carries the program's clock. */
  readonly clock: boolean;
}

/** How many packets a frame of so many bytes takes. */
export function packetsOf(bytes: number, clock: boolean): number {
  return Math.ceil((14 + bytes + (clock ? CLOCK : 0)) / ROOM);
}

/** The packets of one frame, with presentation time and, where it has the clock, PCR; decoding follows the same order, so there is no DTS. */
export function* framePackets(track: Track, frame: Timed, counter: number): Generator<Buffer> {
  const content = Buffer.concat([header(track, frame), frame.data]);
  let count = counter;
  for (let at = 0, first = true; at < content.length; first = false) {
    const packet = Buffer.alloc(PACKET, 0xff);
    const fixed = first && frame.clock ? CLOCK : 0;
    const size = Math.min(ROOM - fixed, content.length - at);
    const adaptation = ROOM - size;
    packet.writeUInt8(0x47, 0);
    packet.writeUInt16BE((first ? 0x4000 : 0) | track.id, 1);
    packet.writeUInt8((adaptation > 0 ? 0x30 : 0x10) | (count % 16), 3);
    if (adaptation > 0) packet.writeUInt8(adaptation - 1, 4);
    if (adaptation > 1) packet.writeUInt8(fixed === 0 ? 0 : 0x10 | (frame.key ? 0x40 : 0), 5);
    if (fixed > 0) writeClock(packet, frame.stamp);
    content.copy(packet, PACKET - size, at, at + size);
    yield packet;
    at += size;
    count++;
  }
}

/** The two tables that begin every segment: one program with these tracks. */
export function tables(tracks: readonly Track[], counter: number): Buffer[] {
  const program = section(0x00, 1, [0x00, 0x01, 0xe0 | (MAP_ID >> 8), MAP_ID & 0xff]);
  const clock = tracks[0]?.id ?? 0x1fff;
  const streams = tracks.flatMap(({ id, type }) => [type, 0xe0 | (id >> 8), id & 0xff, 0xf0, 0x00]);
  const map = section(0x02, 1, [0xe0 | (clock >> 8), clock & 0xff, 0xf0, 0x00, ...streams]);
  return [tablePacket(TABLE_ID, program, counter), tablePacket(MAP_ID, map, counter)];
}

function header(track: Track, { data, stamp }: Timed): Buffer {
  const length = track === VIDEO ? 0 : data.length + 8;
  const head = Buffer.from([0, 0, 1, track.stream, length >> 8, length & 0xff, 0x80, 0x80, 5, 0, 0, 0, 0, 0]);
  const ticks = stamp % STAMPS;
  const high = Math.floor(ticks / 2 ** 30);
  head.writeUInt8(0x21 | (high << 1), 9);
  head.writeUInt16BE(((Math.floor(ticks / 2 ** 15) % 2 ** 15) << 1) | 1, 10);
  head.writeUInt16BE(((ticks % 2 ** 15) << 1) | 1, 12);
  return head;
}

function writeClock(packet: Buffer, stamp: number): void {
  const ticks = (stamp - AHEAD + STAMPS) % STAMPS;
  packet.writeUInt32BE(Math.floor(ticks / 2), 6);
  packet.writeUInt16BE(((ticks % 2) << 15) | 0x7e00, 10);
}

function section(table: number, number: number, body: readonly number[]): Buffer {
  const length = body.length + 9;
  const bytes = Buffer.from([table, 0xb0 | (length >> 8), length & 0xff, number >> 8, number & 0xff, 0xc1, 0, 0, ...body]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(bytes));
  return Buffer.concat([bytes, sum]);
}

function tablePacket(id: number, data: Buffer, counter: number): Buffer {
  const packet = Buffer.alloc(PACKET, 0xff);
  packet.writeUInt8(0x47, 0);
  packet.writeUInt16BE(0x4000 | id, 1);
  packet.writeUInt8(0x10 | (counter % 16), 3);
  packet.writeUInt8(0, 4);
  data.copy(packet, 5);
  return packet;
}

/** CRC-32 of MPEG-2: most significant bit first, nothing reflected, no final xor. */
function checksum(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
