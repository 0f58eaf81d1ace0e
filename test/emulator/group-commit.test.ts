import { expect, test } from "vitest";
import { Account } from "../../emulator/account";
import { Clock } from "../../emulator/clock";
import { happen } from "../../emulator/happenings";
import { defaultSettings } from "../../emulator/settings";
import { type Backend, type Change, Store } from "../../emulator/store";

/** An account on a disk that notes its writes, and breaks when it is told to. */
function onDisk() {
  const writes: (readonly Change[])[] = [];
  const disk = { broken: false };
  const backend: Backend = {
    load: () => [],
    write(changes) {
      if (disk.broken) throw new Error("disk full");
      writes.push(changes);
    },
    clear() {},
    close() {},
  };
  const account = new Account(new Store(backend), new Clock(0, true), defaultSettings(), happen);
  const written = () =>
    writes.map((changes) => changes.filter(({ collection }) => collection === "counters").map(({ key, body }) => `${key} ${body}`));
  return { account, disk, written };
}

test("calls that come at once share one write, and each waits for it", async () => {
  const { account, written } = onDisk();
  account.next("a");
  const first = account.saved();
  account.next("b");
  const second = account.saved();
  expect(written()).toEqual([]);
  await first;
  expect(written()).toEqual([["a 1", "b 1"]]);
  await second;
  expect(written()).toHaveLength(1);
  expect(account.saved()).toBeUndefined();
});

test("a write that comes in between takes along what waits, and what waits need not write again", async () => {
  const { account, written } = onDisk();
  account.next("a");
  const waiting = account.saved();
  account.next("b");
  account.commit();
  expect(account.saved()).toBeUndefined();
  await waiting;
  expect(written()).toEqual([["a 1", "b 1"]]);
});

test("where the disk fails nobody is told otherwise, and the next write takes everything along", async () => {
  const { account, disk, written } = onDisk();
  account.next("a");
  disk.broken = true;
  await expect(account.saved()).rejects.toThrow("disk full");
  account.save();
  await new Promise(setImmediate);
  disk.broken = false;
  account.next("b");
  await account.saved();
  expect(written()).toEqual([["a 1", "b 1"]]);
});
