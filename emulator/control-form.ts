import { closed, type Form, flag, list, misfits, text } from "./form";
import { ControlError } from "./orders";

const number = { type: "number" };
const key = { domain: text, app: text, stream: text };
const mix = { output: closed(key), inputs: list(closed(key)), outputStreamType: number, at: text };

const formOf = (properties: object): Form => ({ schema: closed(properties), whole: "the body" });

/** The bodies of `POST streams`, without their event. */
export const PUSH = formOf({ ...key, at: text, audio: flag, video: flag, overseas: flag });
export const BREAK = formOf({ ...key, at: text });
export const MIX = formOf(mix);
export const UNMIX = formOf({ output: mix.output, at: text });
export const EXCEPTION = formOf({ ...key, type: number, level: text });
export const PUSH_EXCEPTION = formOf({ ...key, type: number, count: number });

export const CLOCK = formOf({ now: text, advance: number, freeze: flag });
export const MEDIA = formOf({ fileId: text, storageClass: text });

/** A body that has the types and the names of its form; what they may be is for the controls to say. Throws ControlError. */
export function fitting<T>(form: Form, body: unknown): T {
  const wrong = misfits(form, body);
  if (wrong !== "") throw new ControlError(wrong);
  return body as T;
}
