import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  confirmVodEvents,
  doctor,
  findRecordings,
  findRecordTasks,
  getStreamState,
  listOnlineStreams,
  listTimeShiftSessions,
  listTimeShiftStreams,
  openReader,
  pullVodEvents,
  type Reader,
} from "../../provider/reading/index";
import { clip as clipCases } from "../resources/cases/clip";
import { recordTask as taskCases } from "../resources/cases/record-task";
import { vodEventConfig as eventCases } from "../resources/cases/vod-event-config";
import type { Declared } from "../resources/mini-engine";
import { type Ability, type LeftOut, lacking, type Stage, type World } from "../resources/place";
import { hoursOn, later, unix } from "../resources/times";
import { awaitEvent } from "./inferences/clips";
import type { Service } from "./service";

const DAY = 86_400;

/** What the reading functions tell of an account that is really there. Registers its tests with vitest. @returns what is left out, and for want of what */
export function readingSuite(service: Service): LeftOut[] {
  const leftOut: LeftOut[] = [];
  let stage: Stage;
  let world: World;
  let reader: Reader;

  function step(name: string, needs: Ability | undefined, test: () => Promise<void>): void {
    const lacks = lacking(service, [needs]);
    if (lacks === undefined) it(name, test);
    else leftOut.push({ step: `reading: ${name}`, lacks });
  }
  const running = () => ({ domainName: world.domain, appName: world.running.app, streamName: world.running.stream });
  /** Asks again, for at most thirty times the lag of listings: what VOD finds comes later than what Live lists. */
  async function eventually<T>(ask: () => Promise<T>, isThere: (found: T) => boolean): Promise<T> {
    for (const end = Date.now() + 30 * service.lagMs; Date.now() < end; await sleep(1000)) {
      const found = await ask();
      if (isThere(found)) return found;
    }
    return ask();
  }
  async function make(declared: Omit<Declared, "name">): Promise<string> {
    const name = `${world.tag}-${declared.token}`;
    await stage.engine.up({ ...declared, name });
    return stage.engine.state.get(name)?.id ?? "";
  }

  describe("reading", () => {
    beforeEach(async () => {
      stage = await service.open();
      world = stage.world;
      reader = openReader({ env: service.env });
    });
    afterEach(() => stage.close());

    step("the doctor finds the credentials, VOD and the domain well", undefined, async () => {
      const { subAppId } = world.vod;
      const found = await doctor({ domains: [world.domain], ...(subAppId === undefined ? {} : { subAppId }) }, reader);
      const unwell = found.filter(({ id, state }) => ["credentials", "vod-activated", "domains"].includes(id) && state !== "well");
      expect(unwell).toEqual([]);
      expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(["credentials", "vod-activated", "domains"]));
    });

    step("a stream that was never pushed is not online", undefined, async () => {
      const nobody = { domainName: world.domain, appName: "live", streamName: world.tag };
      expect(await listOnlineStreams(nobody, reader)).toEqual([]);
      expect(await getStreamState(nobody, reader)).not.toBe("active");
    });

    step("a running stream is active and online since it was pushed", "a running stream", async () => {
      expect(await getStreamState(running(), reader)).toBe("active");
      const [online] = await listOnlineStreams(running(), reader);
      expect(online).toMatchObject(running());
      for (const moment of online?.publishedAt ?? []) expect(Date.parse(moment)).toBeLessThan(world.running.from.getTime());
      expect(online?.publishedAt).not.toEqual([]);
    });

    step("time shift shows the running stream, and a session of it that covers the last minutes", "a running stream", async () => {
      const window = { from: later(world.now, -3600), to: world.now };
      const shown = await listTimeShiftStreams({ ...window, domainName: world.domain, streamName: world.running.stream }, reader);
      expect(shown.map(({ streamName }) => streamName)).toContain(world.running.stream);
      const sessions = await listTimeShiftSessions({ ...running(), ...window }, reader);
      const covers = sessions.filter(
        ({ startTime, endTime }) =>
          Date.parse(startTime) <= world.running.from.getTime() && Date.parse(endTime) >= world.running.to.getTime(),
      );
      expect(covers).toHaveLength(1);
    });

    step("recordings of a stream are found by a window, which they overlap", "a recorded stream", async () => {
      const window = { from: later(world.now, -DAY), to: world.now };
      const { subAppId } = world.vod;
      const found = await findRecordings(
        { ...window, streamName: world.running.stream, ...(subAppId === undefined ? {} : { subAppId }) },
        reader,
      );
      expect(found.length).toBeGreaterThan(0);
      for (const { stream, startTime, endTime, url } of found) {
        expect(stream?.streamName).toBe(world.running.stream);
        expect(Date.parse(startTime ?? "")).toBeLessThan(window.to.getTime());
        expect(Date.parse(endTime ?? "")).toBeGreaterThanOrEqual(window.from.getTime());
        expect(url).toMatch(/^https?:/);
      }
    });

    step("a file is found by the beginning of its name", "a running stream", async () => {
      const good = clipCases.good({ ...world, refs: {} });
      const fileId = await make({ token: "Clip", inputs: { ...good, name: `${world.tag}-clip` } });
      const { subAppId } = world.vod;
      const query = { namePrefix: world.tag, from: later(world.now, -DAY), to: world.now, ...(subAppId === undefined ? {} : { subAppId }) };
      const found = await eventually(
        () => findRecordings(query, reader),
        (files) => files.length > 0,
      );
      expect(found.map((file) => file.fileId)).toEqual([fileId]);
    });

    step("a record task is found once in a window of many weeks", undefined, async () => {
      const refs = (await taskCases.prepare?.(stage.engine.ctx, world)) ?? {};
      const taskId = await make({ token: "RecordTask", inputs: taskCases.good({ ...world, refs }) });
      const query = { streamName: world.tag, from: later(world.now, -60 * DAY), to: later(world.now, 7 * DAY) };
      const found = await eventually(
        () => findRecordTasks(query, reader),
        (tasks) => tasks.length > 0,
      );
      expect(found).toMatchObject([{ taskId, streamName: world.tag, domainName: world.domain, templateId: refs["first"] }]);
      expect(unix(new Date(found[0]?.startTime ?? ""))).toBe(unix(hoursOn(world, 32)));
    });

    step("the end of a clip's persistence is pulled, confirmed and not told again", "a running stream", async () => {
      const { notificationUrl: _url, signKey: _key, ...switches } = eventCases.good({ ...world, refs: {} });
      await make({ token: "VodEventConfig", inputs: { ...switches, mode: "PULL" } });
      const fileId = await make({ token: "Clip", inputs: clipCases.good({ ...world, refs: {} }) });
      const event = await awaitEvent(stage.engine.ctx, world, "PersistenceComplete", fileId);
      expect(event?.content).toMatchObject({ FileId: fileId });
      if (event !== undefined) expect((await confirmVodEvents([event], world.vod, reader)).confirmed).toEqual([event.handle]);
      const rest = await pullVodEvents(world.vod, reader);
      expect(rest.map(({ handle }) => handle)).not.toContain(event?.handle);
    });
  });
  return leftOut;
}
