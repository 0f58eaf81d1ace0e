import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A body that a receiver was sent. */
export type Received = Readonly<Record<string, unknown>>;

/** Something on loopback that takes callbacks. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** Bodies in the order in which they came. */
  readonly got: Received[];
  /** Status of the answers from now on; 200 at first. */
  answer(status: number): void;
}

export async function startReceiver(): Promise<Receiver> {
  const got: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      got.push(JSON.parse(Buffer.concat(chunks).toString()) as Received);
      response.writeHead(status, { Location: "/elsewhere" });
      response.end('{"code":0}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    got,
    answer: (next) => {
      status = next;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
