import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { CloudClient, resolveConnection } from "../../provider/cloud/index";
import { connect, environment, failure, refuse, reply, serve } from "./server";

describe("a call", () => {
  it("sends the headers of API 3.0, the region only where it is needed", async () => {
    const server = await serve((_, response) => reply(response, { TemplateId: 7 }));
    const client = connect(server.host);
    expect(await client.call("CreateLiveRecordTemplate", { TemplateName: "a", Gone: undefined })).toEqual({
      TemplateId: 7,
      RequestId: "req-1",
    });
    await client.call("DescribeRecordTask", {});
    const [first, second] = server.seen;
    expect(first?.body).toBe('{"TemplateName":"a"}');
    expect(first?.headers).toMatchObject({
      "x-tc-action": "CreateLiveRecordTemplate",
      "x-tc-version": "2018-08-01",
      "x-tc-language": "en-US",
      "x-tc-token": "canaryToken0003",
      host: server.host,
    });
    expect(first?.headers["x-tc-requestclient"]).toMatch(/^pulumi-live-recording\/\d/);
    expect(first?.headers["authorization"]).toMatch(/^TC3-HMAC-SHA256 Credential=AKIDcanaryId0001\/\d{4}-\d\d-\d\d\/live\/tc3_request, /);
    expect(first?.headers).not.toHaveProperty("x-tc-region");
    expect(second?.headers["x-tc-region"]).toBe("ap-guangzhou");
  });

  it("of an unknown action is refused as a mistake of the caller, and nothing is sent", async () => {
    const server = await serve((_, response) => reply(response));
    await expect(connect(server.host).call("CreateEverything", {})).rejects.toThrow(/unknown action "CreateEverything"/);
    await expect(connect(server.host).call("constructor", {})).rejects.toThrow(TypeError);
    expect(server.seen).toHaveLength(0);
  });

  it("that the service refuses tells action, code, message, RequestId and what to do", async () => {
    const server = await serve((_, response) => refuse(response, "FailedOperation.ConfInUsed", "conf in used"));
    const error = await failure(connect(server.host).call("DeleteLiveRecordTemplate", { TemplateId: 1 }));
    expect(error).toMatchObject({
      kind: "service",
      action: "DeleteLiveRecordTemplate",
      code: "FailedOperation.ConfInUsed",
      requestId: "req-1",
    });
    expect(error.message.split("\n")).toEqual([
      "DeleteLiveRecordTemplate failed",
      "  code: FailedOperation.ConfInUsed",
      "  message: conf in used",
      "  RequestId: req-1",
      expect.stringMatching(/^ {2}what to do: Remove the rules/),
    ]);
    expect(server.seen).toHaveLength(1);
  });
});

describe("retries", () => {
  it("a read survives lost connections and gateway errors", async () => {
    const server = await serve((seen, response, nth) => {
      if (nth === 1) seen.socket.destroy();
      else if (nth === 2) response.writeHead(502).end("<html>");
      else reply(response, { Rules: [] });
    });
    expect(await connect(server.host).call("DescribeLiveRecordRules", {})).toMatchObject({ Rules: [] });
    expect(server.seen).toHaveLength(3);
  });

  it("a create is never sent again after a lost connection", async () => {
    const server = await serve((seen) => void seen.socket.destroy());
    const error = await failure(connect(server.host).call("CreateLiveRecord", { StreamName: "s" }));
    expect(error).toMatchObject({ kind: "transport", phase: "uncertain", action: "CreateLiveRecord" });
    await delay(60);
    expect(server.seen).toHaveLength(1);
  });

  it.each([500, 502, 503, 504])("a create is never sent again after HTTP %i", async (status) => {
    const server = await serve((_, response) => void response.writeHead(status).end());
    const error = await failure(connect(server.host).call("CreateRecordTask", {}));
    expect(error).toMatchObject({ kind: "transport", phase: "uncertain", status });
    await delay(60);
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ["half a body", '{"Response":{"TaskId":', "200"],
    ["no body at all", "", "0"],
  ])("a create is never sent again after %s", async (_, body, length) => {
    const server = await serve((seen, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": length });
      response.write(body);
      if (length === "0") response.end();
      else setTimeout(() => seen.socket.destroy(), 10);
    });
    const error = await failure(connect(server.host).call("LiveRealTimeClip", {}));
    expect(error).toMatchObject({ phase: "uncertain" });
    expect(server.seen).toHaveLength(1);
  });

  it("a create that never left is sent once the endpoint is there", async () => {
    const server = await serve((_, response) => reply(response, { TaskId: 1 }));
    let connects = 0;
    const { Agent, buildConnector } = await import("undici");
    const real = buildConnector({});
    const agent = new Agent({
      connect: (options, callback) => {
        connects++;
        if (connects < 3) callback(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }), null);
        else real(options, callback);
      },
    });
    expect(await connect(server.host, { agent }).call("CreateLiveRecord", {})).toMatchObject({ TaskId: 1 });
    expect([connects, server.seen.length]).toEqual([3, 1]);
    await agent.destroy();
  });

  it("a refused connection is reported as not sent, soon", async () => {
    const server = await serve(() => {});
    const error = await failure(connect("127.0.0.1:1").call("CreateLiveRecord", {}));
    expect(error).toMatchObject({ kind: "transport", phase: "not-sent", code: "ECONNREFUSED" });
    expect(error.message).toContain("is the emulator running?");
    expect(server.seen).toHaveLength(0);
  });

  it.each(["RequestLimitExceeded", "RequestLimitExceeded.UinLimitExceeded", "LimitExceeded.RateLimitExceeded"])(
    "%s is waited out, also by creates",
    async (code) => {
      const server = await serve((_, response, nth) => (nth < 4 ? refuse(response, code) : reply(response, { TaskId: 9 })));
      expect(await connect(server.host).call("CreateLiveRecord", {})).toMatchObject({ TaskId: 9 });
      expect(server.seen).toHaveLength(4);
    },
  );

  it.each([
    ["AuthFailure.SignatureFailure", 1],
    ["AuthFailure.SecretIdNotFound", 1],
    ["AuthFailure.TokenFailure", 1],
    ["UnauthorizedOperation", 1],
    ["LimitExceeded.MaximumTask", 1],
    ["InternalError.NotFound", 1],
    ["InternalError", 3],
  ])("a read refused with %s is sent %i time(s)", async (code, times) => {
    const server = await serve((_, response) => refuse(response, code));
    expect(await failure(connect(server.host).call("DescribeLiveRecordRules", {}))).toMatchObject({ code });
    expect(server.seen).toHaveLength(times);
  });

  it("a create refused with InternalError is sent once", async () => {
    const server = await serve((_, response) => refuse(response, "InternalError"));
    await failure(connect(server.host).call("CreateLiveRecordTemplate", {}));
    expect(server.seen).toHaveLength(1);
  });

  it("of an outage stop at the budget, whatever the number of calls", async () => {
    const server = await serve((_, response) => void response.writeHead(503).end());
    const warnings: string[] = [];
    const client = connect(server.host, { warn: (text) => warnings.push(text), delays: { baseMs: 1, capMs: 2 } });
    const calls = Array.from({ length: 60 }, () => failure(client.call("DescribeLiveRecordRules", {})));
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ kind: "transport", status: 503 });
    expect(server.seen.length).toBeLessThanOrEqual(60 + 100);
    expect(warnings.join()).toContain("retry budget");
  });

  it("in a storm of throttling every call succeeds in the end, within the budget", async () => {
    const server = await serve((_, response, nth) => (nth % 2 === 0 ? refuse(response, "RequestLimitExceeded") : reply(response)));
    const client = connect(server.host);
    await Promise.all(Array.from({ length: 200 }, () => client.call("DescribeLiveRecordRules", {})));
    expect(server.seen.length).toBeLessThanOrEqual(400);
  });
});

describe("the deadline", () => {
  it("ends the retries and tells the last failure", async () => {
    const server = await serve((_, response) => refuse(response, "RequestLimitExceeded"));
    // The pause outlasts the deadline, so that no request is under way when it passes, however slow the machine is.
    const client = connect(server.host, { deadlineMs: 1000, delays: { baseMs: 60_000, capMs: 60_000 } });
    const error = await failure(client.call("CreateLiveRecord", {}));
    expect(error).toMatchObject({ kind: "deadline", phase: "not-sent", action: "CreateLiveRecord" });
    expect(error.message).toContain("RequestId: req-1");
  });

  it("of a create whose answer does not come leaves its fate uncertain", async () => {
    const server = await serve(() => {});
    const error = await failure(connect(server.host, { deadlineMs: 100 }).call("CreateLiveRecord", {}));
    expect(error).toMatchObject({ kind: "deadline", phase: "uncertain" });
  });

  it("does not count the wait for the first turn", async () => {
    const server = await serve((_, response) => reply(response));
    const client = connect(server.host, { deadlineMs: 200 });
    await Promise.all(Array.from({ length: 10 }, () => client.call("DescribeRecordTask", {})));
    expect(server.seen).toHaveLength(10);
  });
});

describe("an abort", () => {
  it("fails what is in flight and what waits, and nothing more is sent", async () => {
    const server = await serve((_, response, nth) => (nth === 1 ? refuse(response, "RequestLimitExceeded") : undefined));
    const client = connect(server.host, { delays: { baseMs: 60, capMs: 60 } });
    const calls = Array.from({ length: 5 }, () => failure(client.call("CreateRecordTask", {})));
    await delay(90);
    const before = server.seen.length;
    client.abort(new Error("the engine is gone"));
    const errors = await Promise.all(calls);
    for (const error of errors) expect(error).toMatchObject({ kind: "transport", message: expect.stringContaining("the engine is gone") });
    expect(new Set(errors.map((error) => error["phase"]))).toEqual(new Set(["uncertain", "not-sent"]));
    expect(await failure(client.call("DescribeLiveRecordRules", {}))).toMatchObject({ phase: "not-sent" });
    await delay(200);
    expect(server.seen.length).toBe(before);
  });

  it("comes by a signal too, even one that was aborted before", async () => {
    const server = await serve((_, response) => reply(response));
    const client = new CloudClient(resolveConnection(undefined, environment(server.host)), {
      signal: AbortSignal.abort(new Error("too late")),
    });
    expect((await failure(client.call("DescribeLiveRecordRules", {}))).message).toContain("too late");
    expect(server.seen).toHaveLength(0);
  });
});

describe("the service's clock", () => {
  const ahead = 600_000;
  const dateHeader = (): Record<string, string> => ({ date: new Date(Date.now() + ahead).toUTCString() });

  it("corrects a signature with one extra request, and every later one beforehand", async () => {
    const warnings: string[] = [];
    const server = await serve((seen, response) => {
      const skew = Math.abs(Number(seen.headers["x-tc-timestamp"]) * 1000 - Date.now() - ahead);
      if (skew > 300_000) refuse(response, "AuthFailure.SignatureExpire", "expired", dateHeader());
      else reply(response, {}, dateHeader());
    });
    const client = connect(server.host, { warn: (text) => warnings.push(text) });
    await client.call("CreateLiveRecord", {});
    expect(server.seen).toHaveLength(2);
    await client.call("CreateLiveRecord", {});
    expect(server.seen).toHaveLength(3);
    expect(warnings).toEqual([expect.stringMatching(/clock is (59\d|600) s behind/)]);
  });

  it("is tried once only", async () => {
    const server = await serve((_, response) => refuse(response, "AuthFailure.SignatureExpire", "expired", dateHeader()));
    expect(await failure(connect(server.host).call("CreateLiveRecord", {}))).toMatchObject({ code: "AuthFailure.SignatureExpire" });
    expect(server.seen).toHaveLength(2);
  });

  it("is asked for by one unsigned request when nothing was answered yet", async () => {
    const server = await serve((_, response) => void response.writeHead(404, dateHeader()).end());
    const client = connect(server.host);
    const times = await Promise.all([client.now(), client.now(), client.now()]);
    for (const time of times) expect(Math.abs(time.getTime() - Date.now() - ahead)).toBeLessThan(60_000);
    await client.now();
    expect(server.seen.map((seen) => [seen.method, seen.headers["authorization"]])).toEqual([["GET", undefined]]);
  });
});
