import type { dynamic } from "@pulumi/pulumi";
import { kinds } from "../resources/index";
import { handler } from "./handler";
import { processSession } from "./session";

/** One session for all kinds: the provider host loads this module once per process. */
const session = processSession(process.env, process.argv);

/** What the provider host calls for resources of one kind. */
export function handlerOf(token: string): dynamic.ResourceProvider {
  const kind = kinds.get(token);
  if (kind === undefined) throw new Error(`there is no kind ${token}`);
  return handler(kind, session);
}
