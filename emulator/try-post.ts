import { lookup } from "node:dns/promises";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { BlockList, isIP } from "node:net";

/** How a try ended: only HTTP 200 is `taken`; `refused` was not even tried. */
export interface Outcome {
  readonly kind: "taken" | "failed" | "refused";
  readonly words: string;
}

/** Where a try may go: loopback, the named hosts and addresses (`*` is every one), and never the emulator itself. */
export interface Targets {
  readonly allowed: readonly string[];
  readonly self: string;
}

/** The service waits so long for an answer (7.13). */
const TIMEOUT_MS = 20_000;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * Posts JSON to an address, if that is allowed. The name is resolved first and the connection goes to the very address that was checked;
 * redirections are not followed. The emulator's own port is refused, since its control API would take a POST.
 */
export async function tryPost(url: string, body: string, targets: Targets, signal: AbortSignal): Promise<Outcome> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return refused("is no http or https address");
  const host = parsed.hostname.replace(/^\[|\]$/g, "");
  const address = isIP(host) ? host : await resolve(host);
  if (address === undefined) return { kind: "failed", words: `${host} does not resolve` };
  const onLoopback = loopback.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  const named = targets.allowed.some((one) => one === "*" || one === host || one === address);
  if (!onLoopback && !named) return refused(`goes to ${address}; the setting callbackTargets allows more than loopback`);
  if (onLoopback && targets.self !== "" && portOf(parsed) === portOf(new URL(targets.self))) return refused("is the emulator's own");
  return send(parsed, address, body, signal);
}

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === "https:" ? 443 : 80));

const refused = (words: string): Outcome => ({ kind: "refused", words: `refused: it ${words}` });

async function resolve(host: string): Promise<string | undefined> {
  return lookup(host).then(
    ({ address }) => address,
    () => undefined,
  );
}

function send(url: URL, address: string, body: string, signal: AbortSignal): Promise<Outcome> {
  const secure = url.protocol === "https:";
  const options = {
    host: address,
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    method: "POST",
    headers: { Host: url.host, "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) },
    agent: false as const,
    timeout: TIMEOUT_MS,
    signal,
  };
  return new Promise((done) => {
    const asked = secure ? secureRequest({ ...options, servername: url.hostname }) : plainRequest(options);
    // The answer counts once its head is there; a receiver that never ends its body must not hold a place.
    asked.on("response", (response) => {
      const { statusCode = 0 } = response;
      response.on("error", () => {});
      response.resume();
      done({ kind: statusCode === 200 ? "taken" : "failed", words: `HTTP ${statusCode}` });
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer in 20 s")));
    asked.on("error", (error: NodeJS.ErrnoException) => done({ kind: "failed", words: error.code ?? error.message }));
    asked.end(body);
  });
}
