import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ServiceError } from "../../provider/cloud/errors";
import { type Diagnosis, type DoctorOptions, doctor, openReader, type Reader } from "../../provider/reading/index";
import { emulatorEnvironment } from "../resources/mini-engine";

const NOW = "2026-11-22T00:00:00Z";
const HOUR = 3600;
const stream = { domainName: "push.example.com", appName: "live", streamName: "final" };

describe("doctor", () => {
  let emulator: Emulator;
  let reader: Reader;
  let env: ReturnType<typeof emulatorEnvironment>;
  const servers: Server[] = [];

  beforeEach(async () => {
    emulator = await startEmulator({ now: NOW, freeze: true, settings: { effectDelay: 0, domains: ["push.example.com"] } });
    env = emulatorEnvironment(emulator.url);
    reader = openReader({ env });
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    await emulator.close();
  });

  const look = (options: DoctorOptions, id: string): Promise<Diagnosis[]> =>
    doctor(options, reader).then((all) => all.filter((one) => one.id === id));

  /** A receiver of callbacks, and what it was sent. */
  async function receiver(answer: RequestListener): Promise<{ url: string; seen: string[] }> {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        seen.push(`${request.method} ${request.url} ${Buffer.concat(chunks).length} bytes`);
        answer(request, response);
      });
    });
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  }

  const task = (name: string, from: number, to: number) => {
    const now = Date.parse(NOW) / 1000;
    const [StartTime, EndTime] = [now + from, now + to];
    return reader.call("CreateRecordTask", { DomainName: "push.example.com", AppName: "live", StreamName: name, StartTime, EndTime });
  };

  it("every finding says what to do", async () => {
    emulator.settings({ vodActivated: false, quotas: { recordTemplates: 60 } });
    for (let index = 0; index < 41; index += 1) await reader.call("CreateLiveRecordTemplate", { TemplateName: `t${index}` });
    const options = {
      domains: ["nowhere.example.org"],
      clipped: [stream],
      callbackUrls: [{ url: "http://127.0.0.1:9/x", origin: "here" }],
    };
    const findings = (await doctor(options, reader)).filter(({ state }) => state === "finding");
    expect(new Set(findings.map(({ id }) => id))).toEqual(
      new Set(["vod-activated", "domains", "record-templates", "time-shift", "callbacks"]),
    );
    for (const { hint } of findings) expect(hint).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it("stops at credentials that are not accepted", async () => {
    const wrong = openReader({ env: { ...env, TENCENTCLOUD_SECRET_ID: "AKIDWRONG" } });
    expect(await doctor({}, wrong)).toMatchObject([
      { id: "credentials", state: "finding", hint: expect.stringContaining("TENCENTCLOUD_SECRET_ID") },
    ]);
  });

  it.each(["InternalError", "RequestLimitExceeded", "ResourceNotFound.StopService"])(
    "tells %s as what it is, and looks at everything else",
    async (code) => {
      const troubled: Reader = {
        now: () => reader.now(),
        call: (action, params) =>
          action === "DescribeLiveRecordRules" ? Promise.reject(new ServiceError(action, code, "no", "r")) : reader.call(action, params),
      };
      const all = await doctor({}, troubled);
      expect(all[0]).toMatchObject({ id: "credentials", state: "finding", text: `The service is reached, but answers ${code}.` });
      expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(["vod-activated", "domain-quota", "record-tasks"]));
    },
  );

  it.each(["AuthFailure.SignatureFailure", "AuthFailure", "UnauthorizedOperation", "UnauthorizedOperation.CamNoAuth"])(
    "%s means that the service does not let us in",
    async (code) => {
      const closed: Reader = { now: () => reader.now(), call: (action) => Promise.reject(new ServiceError(action, code, "no", "r")) };
      expect(await doctor({}, closed)).toMatchObject([{ state: "finding", text: "The service does not let us in." }]);
    },
  );

  it("tells a domain that is missing, misspelt, of the other kind or switched off", async () => {
    emulator.settings({ domains: ["push.example.com", "other.example.com"], playDomains: { "play.example.com": "push.example.com" } });
    const options = {
      domains: ["push.example.com", "psuh.example.com", "live.example.net", "play.example.com"],
      playDomains: ["play.example.com", "plya.example.com", "push.example.com", "shift.example.net"],
    };
    expect((await look(options, "domains")).map(({ state, text, hint }) => `${state}: ${text} ${hint ?? ""}`.trim())).toEqual([
      "well: The push domain push.example.com exists.",
      "finding: The account has no push domain psuh.example.com. Did you mean push.example.com? Else add psuh.example.com in the console.",
      "finding: The account has no push domain live.example.net. Add it in the console, or correct its spelling.",
      "finding: play.example.com is a play domain of the account, not a push domain. Name the domain to which the stream is pushed.",
      "well: The play domain play.example.com exists.",
      "finding: Live has no play domain plya.example.com. Did you mean play.example.com? Else add plya.example.com in the console.",
      "finding: push.example.com is a push domain of the account, not a play domain. Name the domain from which the stream is played.",
      "unknown: Live has no play domain shift.example.net. If it was added in VOD for time shift, that cannot be seen from here: look at it in the VOD console.",
    ]);
    const off: Reader = {
      now: () => reader.now(),
      call: async (action, params) =>
        action === "DescribeLiveDomains" ? { DomainList: [{ Name: "push.example.com", Type: 0, Status: 0 }] } : reader.call(action, params),
    };
    expect((await doctor({ domains: ["push.example.com"] }, off)).find(({ id }) => id === "domains")).toMatchObject({
      state: "finding",
      text: "The push domain push.example.com is switched off.",
    });
  });

  it("an emulator that takes every domain lists those of rules, and has every one that is asked for by name", async () => {
    emulator.settings({ domains: null });
    const { TemplateId } = await reader.call("CreateLiveRecordTemplate", { TemplateName: "t" });
    await reader.call("CreateLiveRecordRule", { DomainName: "ruled.example.com", AppName: "", StreamName: "", TemplateId });
    const found = await look({ domains: ["ruled.example.com", "unheard.example.net"] }, "domains");
    expect(found.map(({ state }) => state)).toEqual(["well", "well"]);
  });

  it("counts every quota that can be counted, slow-live templates and domains included", async () => {
    await reader.call("CreateLiveRecordTemplate", { TemplateName: "a" });
    await reader.call("CreateLiveRecordTemplate", { TemplateName: "slow", IsDelayLive: 1 });
    emulator.settings({ domains: Array.from({ length: 85 }, (_, index) => `push${index}.example.com`) });
    const all = await doctor({}, reader);
    expect(all.find(({ id }) => id === "record-templates")).toMatchObject({ state: "well", text: "2 of 50 record templates are used." });
    expect(all.find(({ id }) => id === "domain-quota")).toMatchObject({
      state: "finding",
      text: "85 of 100 domains are used.",
      hint: expect.stringContaining("refuses number 101"),
    });
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(["record-rules", "snapshot-templates", "callback-templates"]));
  });

  it("counts the record tasks that are open: not those that have ended or were stopped", async () => {
    await task("running", -HOUR, HOUR);
    await task("waiting", 6 * 24 * HOUR, 6 * 24 * HOUR + HOUR);
    await task("short", -2 * HOUR, 600);
    const { TaskId } = await task("stopped", -HOUR, HOUR);
    await reader.call("StopRecordTask", { TaskId });
    emulator.clock.advance(900);
    expect(await look({}, "record-tasks")).toEqual([
      {
        id: "record-tasks",
        state: "well",
        text: "2 record tasks are open, 1 of them running; how many may run at once is not documented, for timed records it is 400.",
      },
    ]);
  });

  it("record tasks that nearly reach the limit are a finding", async () => {
    const now = Date.parse(NOW) / 1000;
    const TaskList = Array.from({ length: 320 }, (_, index) => ({
      ...{ TaskId: `task${index}`, DomainName: "push.example.com", AppName: "live", StreamName: `s${index}`, TemplateId: 1, Stopped: 0 },
      ...{ StartTime: now - HOUR, EndTime: now + HOUR },
    }));
    const busy: Reader = {
      now: () => reader.now(),
      call: async (action, params) => (action === "DescribeRecordTask" ? { TaskList, ScrollToken: "" } : reader.call(action, params)),
    };
    expect((await doctor({}, busy)).filter(({ id }) => id === "record-tasks")).toMatchObject([
      { state: "finding", text: expect.stringContaining("320 of them running"), hint: expect.stringContaining("Stop or delete") },
    ]);
  });

  it("sees that a fourth task of a stream would not be recorded, also when it is only declared", async () => {
    for (const [from, to] of [
      [HOUR, 4 * HOUR],
      [2 * HOUR, 5 * HOUR],
      [3 * HOUR, 4 * HOUR],
    ] as const)
      await task("final", from, to);
    const same = { ...stream, startTime: "2026-11-22T02:00:00Z", endTime: "2026-11-22T05:00:00Z" };
    expect(await look({ tasks: [same] }, "record-tasks")).toMatchObject([{ state: "well" }]);
    const fourth = { ...stream, startTime: "2026-11-22T03:30:00Z", endTime: "2026-11-22T06:00:00Z" };
    expect((await look({ tasks: [same, fourth] }, "record-tasks")).filter(({ state }) => state === "finding")).toMatchObject([
      { text: expect.stringContaining("4 record tasks want to record push.example.com/live/final at 2026-11-22T03:30:00Z") },
    ]);
    const other = { ...fourth, streamName: "other" };
    expect((await look({ tasks: [other] }, "record-tasks")).filter(({ state }) => state === "finding")).toEqual([]);
  });

  it("sees four tasks of one window as four, each with a template of its own, and a declared one as the task that the service has", async () => {
    for (let count = 0; count < 3; count += 1) await task("final", HOUR, 2 * HOUR);
    const same = { ...stream, startTime: "2026-11-22T01:00:00Z", endTime: "2026-11-22T02:00:00Z" };
    const states = async (tasks: DoctorOptions["tasks"]) =>
      (await look(tasks === undefined ? {} : { tasks }, "record-tasks")).map(({ state }) => state);
    expect(await states([same, same, same])).toEqual(["well"]);
    const fourth = await look({ tasks: [same, same, same, same] }, "record-tasks");
    expect(fourth[1]?.text).toContain("4 record tasks want to record push.example.com/live/final at 2026-11-22T01:00:00Z");
    await task("final", HOUR, 2 * HOUR);
    expect(await states(undefined)).toEqual(["well", "finding"]);
  });

  it("takes a declared task without a start for the one that runs already", async () => {
    for (let count = 0; count < 3; count += 1) await task("final", -HOUR, HOUR);
    const begun = { ...stream, endTime: "2026-11-22T01:00:00Z" };
    expect(await look({ tasks: [begun] }, "record-tasks")).toMatchObject([{ state: "well" }]);
    expect(await look({ tasks: [begun, begun, begun, begun] }, "record-tasks")).toMatchObject([{ state: "well" }, { state: "finding" }]);
  });

  it("says that timed records cannot be counted, where some are declared", async () => {
    expect(await look({ timedRecords: 2 }, "timed-records")).toMatchObject([
      { state: "unknown", text: expect.stringContaining("2 timed records are declared") },
    ]);
    expect(await look({}, "timed-records")).toEqual([]);
  });

  it("looks for time shift on the clip's own domain and app", async () => {
    const { TemplateId } = await reader.call("CreateLiveTimeShiftTemplate", { TemplateName: "week", Duration: 604_800 });
    await reader.call("CreateLiveTimeShiftRule", { DomainName: "push.example.com", AppName: "live", StreamName: "*", TemplateId });
    const states = async (clip: NonNullable<DoctorOptions["clipped"]>[number], domains: string[] = []) =>
      (await look({ clipped: [clip], domains }, "time-shift")).map(({ state, text }) => `${state}: ${text}`);
    expect(await states(stream, ["push.example.com", "second.example.com"])).toEqual([
      "well: Time shift is on for push.example.com/live/final.",
    ]);
    expect(await states({ ...stream, appName: "lessons" })).toEqual([
      "finding: No time-shift rule covers push.example.com/lessons/final: no clip can be cut of it.",
    ]);
    expect(await states({ streamName: "final" }, ["push.example.com", "second.example.com"])).toEqual([
      "finding: No time-shift rule covers final on second.example.com: no clip can be cut of it.",
    ]);
    expect((await look({ clipped: [{ ...stream, domainName: "x.example.com", declared: true }] }, "time-shift"))[0]?.hint).toBe(
      "One is declared: apply it before the stream is pushed.",
    );
  });

  it("asks every URL of a template, the one of VOD events and those that are only declared, once each", async () => {
    const { url, seen } = await receiver((_request, response) => response.end());
    await reader.call("CreateLiveCallbackTemplate", {
      TemplateName: "t",
      RecordNotifyUrl: `${url}/record?token=geheim`,
      StreamBeginNotifyUrl: `${url}/stream`,
      StreamEndNotifyUrl: `${url}/stream`,
      RecordStatusNotifyUrl: `${url}/unseen`,
    });
    await reader.call("ModifyEventConfig", { Mode: "PUSH", NotificationUrl: `${url}/vod` });
    const declared = [{ url: `${url}/status`, origin: "callbackTemplates.ops.recordStatusNotifyUrl" }];
    const found = await look({ callbackUrls: declared }, "callbacks");
    expect(seen.sort()).toEqual(["HEAD /record?token=geheim 0 bytes", "HEAD /status 0 bytes", "HEAD /stream 0 bytes", "HEAD /vod 0 bytes"]);
    const texts = found.map(({ state, text }) => `${state}: ${text}`).join("\n");
    expect(texts).toContain(`well: The callback URL ${url}/stream (`);
    expect(texts).toMatch(/StreamBeginNotifyUrl of callback template \d+, StreamEndNotifyUrl of callback template \d+/);
    expect(texts).toContain(`${url}/vod (NotificationUrl of VOD) answers 200 to an empty HEAD request.`);
    expect(texts).toContain("(callbackTemplates.ops.recordStatusNotifyUrl) answers 200");
    expect(texts).not.toContain("geheim");
  });

  it("does not ask the URL of VOD events in mode PULL", async () => {
    const { url, seen } = await receiver((_request, response) => response.end());
    await reader.call("ModifyEventConfig", { Mode: "PULL", NotificationUrl: url });
    expect(await look({}, "callbacks")).toEqual([]);
    expect(seen).toEqual([]);
  });

  it.each([
    ["refuses HEAD", 405, {}, "well"],
    ["wants a signature", 403, {}, "well"],
    ["knows no HEAD", 501, {}, "well"],
    ["has only a POST there, and says so", 404, { allow: "POST" }, "well"],
    ["has nothing there", 404, {}, "finding"],
    ["is gone", 410, {}, "finding"],
    ["is broken", 502, {}, "finding"],
    ["points elsewhere", 301, { location: "https://example.com/" }, "finding"],
  ])("a receiver that %s (%i)", async (_what, status, headers, state) => {
    const { url, seen } = await receiver((_request, response) => response.writeHead(status, headers).end());
    const [found] = await look({ callbackUrls: [{ url, origin: "here" }] }, "callbacks");
    expect(found).toMatchObject({ state });
    expect(found?.text).toMatch(/empty (HEAD|OPTIONS) request/);
    expect(seen.every((line) => /^(HEAD|OPTIONS) \/ 0 bytes$/.test(line))).toBe(true);
  });

  it("a receiver that nobody runs, and an address that is none, are findings with the reason", async () => {
    const { url } = await receiver(() => undefined);
    const closed = servers.pop();
    await new Promise((done) => closed?.close(done));
    const found = await look({ callbackUrls: [url, "https://"].map((one) => ({ url: one, origin: "here" })) }, "callbacks");
    expect(found.map(({ state }) => state)).toEqual(["finding", "finding"]);
    expect(found[0]?.text).toContain("ECONNREFUSED");
    expect(found[1]?.text).toContain("Invalid URL");
  });

  it("asks each VOD application that is named", async () => {
    const asked = await look({ subAppId: ["1500000001", 1500000002] }, "vod-activated");
    expect(asked.map(({ text }) => text)).toEqual([
      "The VOD application 1500000001 is activated.",
      "The VOD application 1500000002 is activated.",
    ]);
  });
});
