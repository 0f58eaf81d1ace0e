import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LegacyClient, legacyPictureUrl, legacyPlayUrl, legacySign, parseLegacyPicture } from "../../provider/reading/index";

const KEY = "5d41402abc4b2a76b9719d911017c592";

describe("the interface of 2016", () => {
  it("is signed with the MD5 of key and t", () => {
    expect(legacySign(KEY, 1_471_850_187)).toBe("b17971b51ba0fe5916ddcd96692e9fb3");
  });

  it("is called by one address with everything in it, valid for ten minutes", () => {
    const client = new LegacyClient({ cmd: 3, key: KEY, now: () => 1_471_849_587_000 });
    expect(client.url("Live_Channel_GetStatus", { "Param.s.channel_id": "a b" })).toBe(
      "http://fcgi.video.qcloud.com/common_access?cmd=3&interface=Live_Channel_GetStatus&Param.s.channel_id=a+b&t=1471850187&sign=b17971b51ba0fe5916ddcd96692e9fb3",
    );
  });

  it.each(["", "short", `${KEY}0`, `${KEY.slice(0, 31)} `])("refuses a key that is not 32 characters: %j", (key) => {
    expect(() => new LegacyClient({ cmd: 3, key })).toThrow(/32 characters/);
  });

  it("refuses a count, page or size out of range without asking", async () => {
    const client = new LegacyClient({ cmd: 3, key: KEY });
    await expect(client.queue(101)).rejects.toThrow(/from 1 to 100/);
    await expect(client.filesPage("c", 0)).rejects.toThrow(/page must be/);
    await expect(client.filesPage("c", 1, 0)).rejects.toThrow(/size must be/);
  });

  it("plays a file and shows a picture at the documented addresses", () => {
    expect(legacyPlayUrl(200011, "16092504232103571364")).toBe("http://200011.vod.myqcloud.com/16092504232103571364.f0.flv");
    expect(legacyPictureUrl("bucket", 125, "s_1_2_3_300_168.jpg")).toBe("http://bucket-125.file.myqcloud.com/s_1_2_3_300_168.jpg");
  });

  it("reads every part of a picture's name back, also when the stream's name holds underscores", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9_]{1,20}$/),
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        (streamId, [pushedAt = 0, taskAt = 0, after = 0, width = 0, height = 0]) => {
          const name = `${streamId}_${pushedAt}_${taskAt}_${after}_${width}_${height}.jpg`;
          expect(parseLegacyPicture(name)).toEqual({ streamId, pushedAt, taskAt, after, width, height });
        },
      ),
    );
    expect(parseLegacyPicture("something.jpg")).toBeUndefined();
  });
});
