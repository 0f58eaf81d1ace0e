import { describe, expect, it } from "vitest";
import { connect, failure, refuse, reply, serve } from "./server";

const PAGE = { "content-type": "text/html; charset=utf-8" };

describe("what went wrong with a call", () => {
  it("is said with the HTTP status where something answered, and without one where nothing did", async () => {
    const gateway = await serve((_, response) => void response.writeHead(504, PAGE).end("<html>"));
    expect((await failure(connect(gateway.host).call("CreateLiveRecord", {}))).message.split("\n")).toEqual([
      "CreateLiveRecord failed: a gateway answered in the service's place",
      "  HTTP status: 504",
      "  effect: uncertain: the service may have done what was asked",
    ]);
    const lost = await serve((seen) => void seen.socket.destroy());
    const { message } = await failure(connect(lost.host).call("CreateLiveRecord", {}));
    expect(message).toMatch(/^CreateLiveRecord failed: .*\n[\s\S]*effect: uncertain/);
    expect(message).not.toMatch(/HTTP status|undefined/);
  });

  it("is a gateway's trouble for a page of HTML with a 5xx, which a read tries again and a create does not", async () => {
    const server = await serve((_, response, nth) => {
      if (nth < 3) response.writeHead(502, PAGE).end("<html>Bad gateway</html>");
      else reply(response, { Rules: [] });
    });
    expect(await connect(server.host).call("DescribeLiveRecordRules", {})).toMatchObject({ Rules: [] });
    expect(server.seen).toHaveLength(3);
    server.handler = (_, response) => void response.writeHead(502, PAGE).end("<html>Bad gateway</html>");
    expect(await failure(connect(server.host).call("CreateLiveRecord", {}))).toMatchObject({ kind: "transport", status: 502 });
    expect(server.seen).toHaveLength(4);
  });

  it("is no answer of the service for a page of HTML with 200, as portals of networks send it", async () => {
    const server = await serve((_, response) => void response.writeHead(200, PAGE).end("<html>Please log in</html>"));
    const error = await failure(connect(server.host).call("DescribeLiveRecordRules", {}));
    expect(error).toMatchObject({ kind: "answer", status: 200, phase: "uncertain" });
    expect(error.message).toContain("the answer is not JSON by its content type");
    expect(error.message).not.toContain("log in");
  });
});

describe("the time for a call that runs out", () => {
  // The pause outlasts the deadline, so that no request is under way when it passes, however slow the machine is.
  const slow = { deadlineMs: 500, delays: { baseMs: 60_000, capMs: 60_000 } };

  it("leaves a create that never reached the service as not sent", async () => {
    const { Agent } = await import("undici");
    const agent = new Agent({
      connect: (_options, callback) => callback(Object.assign(new Error("getaddrinfo EAI_AGAIN"), { code: "EAI_AGAIN" }), null),
    });
    const server = await serve(() => {});
    const error = await failure(connect(server.host, { ...slow, agent }).call("CreateLiveRecord", {}));
    expect(error).toMatchObject({ kind: "deadline", phase: "not-sent" });
    expect(error.message).toContain("effect: the request did not reach the service");
    expect(error.message).toContain("last failure: CreateLiveRecord failed: ");
    expect(error.cause).toMatchObject({ kind: "transport", phase: "not-sent" });
    expect(server.seen).toHaveLength(0);
    await agent.destroy();
  });

  it("leaves a write that a gateway swallowed as uncertain, with the failure that was being retried", async () => {
    const server = await serve((_, response) => void response.writeHead(503).end());
    const error = await failure(connect(server.host, slow).call("DeleteLiveRecordTemplate", { TemplateId: 1 }));
    expect(error).toMatchObject({ kind: "deadline", phase: "uncertain", cause: { kind: "transport", status: 503 } });
    expect(server.seen).toHaveLength(1);
  });
});

describe("a call that is tried again", () => {
  it("has its turn before those that have not had one yet", async () => {
    const server = await serve((_, response, nth) => (nth === 1 ? refuse(response, "RequestLimitExceeded") : reply(response)));
    const client = connect(server.host, { delays: { baseMs: 1, capMs: 1 } });
    const names = Array.from({ length: 25 }, (_, index) => `s${index}`);
    await Promise.all(names.map((StreamName) => client.call("DescribeRecordTask", { StreamName })));
    const order = server.seen.map(({ body }) => (JSON.parse(body) as { StreamName: string }).StreamName);
    expect(order).toHaveLength(26);
    expect(order[0]).toBe("s0");
    expect(order.lastIndexOf("s0")).toBeLessThan(order.indexOf("s24"));
  });
});
