import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { send } from "./client";
import { PUSH, rule, template } from "./story";

const KEY = "5d41402abc4b2a76b9719d911017c592";
const NOW = Date.parse("2016-12-10T00:00:00Z") / 1000;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ now: "2016-12-10T00:00:00Z", freeze: true, settings: { effectDelay: 0, fileDelay: 0 } });
});
afterEach(() => emulator.close());

interface Output {
  count: string;
  data: { stream_id: string; pic_url: string }[];
  all_count: number;
  file_list: { vid: string; start_time: string; end_time: string; file_id: string; record_file_url: string }[];
  status: number;
}

interface LegacyAnswer {
  ret: number;
  message: string;
  output: Output;
}

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

async function ask(name: string, params: Record<string, string> = {}, common: Record<string, string> = {}): Promise<LegacyAnswer> {
  const t = common["t"] ?? String(NOW + 60);
  const query = new URLSearchParams({ cmd: "3", interface: name, t, sign: md5(KEY + t), ...params, ...common });
  const answer = await send(emulator, "GET", `/common_access?${query}`, { Host: "fcgi.video.qcloud.com" });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as LegacyAnswer;
}

describe("the signature", () => {
  test("of the documents' vector is taken while its time lasts", async () => {
    const vector = { t: "1471850187", sign: "b17971b51ba0fe5916ddcd96692e9fb3" };
    expect((await ask("Live_Channel_GetStatus", { "Param.s.channel_id": "s" }, vector)).message).toBe("t is expired");
    await using earlier = await startEmulator({ now: "2016-08-22T07:00:00Z", freeze: true });
    const query = new URLSearchParams({ cmd: "3", interface: "Live_Channel_GetStatus", "Param.s.channel_id": "s", ...vector });
    expect(JSON.parse((await send(earlier, "GET", `/common_access?${query}`, { Host: "x.test" })).text)).toMatchObject({ ret: 0 });
  });

  test.each([
    ["an expired t", { t: String(NOW - 1) }, "t is expired"],
    ["a t that is no time", { t: "tomorrow" }, "t is invalid"],
    ["a sign for another t", { sign: md5(KEY + String(NOW + 61)) }, "sign is invalid"],
    ["a sign by another key", { sign: md5(`x${KEY.slice(1)}${NOW + 60}`) }, "sign is invalid"],
    ["a sign that is none", { sign: "XXXXXXXX" }, "sign is invalid"],
    ["no cmd", { cmd: "" }, "cmd is invalid"],
    ["an unknown interface", { interface: "Live_Tape_Start" }, "interface is invalid"],
  ])("%s is refused", async (_, common, message) => {
    const answer = await ask("Live_Channel_GetStatus", { "Param.s.channel_id": "s" }, common);
    expect(answer).toEqual({ ret: expect.toSatisfy((ret: number) => ret !== 0), message });
  });

  test("is checked with the account's own key, which has 32 bytes", async () => {
    expect(() => emulator.settings({ legacyKey: "short" })).toThrow("takes a string of 32 bytes");
    const legacyKey = "0123456789abcdef0123456789abcdef";
    emulator.settings({ legacyKey });
    expect((await ask("Live_Channel_GetStatus", { "Param.s.channel_id": "s" })).ret).not.toBe(0);
    const sign = md5(legacyKey + String(NOW + 60));
    expect((await ask("Live_Channel_GetStatus", { "Param.s.channel_id": "s" }, { sign })).ret).toBe(0);
  });

  test("is not shown in the journal", async () => {
    await ask("Live_Channel_GetStatus", { "Param.s.channel_id": "s" });
    expect(emulator.journal()).toMatchObject([
      { service: "legacy", action: "Live_Channel_GetStatus", params: { channel_id: "s" }, code: "OK", acted: true },
    ]);
    expect(JSON.stringify(emulator.journal())).not.toContain(md5(KEY + String(NOW + 60)));
  });
});

describe("the status of a channel", () => {
  test.each(["Param.s.channel_id", "Param.n.channel_id"])("is found by %s", async (spelling) => {
    expect((await ask("Live_Channel_GetStatus", { [spelling]: "s" })).output.status).toBe(0);
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    expect((await ask("Live_Channel_GetStatus", { [spelling]: "s" })).output).toEqual({ rate_type: 0, recv_type: 3, status: 1 });
  });

  test("needs the channel", async () => {
    expect(await ask("Live_Channel_GetStatus")).toEqual({ ret: 1005, message: "channel_id is invalid" });
  });

  test("comes as an array where the setting says so", async () => {
    emulator.settings({ legacyOutputArray: true });
    expect((await ask("Live_Channel_GetStatus", { "Param.s.channel_id": "s" })).output).toEqual([
      { rate_type: 0, recv_type: 3, status: 0 },
    ]);
  });
});

describe("the slices of a channel", () => {
  async function slices(count: number): Promise<void> {
    await rule(emulator, await template(emulator, "flv", { FlvParam: { Enable: 1, RecordInterval: 600 } }));
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.break({ domain: PUSH, app: "live", stream: "s", at: new Date(NOW * 1000 + count * 600_000) });
    emulator.clock.advance(count * 600 + 60);
  }
  const channel = { "Param.s.channel_id": "s" };
  const common = { t: String(NOW + 86_400) };

  test("come in pages of ten, in order of time, in China time", async () => {
    await slices(12);
    const first = (await ask("Live_Tape_GetFilelist", channel, common)).output;
    expect([first.all_count, first.file_list.length]).toEqual([12, 10]);
    expect(first.file_list[0]).toMatchObject({ start_time: "2016-12-10 08:00:00", end_time: "2016-12-10 08:10:00" });
    const second = (await ask("Live_Tape_GetFilelist", { ...channel, "Param.n.page_no": "2" }, common)).output;
    expect([second.all_count, second.file_list.length]).toEqual([12, 2]);
    const all = (await ask("Live_Tape_GetFilelist", { ...channel, "Param.n.page_size": "100" }, common)).output;
    expect(all.file_list).toEqual([...first.file_list, ...second.file_list]);
  });

  test("are FLV files alone, and nothing else is played as one", async () => {
    const both = await template(emulator, "both", { HlsParam: { Enable: 1 }, Mp3Param: { Enable: 1 } });
    await rule(emulator, both, { domain: "new.example.com" });
    const key = { domain: "new.example.com", app: "live", stream: "s" };
    emulator.push(key);
    emulator.clock.advance(60);
    emulator.break(key);
    emulator.clock.advance(600);
    expect((await ask("Live_Tape_GetFilelist", channel, common)).output.all_count).toBe(0);
    const { media } = emulator.state();
    expect(media.map(({ type }) => type).sort()).toEqual(["hls", "mp3"]);
    for (const { fileId } of media)
      expect((await send(emulator, "GET", `/${fileId}.f0.flv`, { Host: "3.vod.myqcloud.com" })).status).toBe(404);
  });

  test("can be played by their vid and by their address", async () => {
    await slices(1);
    const { file_list } = (await ask("Live_Tape_GetFilelist", channel, common)).output;
    const { vid = "", record_file_url = "" } = file_list[0] ?? {};
    expect((await fetch(record_file_url)).status).toBe(200);
    expect((await send(emulator, "GET", `/${vid}.f0.flv`, { Host: "3.vod.myqcloud.com" })).status).toBe(200);
    expect((await send(emulator, "GET", "/1.f0.flv", { Host: "3.vod.myqcloud.com" })).status).toBe(404);
  });

  test("can be sorted and narrowed to a window, as in the later edition", async () => {
    await slices(3);
    const sorted = (await ask("Live_Tape_GetFilelist", { ...channel, "Param.s.sort_type": "desc" }, common)).output.file_list;
    expect(sorted[0]?.start_time).toBe("2016-12-10 08:20:00");
    const window = { "Param.s.start_time": "2016-12-10 08:10:00", "Param.s.end_time": "2016-12-10 08:20:00" };
    const found = async (from: string, to: string) =>
      (await ask("Live_Tape_GetFilelist", { ...channel, "Param.s.start_time": from, "Param.s.end_time": to }, common)).output.all_count;
    expect(await found("2016-12-10 08:10:00", "2016-12-10 08:20:00")).toBe(1);
    // Windows that follow one another find each slice once, also one that lies in both.
    expect(await found("2016-12-10 00:00:00", "2016-12-10 08:15:00")).toBe(2);
    expect(await found("2016-12-10 08:15:00", "2016-12-11 00:00:00")).toBe(1);
    expect((await ask("Live_Tape_GetFilelist", { ...channel, ...window, "Param.s.end_time": "2016-12-12 00:00:00" }, common)).ret).toBe(
      1005,
    );
    expect((await ask("Live_Tape_GetFilelist", { ...channel, "Param.s.start_time": "yesterday" }, common)).ret).toBe(1005);
  });

  test.each([
    ["page_size", "101"],
    ["page_size", "0"],
    ["page_no", "0"],
    ["page_no", "one"],
  ])("%s=%s is refused", async (name, value) => {
    expect(await ask("Live_Tape_GetFilelist", { ...channel, [`Param.n.${name}`]: value })).toEqual({
      ret: 1005,
      message: `${name} is invalid`,
    });
  });
});

describe("the queue of snapshots", () => {
  const bid = { "Param.n.bid": "100" };
  const at = (answer: LegacyAnswer): string[] => answer.output.data.map(({ pic_url }) => pic_url.split("_").at(-3) ?? "");

  async function snapshots(): Promise<void> {
    emulator.settings({ legacyDomains: [PUSH] });
    emulator.push({ domain: PUSH, app: "live", stream: "s" });
    emulator.break({ domain: PUSH, app: "live", stream: "s", at: "2016-12-10T00:00:39Z" });
    emulator.clock.advance(55);
  }

  test("gives one message unless more are asked for, oldest first, and what was read is gone", async () => {
    await snapshots();
    const first = await ask("Live_Queue_Get", bid);
    expect(first.output).toMatchObject({
      count: "1",
      data: [{ stream_id: "s", pic_url: expect.stringMatching(/^s_\d+_\d+_\d+_300_\d+\.jpg$/) }],
    });
    const more = await ask("Live_Queue_Get", { ...bid, "Param.n.count": "2" });
    const rest = await ask("Live_Queue_Get", { ...bid, "Param.ncount": "100" });
    expect([...at(first), ...at(more), ...at(rest)]).toEqual(["0", "10", "20", "30"]);
    expect((await ask("Live_Queue_Get", bid)).output).toEqual({ count: "0", data: [] });
  });

  test("keeps what was read where the setting says so", async () => {
    emulator.settings({ legacyQueueConsumes: false });
    await snapshots();
    const first = await ask("Live_Queue_Get", { ...bid, "Param.n.count": "100" });
    expect(await ask("Live_Queue_Get", { ...bid, "Param.n.count": "100" })).toEqual(first);
  });

  test("needs its id, and another queue is empty", async () => {
    await snapshots();
    expect(await ask("Live_Queue_Get")).toEqual({ ret: 1005, message: "bid is invalid" });
    expect((await ask("Live_Queue_Get", { "Param.n.bid": "101" })).output).toEqual({ count: "0", data: [] });
    expect((await ask("Live_Queue_Get", { ...bid, "Param.n.count": "101" })).ret).toBe(1005);
  });
});

test("faults meet the old interface too", async () => {
  emulator.fault({ action: "Live_Queue_Get", do: "throttle" });
  expect((await ask("Live_Queue_Get", { "Param.n.bid": "100" })).ret).toBe(1007);
  expect((await ask("Live_Queue_Get", { "Param.n.bid": "100" })).ret).toBe(0);
});

test("the old interface is asked with GET only", async () => {
  const answer = await send(emulator, "POST", "/common_access?interface=Live_Queue_Get", { Host: "fcgi.video.qcloud.com" });
  expect(JSON.parse(answer.text)).toEqual({ ret: 1005, message: "the method must be GET" });
});
