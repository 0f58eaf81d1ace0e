import { LOOP } from "./loop";

const PACKET = 188;
/** Pictures and AAC frames of the loop; both last 8 seconds (make.sh). */
const PICTURES = 200;
const SOUNDS = 375;

/** The loop taken apart: coded pictures with all that decoding them needs, and AAC frames with their ADTS headers. */
export interface Frames {
  readonly pictures: readonly Buffer[];
  readonly sounds: readonly Buffer[];
}

let taken: Frames | undefined;

/** The frames of the loop, taken apart on first use. */
export function frames(): Frames {
  taken ??= takeApart(Buffer.from(LOOP, "base64"));
  return taken;
}

function takeApart(stream: Buffer): Frames {
  const packages = new Map<number, Buffer[][]>();
  for (let at = 0; at + PACKET <= stream.length; at += PACKET) {
    const packet = stream.subarray(at, at + PACKET);
    const id = packet.readUInt16BE(1) & 0x1fff;
    const control = packet.readUInt8(3);
    if ((control & 0x10) === 0) continue;
    const payload = packet.subarray((control & 0x20) === 0 ? 4 : 5 + packet.readUInt8(4));
    const starts = (packet.readUInt8(1) & 0x40) !== 0;
    const list = packages.get(id) ?? [];
    packages.set(id, list);
    if (starts) list.push([payload]);
    else list.at(-1)?.push(payload);
  }
  const elementary = [...packages.values()].map((list) => list.map((parts) => Buffer.concat(parts)).filter(isPackage));
  const video = elementary.find((list) => list[0]?.readUInt8(3) === 0xe0) ?? [];
  const audio = elementary.find((list) => list[0]?.readUInt8(3) === 0xc0) ?? [];
  const pictures = video.map(payloadOf).slice(0, PICTURES);
  const sounds = adtsFrames(Buffer.concat(audio.map(payloadOf))).slice(0, SOUNDS);
  return { pictures, sounds };
}

/** Begins with the start code of a packetised elementary stream; tables do not. */
function isPackage(data: Buffer): boolean {
  return data.length > 9 && data.readUIntBE(0, 3) === 1;
}

function payloadOf(data: Buffer): Buffer {
  return data.subarray(9 + data.readUInt8(8));
}

function adtsFrames(data: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 7 <= data.length; ) {
    const length = (data.readUIntBE(at + 3, 3) >> 5) & 0x1fff;
    if (length === 0 || at + length > data.length) break;
    found.push(data.subarray(at, at + length));
    at += length;
  }
  return found;
}
