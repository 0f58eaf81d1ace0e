import type { Account } from "./account";
import type { Media } from "./model";

/** What the data of pictures begins with. */
const PICTURES: readonly { readonly type: string; readonly magic: readonly number[] }[] = [
  { type: "image/gif", magic: [0x47, 0x49, 0x46] },
  { type: "image/jpeg", magic: [0xff, 0xd8, 0xff] },
  { type: "image/png", magic: [0x89, 0x50, 0x4e, 0x47] },
];

/** The media type of a picture that may be a cover; undefined for anything else. */
export function pictureType(bytes: Buffer): string | undefined {
  return PICTURES.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte))?.type;
}

const COVER = "cover";
const subtitleName = (id: string): string => `${encodeURIComponent(id)}.vtt`;

/** Address of a file's cover, empty where it has none. */
export function coverUrl(account: Account, { fileId, cover }: Media): string {
  return cover === "" ? "" : `${account.baseUrl}/media/${fileId}/${COVER}`;
}

/** Address of a subtitle of a file. */
export function subtitleUrl(account: Account, { fileId }: Media, id: string): string {
  return `${account.baseUrl}/media/${fileId}/${subtitleName(id)}`;
}

/** What is at the address of a cover or a subtitle: its media type and data. */
export function attachment(media: Media, name: string): { type: string; body: Buffer } | undefined {
  if (name === COVER && media.cover !== "") {
    const body = Buffer.from(media.cover, "base64");
    return { type: pictureType(body) ?? "application/octet-stream", body };
  }
  const subtitle = media.subtitles.find(({ Id }) => subtitleName(Id) === name);
  return subtitle && { type: "text/vtt", body: Buffer.from(subtitle.Content, "base64") };
}
