import { listIn, textIn } from "../core/answer";
import { codeOf } from "../core/errors";
import { isProps, type Props } from "../core/schema";
import { defaultReader, type Reader, subApp } from "./reader";

/** An event of VOD, as PullEvents hands it out. */
export interface VodEvent {
  /** What confirms it; it comes again when it is not confirmed within 30 seconds. */
  readonly handle: string;
  /** `NewFileUpload`, `FileDeleted`, `ProcedureStateChanged`, `PersistenceComplete`, … */
  readonly type: string;
  /** The event's own fields, as the API names them. */
  readonly content: Props;
}

const PER_CALL = 16;

/**
 * Takes up to 16 waiting events (PullEvents; the VOD application must be in mode `PULL`). Waits up to 5 seconds at the service when there are none.
 * @returns an empty list when nothing waits
 */
export async function pullVodEvents(
  options: { readonly subAppId?: string | number } = {},
  reader: Reader = defaultReader(),
): Promise<VodEvent[]> {
  try {
    const answer = await reader.call("PullEvents", subApp(options.subAppId));
    return listIn("PullEvents", answer, "EventSet").map(eventIn);
  } catch (error) {
    // What an empty poll returns is not documented: this code stands in the action's list.
    if (codeOf(error) === "ResourceNotFound") return [];
    throw error;
  }
}

function eventIn(event: Props): VodEvent {
  const content = Object.entries(event).find(([name, value]) => name.endsWith("Event") && isProps(value))?.[1];
  return { handle: textIn(event, "EventHandle") ?? "", type: textIn(event, "EventType") ?? "", content: isProps(content) ? content : {} };
}

/** What became of the events that were to be confirmed, by their handles. */
export interface Confirmation {
  readonly confirmed: readonly string[];
  /**
   * The service knows no such handle, or no more: an earlier request confirmed it and its answer was lost, or more than 30 seconds have passed since the pull. What was not
   * confirmed comes again, under another handle.
   */
  readonly unknown: readonly string[];
  /** Could not be confirmed, each with what the service or the network said. These events come again. */
  readonly failed: readonly { readonly handle: string; readonly error: Error }[];
}

/**
 * Says that events were handled, so that they do not come again (ConfirmEvents). Any number: 16 are sent at a time, and whatever becomes of one request, the others are
 * sent. Only within 30 seconds of the pull.
 * @returns what became of each event; look at `failed`, for what went wrong with a request is not thrown
 * @throws UserError for what is no VOD application
 */
export async function confirmVodEvents(
  events: readonly (VodEvent | string)[],
  options: { readonly subAppId?: string | number } = {},
  reader: Reader = defaultReader(),
): Promise<Confirmation> {
  const application = subApp(options.subAppId);
  const handles = [...new Set(events.map((event) => (typeof event === "string" ? event : event.handle)))];
  const became: { confirmed: string[]; unknown: string[]; failed: { handle: string; error: Error }[] } = {
    confirmed: [],
    unknown: [],
    failed: [],
  };
  const send = async (some: readonly string[]): Promise<void> => {
    try {
      await reader.call("ConfirmEvents", { EventHandles: some, ...application });
      became.confirmed.push(...some);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const isRefused = /^InvalidParameterValue\b/.test(codeOf(error) ?? "");
      if (!isRefused) became.failed.push(...some.map((handle) => ({ handle, error })));
      // One handle that is too old has all refused that are sent with it: which one it is, is not said.
      else if (some.length > 1) for (const handle of some) await send([handle]);
      else became.unknown.push(...some);
    }
  };
  for (let at = 0; at < handles.length; at += PER_CALL) await send(handles.slice(at, at + PER_CALL));
  return became;
}
