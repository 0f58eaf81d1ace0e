import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/index";
import { ok } from "./client";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    settings: {
      domains: ["push.example.com", "push2.example.com", "other.example.com"],
      playDomains: { "play.example.com": "push.example.com" },
    },
  });
});
afterEach(() => emulator.close());

interface Domains {
  readonly AllCount: number;
  readonly CreateLimitCount: number;
  readonly DomainList: readonly { readonly Name: string; readonly Type: number }[];
}
const ask = async (params: object = {}) => (await ok(emulator, "DescribeLiveDomains", params)) as unknown as Domains;
const names = async (params: object = {}) => (await ask(params)).DomainList.map(({ Name, Type }) => `${Name} ${Type}`);

describe("the domains of an account", () => {
  const PUSH = ["push.example.com 0", "push2.example.com 0", "other.example.com 0"];

  it("are all of them, or those of one type, or those that begin with a text, or both", async () => {
    expect(await names()).toEqual([...PUSH, "play.example.com 1"]);
    expect(await names({ DomainType: 0 })).toEqual(PUSH);
    expect(await names({ DomainType: 1 })).toEqual(["play.example.com 1"]);
    expect(await names({ DomainPrefix: "push" })).toEqual(PUSH.slice(0, 2));
    expect(await names({ DomainPrefix: "p", DomainType: 1 })).toEqual(["play.example.com 1"]);
    expect(await names({ DomainPrefix: "example" })).toEqual([]);
  });

  it("come in pages, with the count of what was asked for and how many more there may be", async () => {
    emulator.settings({ domains: Array.from({ length: 25 }, (_, index) => `d${index}.example.com`) });
    const pages = await Promise.all([1, 2, 3].map((PageNum) => ask({ PageNum, DomainType: 0 })));
    expect(pages.map(({ DomainList }) => DomainList.length)).toEqual([20, 5, 0]);
    expect(new Set(pages.flatMap(({ DomainList }) => DomainList.map(({ Name }) => Name))).size).toBe(25);
    expect(pages[0]).toMatchObject({ AllCount: 25, CreateLimitCount: 74 });
  });

  it("that nobody told of are those of which pushes and rules were heard, each once", async () => {
    emulator.settings({ domains: null, playDomains: {} });
    expect(await names()).toEqual([]);
    for (const stream of ["a", "b"]) emulator.push({ domain: "pushed.example.com", app: "live", stream });
    const { TemplateId } = await ok(emulator, "CreateLiveRecordTemplate", { TemplateName: "t" });
    await ok(emulator, "CreateLiveRecordRule", { DomainName: "ruled.example.com", AppName: "", StreamName: "", TemplateId });
    expect(await names()).toEqual(["pushed.example.com 0", "ruled.example.com 0"]);
  });
});
