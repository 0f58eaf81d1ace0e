import { beforeEach, describe, expect, it, vi } from "vitest";
import { type CommentTarget, postComment } from "../../provider/preview/index";
import { documentOfTopic } from "./goldens";
import { FakeSite } from "./site";

/** Every wait that was asked for, in milliseconds; none of them is waited for. */
const waits = vi.hoisted((): number[] => []);
vi.mock("node:timers/promises", () => ({ setTimeout: async (ms: number) => void waits.push(ms) }));

const document = documentOfTopic("001-keep-shorter");
const post = (fake: FakeSite, token = "writer") => {
  const target: CommentTarget = { site: fake.site, api: fake.url, project: "o/r", number: 7, token };
  return postComment(document, target, [1_000, 4_000, 15_000]);
};

beforeEach(() => {
  waits.length = 0;
});

describe("posting a comment to a site that is busy", () => {
  it("waits longer with every attempt", async () => {
    await using fake = await FakeSite.open("github");
    fake.trouble.push(500, 502, 429);
    expect(await post(fake)).toBe("created");
    expect(waits).toEqual([1_000, 4_000, 15_000]);
  });

  it("waits as long as the site asks, never shorter than on its own, and never longer than a minute", async () => {
    await using fake = await FakeSite.open("github");
    for (const seconds of ["30", "0", "86400"]) fake.trouble.push([429, { "retry-after": seconds }]);
    expect(await post(fake)).toBe("created");
    expect(waits).toEqual([30_000, 4_000, 60_000]);
  });

  it.each(["Wed, 21 Oct 2026 07:28:00 GMT", "-5", ""])("takes no wait from what is no number of seconds: %j", async (header) => {
    await using fake = await FakeSite.open("github");
    fake.trouble.push([503, { "retry-after": header }]);
    expect(await post(fake)).toBe("created");
    expect(waits).toEqual([1_000]);
  });

  it.each([{ "retry-after": "20" }, { "x-ratelimit-remaining": "0" }])(
    "tries again where a limit is told with 403: %j",
    async (headers) => {
      await using fake = await FakeSite.open("github");
      fake.trouble.push(200, [403, headers]);
      expect(await post(fake)).toBe("created");
      expect(waits).toHaveLength(1);
      expect(fake.comments).toHaveLength(1);
    },
  );

  it("does not ask again where the token may not write, or calls are left", async () => {
    await using fake = await FakeSite.open("github");
    expect(await post(fake, "reader")).toBe("refused");
    fake.trouble.push(200, [403, { "x-ratelimit-remaining": "58" }]);
    expect(await post(fake)).toBe("refused");
    expect(fake.calls.filter((call) => call.startsWith("POST"))).toHaveLength(2);
    expect(waits).toEqual([]);
  });
});
