import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { LegacyClient, legacyPictureUrl, legacyPlayUrl, legacySign, parseLegacyPicture } from "../../provider/reading/index";

const KEY = "5d41402abc4b2a76b9719d911017c592";

/** A client of a server that answers one text. */
async function answering(body: string): Promise<LegacyClient> {
  const server = createServer((_request, response) => response.end(body));
  onTestFinished(() => void server.close());
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return new LegacyClient({ cmd: 3, key: KEY, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

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

  it("refuses a signature that would be over before it is sent, and is refused one whose t is over", async () => {
    expect(() => new LegacyClient({ cmd: 3, key: KEY, validSeconds: 0 })).toThrow(/t is over/);
    const emulator = await startEmulator({ now: "2026-11-22T00:00:00Z" });
    const hourAgo = () => Math.min(Date.now(), Date.parse("2026-11-22T00:00:00Z")) - 3_600_000;
    const late = new LegacyClient({ cmd: 3, key: KEY, endpoint: emulator.url, now: hourAgo });
    await expect(late.status("c")).rejects.toMatchObject({ name: "LegacyError", message: expect.stringContaining("t is expired") });
    await emulator.close();
  });

  it.each([
    ["no JSON", "<html>", undefined, /HTTP 200, and no JSON[\s\S]*what to do: check the endpoint/],
    ["another JSON", '{"code":0}', undefined, /not an answer of the interface/],
    ["a ret other than 0", '{"ret":10031,"message":"appid is invalid"}', 10031, /ret: 10031[\s\S]*what to do: check the business id/],
    ["a ret without a word", '{"ret":1}', 1, /ret: 1[\s\S]*check the channel id/],
  ])("tells of %s in words", async (_what, body, ret, message) => {
    const client = await answering(body);
    await expect(client.status("c")).rejects.toMatchObject({ name: "LegacyError", ret, message: expect.stringMatching(message) });
  });

  it.each([
    ["the channel doesn't exist", "check the channel id"],
    ["the channel doesn’t exist", "check the channel id"],
    ["this monkey was assigned", "check the channel id"],
    ["t is expired", "check the key and this machine's clock"],
    ["param t: bad", "check the key and this machine's clock"],
    ["invalid sign", "check the key and this machine's clock"],
    ["the signature is wrong", "check the key and this machine's clock"],
  ])("says of %j what to do", async (message, hint) => {
    const client = await answering(JSON.stringify({ ret: 5, message }));
    await expect(client.status("c")).rejects.toThrow(`what to do: ${hint}`);
  });

  it.each([
    ["no output", '{"ret":0,"message":""}', /has no output/],
    ["null", '{"ret":0,"message":"","output":null}', /has no output/],
    ["an empty output", '{"ret":0,"message":"","output":[]}', /says nothing of the channel's state/],
    ["an output without a state", '{"ret":0,"message":"","output":{"rate_type":0}}', /says nothing of the channel's state/],
  ])("takes no answer with %s for a channel that gets no stream", async (_what, body, message) => {
    const client = await answering(body);
    await expect(client.status("c")).rejects.toMatchObject({ name: "LegacyError", message: expect.stringMatching(message) });
  });

  it("calls a rate that it is not told unknown, and one that it does not know by its number", async () => {
    const rate = async (output: object) => (await (await answering(JSON.stringify({ ret: 0, output }))).status("c")).rate;
    expect([await rate({ status: 1 }), await rate({ status: "1", rate_type: 30 })]).toEqual(["unknown", "unknown (30)"]);
  });

  it("reads every message of a queue, in one output or in several, and none of an empty one", async () => {
    const message = (name: string) => ({ stream_id: "s", pic_url: name });
    const names = async (output: unknown) => (await (await answering(JSON.stringify({ ret: 0, output }))).queue(2)).map(({ name }) => name);
    expect(await names({ count: "2", data: [message("a"), message("b")] })).toEqual(["a", "b"]);
    expect(await names([{ data: [message("a")] }, { data: [message("b")] }])).toEqual(["a", "b"]);
    expect(await names([])).toEqual([]);
  });

  it("takes an output that is an object, or an array of one, as the document has it both ways", async () => {
    const output = '{"rate_type":10,"recv_type":2,"status":1}';
    for (const written of [output, `[${output}]`]) {
      const client = await answering(`{"ret":0,"message":"","output":${written}}`);
      expect(await client.status("c")).toEqual({ live: true, rate: "sd", protocols: ["hls"] });
    }
  });

  it("reads no answer without end", async () => {
    const client = await answering(`{"ret":0,"message":"${"x".repeat(11_000_000)}"}`);
    await expect(client.status("c")).rejects.toMatchObject({ name: "LegacyError", ret: undefined });
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
