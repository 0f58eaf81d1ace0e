import { describe, expect, it, vi } from "vitest";
import { tryPost } from "../../emulator/try-post";

const NAMES: Readonly<Record<string, string>> = {
  "hooks.example.com": "192.0.2.7",
  "rebound.example.com": "127.0.0.1",
  "six.example.com": "2001:db8::7",
};
vi.mock("node:dns/promises", () => ({
  lookup: async (name: string) => {
    const address = NAMES[name];
    if (address === undefined) throw new Error("ENOTFOUND");
    return { address };
  },
}));

const SELF = "http://127.0.0.1:8070";

/** Whether a callback may go there: `goes` and is broken off before anything is sent, or why not. */
async function fate(url: string, ...allowed: string[]): Promise<string> {
  const { kind, words } = await tryPost(url, "{}", { allowed, self: SELF }, AbortSignal.abort());
  return kind === "failed" && !words.includes("resolve") ? "goes" : words;
}

const beyond = (address: string) => `refused: it goes to ${address}; the setting callbackTargets allows more than loopback`;
const OWN = "refused: it is the emulator's own";

describe("a callback", () => {
  it.each(["http://127.0.0.1:9/x", "http://127.8.9.1/x", "http://[::1]:9/x", "http://rebound.example.com/x"])(
    "goes to loopback without being asked: %s",
    async (url) => {
      expect(await fate(url)).toBe("goes");
    },
  );

  it("goes further only where the setting names the host, its address, or everything", async () => {
    expect(await fate("http://hooks.example.com/x")).toBe(beyond("192.0.2.7"));
    for (const allowed of ["hooks.example.com", "192.0.2.7", "*"])
      expect(await fate("http://hooks.example.com/x", allowed), allowed).toBe("goes");
    for (const allowed of ["example.com", "192.0.2.70", "192.0.2.", "**", ""])
      expect(await fate("http://hooks.example.com/x", allowed), allowed).toBe(beyond("192.0.2.7"));
    expect(await fate("http://192.0.2.7/x", "hooks.example.com")).toBe(beyond("192.0.2.7"));
    expect(await fate("http://six.example.com/x", "hooks.example.com")).toBe(beyond("2001:db8::7"));
    expect(await fate("http://169.254.169.254/x", "hooks.example.com", "192.0.2.7")).toBe(beyond("169.254.169.254"));
  });

  it("never goes to the emulator itself, by whatever name", async () => {
    for (const host of ["127.0.0.1", "127.0.0.2", "[::1]", "rebound.example.com"])
      for (const scheme of ["http", "https"])
        expect(await fate(`${scheme}://${host}:8070/_control/reset`, "*"), `${scheme} ${host}`).toBe(OWN);
    expect(await fate("http://127.0.0.1:8071/x", "*")).toBe("goes");
    expect(await fate("http://192.0.2.7:8070/x", "*")).toBe("goes");
  });

  it.each(["ftp://127.0.0.1/x", "file:///etc/passwd", "127.0.0.1:9/x", ""])(
    "goes to no address that is none for callbacks: %j",
    async (url) => {
      expect(await fate(url, "*")).toBe("refused: it is no http or https address");
    },
  );

  it("to a name that nobody knows has failed, and was not refused", async () => {
    expect(await fate("http://gone.example.com/x", "*")).toBe("gone.example.com does not resolve");
  });
});
