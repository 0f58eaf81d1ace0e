import { describe, expect, it } from "vitest";
import { RetryBudget } from "../../provider/cloud/budget";
import { ServiceClock, type Timing } from "../../provider/cloud/clock";
import { actionSpec, actions } from "../../provider/cloud/index";
import { Pacer } from "../../provider/cloud/pacer";

/** A clock that only sleeping moves, each time `late` milliseconds more than asked for. */
class FakeTiming implements Timing {
  time = 0;
  constructor(readonly late: () => number = () => 0) {}
  monotonic = (): number => this.time;
  wall = (): number => 1_000_000 + this.time;
  random = (): number => 0.5;
  async sleep(ms: number): Promise<void> {
    // Everything that the last turn set off happens before time goes on.
    await new Promise(setImmediate);
    this.time += ms + this.late();
  }
}

const never = new AbortController().signal;

async function turns(count: number, rate: number, timing: FakeTiming): Promise<number[]> {
  const pacer = new Pacer(timing, never);
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await pacer.take("A", rate, false, never);
      times.push(timing.time);
    }),
  );
  return times;
}

describe("the pacer", () => {
  it.each([20, 100, 200, 300, 500])("stays below %i in every second, even with late timers", async (rate) => {
    let n = 0;
    const times = await turns(rate * 5, rate, new FakeTiming(() => (n++ * 7919) % 23));
    for (const [i, time] of times.entries()) {
      const inSecond = times.slice(i).filter((other) => other < time + 1000).length;
      expect(inSecond).toBeLessThan(rate);
    }
  });

  it("takes at most 1.15 times the least time, with timers up to 20 ms late", async () => {
    let n = 0;
    const timing = new FakeTiming(() => (n++ * 7919) % 20);
    await turns(1000, 20, timing);
    expect(timing.time).toBeLessThan(57_500);
  });

  it("keeps the order, with retries before those who have not had a turn", async () => {
    const pacer = new Pacer(new FakeTiming(), never);
    const order: string[] = [];
    const take = (name: string, retry: boolean): Promise<void> => pacer.take("A", 20, retry, never).then(() => void order.push(name));
    await Promise.all([take("1", false), take("2", false), take("3", false), take("again", true)]);
    expect(order).toEqual(["1", "again", "2", "3"]);
  });

  it("gives each action its own turns", async () => {
    const timing = new FakeTiming();
    const pacer = new Pacer(timing, never);
    await Promise.all(Object.keys(actions).map((action) => pacer.take(action, 20, false, never)));
    expect(timing.time).toBe(0);
  });

  it("forgets those who gave up", async () => {
    const pacer = new Pacer(new FakeTiming(), never);
    const stop = new AbortController();
    const first = pacer.take("A", 20, false, never);
    const second = pacer.take("A", 20, false, stop.signal);
    stop.abort(new Error("gave up"));
    await first;
    await expect(second).rejects.toThrow("gave up");
    await expect(pacer.take("A", 20, false, stop.signal)).rejects.toThrow("gave up");
  });
});

describe("the retry budget", () => {
  it("allows 100 plain retries in a row, and refills by success", () => {
    const budget = new RetryBudget();
    let retries = 0;
    while (budget.spend(5)) retries++;
    expect(retries).toBe(100);
    budget.succeeded(10);
    expect(budget.tokens).toBe(11);
    for (let i = 0; i < 600; i++) budget.succeeded(0);
    expect(budget.tokens).toBe(500);
  });
});

describe("the service's clock", () => {
  it("follows the answers, without jumping by the second that a Date cuts off", () => {
    const timing = new FakeTiming();
    const clock = new ServiceClock(timing);
    expect([clock.known, clock.now()]).toEqual([false, 1_000_000]);
    expect(clock.observe("Tue, 11 Sep 2018 00:00:00 GMT")).toBe(true);
    const start = Date.parse("2018-09-11T00:00:00Z");
    expect(clock.now()).toBe(start);
    timing.time += 900;
    clock.observe("Tue, 11 Sep 2018 00:00:00 GMT");
    expect(clock.now()).toBe(start + 900);
    clock.observe("Tue, 11 Sep 2018 02:00:00 GMT");
    expect(clock.now()).toBe(start + 7_200_000);
  });

  it("ignores what is no date", () => {
    const clock = new ServiceClock(new FakeTiming());
    expect([clock.observe(undefined), clock.observe("soon"), clock.known]).toEqual([false, false, false]);
  });
});

describe("the action table", () => {
  it("names only listings that exist and read", () => {
    for (const spec of Object.values(actions)) for (const name of spec.stale) expect(actionSpec(name).effect).toBe("read");
  });

  it("never calls a create anything else", () => {
    for (const [name, spec] of Object.entries(actions)) {
      expect(spec.effect === "create", name).toBe(/^Create|^LiveRealTimeClip$/.test(name));
      expect(spec.effect === "read", name).toBe(/^Describe|^SearchMedia$|^PullEvents$/.test(name));
    }
  });
});
