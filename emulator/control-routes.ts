import { timingSafeEqual } from "node:crypto";
import { ClockBackwards } from "./clock";
import * as form from "./control-form";
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

const STREAM_EVENTS: ReadonlyMap<string, (controls: Controls, order: Body) => void> = new Map([
  ["push", (controls: Controls, order: Body) => controls.push(form.fitting(form.PUSH, order))],
  ["break", (controls: Controls, order: Body) => controls.break(form.fitting(form.BREAK, order))],
  ["mix", (controls: Controls, order: Body) => controls.mix(form.fitting(form.MIX, order))],
  ["unmix", (controls: Controls, order: Body) => controls.unmix(form.fitting(form.UNMIX, order))],
  ["exception", (controls: Controls, order: Body) => controls.exception(form.fitting(form.EXCEPTION, order))],
  ["push-exception", (controls: Controls, order: Body) => controls.pushException(form.fitting(form.PUSH_EXCEPTION, order))],
]);

const ROUTES: Readonly<Record<string, Route>> = {
  "GET clock": clock,
  "POST clock": (controls, body) => {
    const { freeze, now, advance } = form.fitting<{ freeze?: boolean; now?: string; advance?: number }>(form.CLOCK, body);
    if (freeze !== undefined) controls.freeze(freeze);
    if (now !== undefined) controls.setClock(now);
    if (advance !== undefined) controls.advance(advance);
    return clock(controls);
  },
  "POST streams": (controls, { event, ...order }) => {
    const act = STREAM_EVENTS.get(String(event));
    if (act === undefined) throw new ControlError(`\`event\` is one of ${[...STREAM_EVENTS.keys()].join(", ")}.`);
    act(controls, order);
    return { ok: true };
  },
  "POST media": (controls, body) => {
    const { fileId, storageClass } = form.fitting<{ fileId?: string; storageClass?: string }>(form.MEDIA, body);
    controls.cool(fileId ?? "", storageClass);
    return { ok: true };
  },
  "GET callbacks": (controls) => controls.settled().courier.entries(),
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
