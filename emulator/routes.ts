import type { IncomingMessage, ServerResponse } from "node:http";
import { control } from "./control-routes";
import type { Controls } from "./controls";
import { cosRequest } from "./cos-address";
import type { Front, Gateway } from "./gateway";
import { encodeJson } from "./json";
import { legacyMediaPath } from "./legacy";
import { sendMedia } from "./media-response";
import { serveCos, serveMedia } from "./media-server";

/** Who answers: the service's interfaces by path, and the control API. */
export interface Routes {
  readonly gateway: Gateway;
  readonly fronts: ReadonlyMap<string, Front>;
  readonly controls: Controls;
  readonly token: string | undefined;
}

/** Answers a request by its path: an interface of the service, the control API, or a file of VOD or COS. */
export async function route(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  { gateway, fronts, controls, token }: Routes,
): Promise<void> {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const object = cosRequest(request.headers.host, path);
  if (object !== undefined) {
    response.setHeader("Date", gateway.date());
    sendMedia(request, response, serveCos(controls.account, object));
    return;
  }
  const front = fronts.get(path);
  if (front !== undefined) {
    await gateway.serve(front, request, response, body);
    return;
  }
  response.setHeader("Date", gateway.date());
  if (path === "/_control" || path.startsWith("/_control/")) {
    const given = String(request.headers["x-control-token"] ?? "");
    const answer = control(controls, request.method ?? "GET", path, body, { given, wanted: token });
    response.writeHead(answer.status, { "Content-Type": "application/json" });
    response.end(encodeJson(answer.body));
    return;
  }
  sendMedia(request, response, serveMedia(controls.account, legacyMediaPath(path) ?? path));
}
