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

/** Says that events were handled, so that they do not come again (ConfirmEvents). Any number: 16 are sent at a time. Only within 30 seconds of the pull. */
export async function confirmVodEvents(
  events: readonly (VodEvent | string)[],
  options: { readonly subAppId?: string | number } = {},
  reader: Reader = defaultReader(),
): Promise<void> {
  const handles = events.map((event) => (typeof event === "string" ? event : event.handle));
  for (let at = 0; at < handles.length; at += PER_CALL) {
    await reader.call("ConfirmEvents", { EventHandles: handles.slice(at, at + PER_CALL), ...subApp(options.subAppId) });
  }
}
