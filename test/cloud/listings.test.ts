import { describe, expect, it } from "vitest";
import { systemTiming } from "../../provider/cloud/clock";
import { connect, failure, refuse, reply, serve } from "./server";

const listing = "DescribeLiveRecordRules";

describe("a listing", () => {
  it("serves a hundred readers by one call, at once and later", async () => {
    const server = await serve((_, response) => reply(response, { Rules: [{ TemplateId: 1 }] }));
    const client = connect(server.host);
    await Promise.all(Array.from({ length: 100 }, () => client.list(listing, {})));
    const answer = await client.list(listing, {});
    expect(answer).toMatchObject({ Rules: [{ TemplateId: 1 }] });
    expect(Object.isFrozen(answer) && Object.isFrozen(answer["Rules"])).toBe(true);
    expect(server.seen).toHaveLength(1);
  });

  it("is one per parameters, in whatever order they are given", async () => {
    const server = await serve((_, response) => reply(response));
    const client = connect(server.host);
    await client.list("DescribeLiveRecordTemplates", { IsDelayLive: 1 });
    await client.list("DescribeLiveRecordTemplates", {});
    await client.list("DescribeRecordTask", { StartTime: 1, EndTime: 2 });
    await client.list("DescribeRecordTask", { EndTime: 2, StartTime: 1 });
    expect(server.seen).toHaveLength(3);
  });

  it("is made again after a write of its kind, not after one of another kind", async () => {
    const server = await serve((_, response) => reply(response));
    const client = connect(server.host);
    await client.list(listing, {});
    await client.call("CreateLiveRecordTemplate", {});
    await client.list(listing, {});
    expect(server.seen).toHaveLength(2);
    await client.call("DeleteLiveRecordRule", {});
    await client.list(listing, {});
    expect(server.seen).toHaveLength(4);
  });

  it("is made again while a write of its kind has no answer yet, and once more after it", async () => {
    let release = (): void => {};
    const server = await serve((seen, response) => {
      if (seen.action === listing) reply(response);
      else release = () => reply(response);
    });
    const client = connect(server.host);
    await client.list(listing, {});
    const write = client.call("CreateLiveRecordRule", {});
    while (server.seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    await client.list(listing, {});
    expect(server.seen).toHaveLength(3);
    release();
    await write;
    await client.list(listing, {});
    expect(server.seen).toHaveLength(4);
  });

  it("is made again after a write that failed", async () => {
    const server = await serve((seen, response) => (seen.action === "CreateLiveRecordRule" ? void seen.socket.destroy() : reply(response)));
    const client = connect(server.host);
    await client.list(listing, {});
    await failure(client.call("CreateLiveRecordRule", {}));
    await client.list(listing, {});
    expect(server.seen.map((seen) => seen.action)).toEqual([listing, "CreateLiveRecordRule", listing]);
  });

  it("that was on its way while a write happened is not kept", async () => {
    let release = (): void => {};
    const server = await serve((seen, response, nth) => {
      if (nth === 1) release = () => reply(response, { Rules: ["old"] });
      else if (seen.action === listing) reply(response, { Rules: ["new"] });
      else reply(response);
    });
    const client = connect(server.host);
    const old = client.list(listing, {});
    while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await client.call("CreateLiveRecordRule", {});
    const fresh = await client.list(listing, {});
    release();
    expect([(await old)["Rules"], fresh["Rules"], (await client.list(listing, {}))["Rules"]]).toEqual([["old"], ["new"], ["new"]]);
    expect(server.seen).toHaveLength(3);
  });

  it("is made again after 30 s, and when it is invalidated", async () => {
    let ahead = 0;
    const timing = { ...systemTiming, monotonic: () => systemTiming.monotonic() + ahead };
    const server = await serve((_, response) => reply(response));
    const client = connect(server.host, { timing });
    await client.list(listing, {});
    ahead = 29_000;
    await client.list(listing, {});
    expect(server.seen).toHaveLength(1);
    ahead = 30_100;
    await client.list(listing, {});
    client.invalidate(listing);
    await client.list(listing, {});
    client.invalidate();
    await client.list(listing, {});
    expect(server.seen).toHaveLength(4);
  });

  it("that failed is not kept", async () => {
    const server = await serve((_, response, nth) => (nth === 1 ? refuse(response, "UnauthorizedOperation") : reply(response)));
    const client = connect(server.host);
    const both = await Promise.all([failure(client.list(listing, {})), failure(client.list(listing, {}))]);
    expect(both.map((error) => error["code"])).toEqual(["UnauthorizedOperation", "UnauthorizedOperation"]);
    await client.list(listing, {});
    expect(server.seen).toHaveLength(2);
  });

  it("of an action that writes is refused", async () => {
    const server = await serve((_, response) => reply(response));
    await expect(connect(server.host).list("DeleteLiveRecordRule", {})).rejects.toThrow(/not a read/);
  });
});
