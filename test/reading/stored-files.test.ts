import { describe, expect, it } from "vitest";
import type { Answer } from "../../provider/core/lifecycle";
import type { Props } from "../../provider/core/schema";
import { findRecordings, type Reader } from "../../provider/reading/index";

const day = { from: "2026-11-21T00:00:00Z", to: "2026-11-22T00:00:00Z" };
const at = (second: number) => new Date(Date.parse(day.from) + second * 1000).toISOString().replace(".000Z", "Z");

/** A file of which this second of the day was recorded, and which was stored in it. */
function file(id: number | string, second: number): Props {
  const LiveRecordInfo = {
    Domain: "push.example.com",
    Path: "live",
    StreamId: "s",
    RecordStartTime: at(second),
    RecordEndTime: at(second + 1),
  };
  return { FileId: String(id), BasicInfo: { Name: `n${id}`, CreateTime: at(second), SourceInfo: { LiveRecordInfo } } };
}

interface Settings {
  /** What happens to the files before the search of this number, from 1. */
  readonly before?: (search: number, files: Props[]) => Props[];
  /** More files than these are on no page, whatever is asked for. */
  readonly page?: number;
}

/** SearchMedia and DescribeMediaInfos over files that come and go. */
function vod(files: Props[], { before = (_search, same) => same, page = 100 }: Settings = {}) {
  let [there, searches] = [files, 0];
  const created = (one: Props) => String((one["BasicInfo"] as Props | null)?.["CreateTime"] ?? "");
  const search = ({ CreateTime, Offset, Limit }: Props) => {
    there = before(++searches, there);
    const [first, count] = [Number(Offset), Number(Limit)];
    if (first + count > 5000) throw new Error("InvalidParameterValue.Offset");
    const { After } = CreateTime as { After: string };
    const found = there.filter((one) => !(created(one) < After && created(one) > "1")).sort((a, b) => created(a).localeCompare(created(b)));
    return { TotalCount: Math.min(found.length, 5000), MediaInfoSet: found.slice(first, first + Math.min(count, page)) };
  };
  const reader: Reader = {
    now: async () => new Date(day.to),
    call: async (action, params) => {
      const ids = params["FileIds"] as string[];
      const infos = { MediaInfoSet: there.filter((one) => ids?.includes(String(one["FileId"]))) };
      return { RequestId: "r", ...(action === "SearchMedia" ? search(params) : infos) } as Answer;
    },
  };
  return { reader, there: () => there.map((one) => one["FileId"]), searches: () => searches };
}

const idsIn = async (reader: Reader) => (await findRecordings(day, reader)).map(({ fileId }) => fileId);
const many = (count: number, second: (index: number) => number) => Array.from({ length: count }, (_, index) => file(index, second(index)));

describe.each([
  ["one a second", (index: number) => index],
  ["all in one second", () => 7],
  ["half of them in one second", (index: number) => Math.max(index, 120)],
])("recordings that were stored %s", (_what, second) => {
  it("are all found, each once, while the first of them expires", async () => {
    const account = vod(many(250, second), { before: (search, files) => (search === 2 ? files.slice(1) : files) });
    const found = await idsIn(account.reader);
    expect(new Set(found)).toEqual(new Set(account.there()));
    expect(found).toHaveLength(249);
  });

  it("are all found, each once, while others are stored before them", async () => {
    const account = vod(many(250, second), {
      before: (search, files) => (search === 2 ? [file("new", 0), file("newer", 7), ...files] : files),
    });
    const found = await idsIn(account.reader);
    expect(found).toHaveLength(new Set(found).size);
    expect(found).toEqual(expect.arrayContaining(Array.from({ length: 250 }, (_, index) => String(index))));
  });

  it("are all found where the pages are shorter than was asked", async () => {
    expect(await idsIn(vod(many(250, second), { page: 30 }).reader)).toHaveLength(250);
  });
});

describe("recordings by the thousands", () => {
  it("are all found when they become more than can be paged through while they are read", async () => {
    const files = many(5300, (index) => index);
    const account = vod(files.slice(0, 4990), { before: (search, there) => (search === 2 ? files : there) });
    expect(await idsIn(account.reader)).toHaveLength(5300);
    expect(account.searches()).toBeLessThan(60);
  });

  it("are all found when two seconds beside each other hold 3,000 each", async () => {
    expect(await idsIn(vod(many(6000, (index) => Math.floor(index / 3000))).reader)).toHaveLength(6000);
  });

  it("of one second are more than the service shows: that is said, and not asked for", async () => {
    await expect(idsIn(vod(many(5300, () => 9)).reader)).rejects.toThrow(
      "5000 files or more were stored in the second of 2026-11-21T00:00:09Z, and the service shows no more of them: narrow the query by stream.",
    );
  });

  it("that come in another order with every page are an error, not a gap", async () => {
    const turning = vod(
      many(150, () => 9),
      { before: (_search, files) => [...files.slice(20), ...files.slice(0, 20)] },
    );
    await expect(idsIn(turning.reader)).rejects.toThrow(/come in another order with every page[\s\S]*try again later/);
    expect(turning.searches()).toBeLessThan(20);
  });
});

describe("a file of which VOD tells little", () => {
  const odd = (fields: Props): Props => ({ FileId: "odd", ...fields });
  const zero = "0000-00-00T00:00:00Z";
  const live = { SourceInfo: { LiveRecordInfo: { StreamId: "s", RecordStartTime: zero, RecordEndTime: zero } } };

  it.each([
    ["nothing at all", odd({}), { fileId: "odd" }],
    ["null", odd({ BasicInfo: null, MetaData: null }), { fileId: "odd" }],
    ["times that are none", odd({ BasicInfo: { CreateTime: zero, ExpireTime: zero } }), { fileId: "odd" }],
    [
      "the time of its storing alone",
      odd({ BasicInfo: { CreateTime: at(60), ...live } }),
      { fileId: "odd", createTime: at(60), stream: { domainName: "", appName: "", streamName: "s" } },
    ],
  ])("is listed with what is known, and hides no other: %s", async (_what, media, expected) => {
    const found = await findRecordings(day, vod([media, file("well", 90)]).reader);
    expect(found).toContainEqual(expected);
    expect(found.map(({ fileId }) => fileId)).toContain("well");
  });
});
