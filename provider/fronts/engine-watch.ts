import { connect } from "node:http2";
import { createConnection } from "node:net";

/**
 * The provider host outlives an engine that is killed and would go on writing, at worst beside the next run. It holds an HTTP/2 connection to the
 * engine (a bare TCP connection is closed by the engine after two minutes); when that closes and the engine refuses a new one, `gone` is called.
 * @param argv the arguments of the process: only the dynamic provider host, with the engine's address, is watched
 */
export function watchEngine(argv: readonly string[], gone: () => void): void {
  const [, script, address] = argv;
  if (script === undefined || !/dynamic-provider[\\/](index(\.js)?)?$/.test(script)) return;
  const match = /^(127\.0\.0\.1|localhost|\[::1\]):(\d+)$/.exec(address ?? "");
  if (match === null) return;
  hold(String(address), () => {
    const probe = createConnection({ host: String(match[1]).replace(/[[\]]/g, ""), port: Number(match[2]) });
    probe.once("connect", () => {
      probe.destroy();
      watchEngine(argv, gone);
    });
    probe.once("error", gone);
  });
}

function hold(address: string, closed: () => void): void {
  const session = connect(`http://${address}`);
  session.unref();
  session.on("error", () => undefined); // "close" follows and is what counts
  session.once("close", closed);
}
