import { listIn, textIn } from "../core/answer";
import { UserError } from "../core/errors";
import { isProps, type Props } from "../core/schema";
import { momentOf } from "../recording/moments";
import { QUOTAS } from "../recording/quotas";
import type { Reader } from "./reader";
import { utcText } from "./times";

/** No more results than this can be paged through, whatever TotalCount says; TotalCount stops here, too. */
const REACHABLE = QUOTAS.searchResults.limit;
const PAGE = 100;
/** How often a second is read anew in which files come and go between two pages. */
const ATTEMPTS = 8;

/** One page of SearchMedia: files stored in this second (Unix) or later, oldest first. */
type Ask = (second: number, offset: number, limit: number) => Promise<{ files: Props[]; total: number | undefined }>;

/**
 * The files of VOD that were stored at a moment or later (SearchMedia), each once, oldest first, however many there are. Files that expire or are stored while
 * the pages are read neither hide others nor bring them twice: a page begins with the second in which the one before it ended, not at an offset.
 * @param filters parameters of SearchMedia besides time, order and page
 * @param after Unix seconds
 * @throws UserError where more files than can be paged through were stored in one second, or where a second does not come to rest
 */
export async function storedSince(reader: Reader, filters: Props, after: number): Promise<Props[]> {
  const ask: Ask = async (second, Offset, Limit) => {
    const answer = await reader.call("SearchMedia", {
      ...filters,
      CreateTime: { After: utcText(second) },
      Sort: { Field: "CreateTime", Order: "Asc" },
      Filters: ["basicInfo"],
      ...{ Offset, Limit },
    });
    const total = answer["TotalCount"];
    return { files: listIn("SearchMedia", answer, "MediaInfoSet"), total: typeof total === "number" ? total : undefined };
  };
  const found = new Map<string, Props>();
  const keep = (file: Props) => {
    const id = textIn(file, "FileId");
    if (id !== undefined && !found.has(id)) found.set(id, file);
  };
  for (let second: number | undefined = after; second !== undefined; ) second = await settled(ask, second, keep);
  return [...found.values()];
}

async function settled(ask: Ask, second: number, keep: (file: Props) => void): Promise<number | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const read = await readFrom(ask, second, keep);
    if (read !== SHIFTED) return read.next;
  }
  throw new UserError(
    `The files that were stored in the second of ${utcText(second)} come in another order with every page, so that some could be missed: try again later, or narrow the query by stream.`,
  );
}

const SHIFTED = Symbol("what stood at the border of two pages is not there any more");

/** Reads on from a second, until a later one is seen. @returns that later second; undefined: there is none */
async function readFrom(
  ask: Ask,
  second: number,
  keep: (file: Props) => void,
): Promise<{ readonly next: number | undefined } | typeof SHIFTED> {
  // Within one second only an offset leads on: each page begins with the last file of the page before, which shows whether anything has moved.
  let border: Props | undefined;
  for (let offset = 0; ; ) {
    if (offset >= REACHABLE - 1)
      throw new UserError(
        `${REACHABLE} files or more were stored in the second of ${utcText(second)}, and the service shows no more of them: narrow the query by stream.`,
      );
    const { files, total } = await ask(second, offset, Math.min(PAGE, REACHABLE - offset));
    if (border !== undefined && files[0]?.["FileId"] !== border["FileId"]) return SHIFTED;
    files.forEach(keep);
    const end = offset + files.length;
    const isLast = total === undefined ? files.length < PAGE : total < REACHABLE && end >= total;
    if (files.length === 0 || isLast) return { next: undefined };
    const last = lastSecond(files);
    if (last > second) return { next: last };
    const onlyBorder = border !== undefined && files.length === 1;
    border = onlyBorder ? undefined : files.at(-1);
    offset = onlyBorder ? end : end - 1;
  }
}

/** The second in which the last of some files was stored; before all others where they are in no order, so that nothing is skipped. */
function lastSecond(files: readonly Props[]): number {
  const seconds = files.map(storedAt);
  const ordered = seconds.every((at, index) => index === 0 || at >= (seconds[index - 1] ?? at));
  return ordered ? (seconds.at(-1) ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
}

/** Unix seconds; before all others where it is not known. */
function storedAt(file: Props): number {
  const basic = file["BasicInfo"];
  const text = isProps(basic) ? textIn(basic, "CreateTime") : undefined;
  const moment = text === undefined ? undefined : momentOf(text);
  return moment === undefined ? Number.NEGATIVE_INFINITY : Math.floor(moment / 1000);
}
