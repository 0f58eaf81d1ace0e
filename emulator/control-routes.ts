import { timingSafeEqual } from "node:crypto";
import { ClockBackwards } from "./clock";
import type { Controls } from "./controls";
import { type Fault, FaultError } from "./faults";
import { ControlError } from "./orders";
import { type SettingsChange, SettingsError } from "./settings-change";

/** An answer of the control API. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

type Body = Readonly<Record<string, unknown>>;
type Route = (controls: Controls, body: Body) => unknown;

const clock = (controls: Controls): object => ({ now: controls.now(), frozen: controls.account.clock.frozen });

const ROUTES: Readonly<Record<string, Route>> = {
  "GET clock": clock,
  "POST clock": (controls, body) => {
    if (body["freeze"] !== undefined) controls.freeze(body["freeze"] === true);
    if (body["now"] !== undefined) controls.setClock(String(body["now"]));
    if (body["advance"] !== undefined) controls.advance(Number(body["advance"]));
    return clock(controls);
  },
  "POST streams": (controls, body) => {
    const { event, ...rest } = body;
    if (event === "push") controls.push(rest as unknown as Parameters<Controls["push"]>[0]);
    else if (event === "break") controls.break(rest as unknown as Parameters<Controls["break"]>[0]);
    else if (event === "mix") controls.mix(rest as unknown as Parameters<Controls["mix"]>[0]);
    else if (event === "unmix") controls.unmix(rest as unknown as Parameters<Controls["unmix"]>[0]);
    else if (event === "exception") controls.exception(rest as unknown as Parameters<Controls["exception"]>[0]);
    else if (event === "push-exception") controls.pushException(rest as unknown as Parameters<Controls["pushException"]>[0]);
    else throw new ControlError("`event` is push, break, mix, unmix, exception or push-exception.");
    return { ok: true };
  },
  "POST media": (controls, body) => {
    const { fileId, storageClass } = body;
    controls.cool(String(fileId), storageClass === undefined ? undefined : String(storageClass));
    return { ok: true };
  },
  "GET callbacks": (controls) => controls.account.courier.entries(),
  "DELETE callbacks": (controls) => {
    controls.account.courier.clear();
    return { ok: true };
  },
  "GET journal": (controls) => controls.entries(),
  "DELETE journal": (controls) => {
    controls.journal.clear();
    return { ok: true };
  },
  "GET faults": (controls) => controls.faults.list(),
  "POST faults": (controls, body) => controls.fault(body as unknown as Fault),
  "DELETE faults": (controls) => {
    controls.faults.clear();
    return { ok: true };
  },
  "GET settings": (controls) => controls.settings(),
  "PUT settings": (controls, body) => controls.settings(body as SettingsChange),
  "POST reset": (controls) => {
    controls.reset();
    return { ok: true };
  },
  "GET state": (controls) => controls.state(),
};

/** Every control, as method and name. */
export const CONTROLS: readonly string[] = Object.keys(ROUTES);

/** Answers one call of the control API; errors are `{"error":"…"}` with status 400, 403, 404, 405 or 409. */
export function control(
  controls: Controls,
  method: string,
  path: string,
  body: Buffer,
  token: { given: string; wanted: string | undefined },
): ControlAnswer {
  if (token.wanted !== undefined && !same(token.given, token.wanted)) return error(403, "The header X-Control-Token is missing or wrong.");
  const name = path.replace(/^\/_control\/?/, "").replace(/\/$/, "");
  const route = ROUTES[`${method} ${name}`];
  if (route === undefined) {
    const methods = Object.keys(ROUTES).filter((one) => one.endsWith(` ${name}`));
    return methods.length === 0
      ? error(404, `There is no control \`${name}\`.`)
      : error(405, `${methods.map((one) => one.split(" ")[0]).join(" or ")} expected.`);
  }
  try {
    return { status: 200, body: route(controls, parse(body)) };
  } catch (thrown) {
    if (thrown instanceof ControlError) return error(thrown.status, thrown.message);
    if (thrown instanceof ClockBackwards) return error(409, thrown.message);
    if (thrown instanceof SettingsError || thrown instanceof FaultError) return error(400, thrown.message);
    return error(500, String(thrown));
  }
}

function parse(body: Buffer): Body {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString());
  } catch {
    throw new ControlError("The body is no valid JSON.");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new ControlError("The body is a JSON object.");
  return parsed as Body;
}

function same(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

const error = (status: number, message: string): ControlAnswer => ({ status, body: { error: message } });
