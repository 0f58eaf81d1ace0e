/** Bits of a JPEG's only scan: a block is `00`, no change of brightness and no detail; the first one is `10` and seven bits of brightness. */
const FIRST_BLOCK_BITS = 10;
const BLOCK_BITS = 2;
const BLOCK = 8;
/** Steps of brightness that seven bits can tell with a leading 1: from 64 above the middle on. */
const SHADES = 64;

const HEAD = (width: number, height: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    part(0xdb, [0, ...Array<number>(64).fill(BLOCK)]),
    part(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
    // Brightness: `0` is no change, `10` a change of seven bits. Detail: `0` ends a block.
    part(0xc4, [0x00, ...lengths(1, 1), 0, 7]),
    part(0xc4, [0x10, ...lengths(1), 0]),
    part(0xda, [1, 1, 0x00, 0, 63, 0]),
  ]);

function part(marker: number, bytes: readonly number[]): Buffer {
  return Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes]);
}

/** How many codes a Huffman table has of 1, 2, … 16 bits. */
function lengths(...counts: number[]): number[] {
  return Array.from({ length: 16 }, (_, index) => counts[index] ?? 0);
}

function scanBytes(width: number, height: number): number {
  const blocks = Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK);
  return Math.ceil((FIRST_BLOCK_BITS + (blocks - 1) * BLOCK_BITS) / 8);
}

/** Size of a picture in bytes. */
export function pictureBytes(width: number, height: number): number {
  return HEAD(width, height).length + scanBytes(width, height) + 2;
}

/** A JPEG of one grey, by ITU-T T.81; the shade tells pictures apart. Width and height in pixels, 1 to 65535. */
export function picture(width: number, height: number, shade: number): Buffer {
  const scan = Buffer.alloc(scanBytes(width, height));
  // `10`, the brightness with its leading 1, the end of the block.
  const first = (0b10 << 8) | ((SHADES + (shade % SHADES)) << 1);
  scan[0] = first >> 2;
  scan[1] = (first & 0b11) << 6;
  return Buffer.concat([HEAD(width, height), scan, Buffer.from([0xff, 0xd9])]);
}
