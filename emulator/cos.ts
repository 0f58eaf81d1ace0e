import { createHash } from "node:crypto";
import { type Account, APP_ID } from "./account";
import { reportFile } from "./callbacks";
import { cosHost, cosUrl } from "./cos-address";
import { fillName } from "./files";
import { noteGone } from "./misses";
import type { CosFile, CosPlace, Footage, Recording } from "./model";

/** What a file in COS is called after its path, by format. Segments lie beside their playlist. */
const ENDINGS: Readonly<Record<string, string>> = { hls: ".m3u8" };

/**
 * A recording's file as COS will hold it. Its name is the path of the template with all placeholders filled, and an ending (INF: no page
 * names one); COS ignores StorageTime (7.9).
 */
export function cosFileOf(account: Account, recording: Recording, { bucket, region, path }: CosPlace, footage: Footage): CosFile {
  const { domain, app, stream } = footage.live;
  const names = {
    StreamID: stream,
    Domain: domain,
    AppName: app,
    RecordSource: "origin",
    RecordId: recording.id,
    RandomID: createHash("md5").update(`${recording.id} ${recording.files.length}`).digest("hex"),
  };
  const key =
    `${fillName(path, names, footage.live, account.settings.fileNameClock)}${ENDINGS[footage.type] ?? `.${footage.type}`}`.replace(
      /^\//,
      "",
    );
  return { ...footage, recordingId: recording.id, host: cosHost(bucket, APP_ID, region), key };
}

/** Puts a file into its bucket and tells of it. A file of the same name is overwritten, as the SDK warns. */
export function addCosFile(account: Account, file: CosFile): void {
  const place = placeOf(file);
  const before = account.cosFiles.get(place);
  if (before !== undefined) noteGone(account, before.recordingId, "overwritten");
  account.cosFiles.put(place, file);
  reportFile(account, file.recordingId, file, { fileId: "", url: cosUrl(account, file) });
}

/** The file of a host and a key. */
export function findCosFile(account: Account, host: string, key: string): CosFile | undefined {
  return account.cosFiles.get(placeOf({ host, key }));
}

/** What a file is kept under: host of its bucket and its name there. */
export const placeOf = ({ host, key }: Pick<CosFile, "host" | "key">): string => `${host}/${key}`;
