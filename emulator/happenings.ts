import type { Account } from "./account";
import { endClip } from "./clip-life";
import { applyChange, type ConfigChange } from "./configuration";
import { addCosFile } from "./cos";
import { deliver } from "./deliveries";
import type { Id } from "./ids";
import { addMedia, completeClip, expireMedia } from "./media";
import { endMix, startMix } from "./mixes";
import type { CosFile, Media } from "./model";
import { endFlow } from "./procedures";
import { endContinuation, nextSlice } from "./recorder";
import type { Doing } from "./script";
import { scriptCall } from "./script-calls";
import { deliverSnapshot, resumeSnapshots } from "./snapshots";
import { breakStream, pushStream } from "./streams";
import { endTask, forgetTask, startTask } from "./tasks";
import { expireSession } from "./timeshift";
import { onWindowTask, type WindowTaskEvent } from "./window-tasks";

/** All that can be planned for a moment of the account's time. */
export type Happening =
  | Doing
  | { type: "slice"; recording: string; start: number }
  | { type: "continuationOver"; recording: string; since: number }
  | { type: "file"; media: Media }
  | { type: "cosFile"; file: CosFile }
  | { type: "mediaExpire"; fileId: string }
  | { type: "persisted"; clip: string }
  | { type: "flowOver"; fileId: string; taskId: string }
  | { type: "deliver"; id: string }
  | { type: "snapshot"; run: string; at: number }
  | { type: "sessionExpire"; sid: string }
  | { type: "clipOver"; id: string }
  | { type: "taskStart"; taskId: Id }
  | { type: "taskEnd"; taskId: Id }
  | { type: "taskForget"; taskId: Id }
  | WindowTaskEvent
  | { type: "effect"; change: ConfigChange };

type Handlers = { readonly [K in Happening["type"]]: (account: Account, event: Extract<Happening, { type: K }>) => void };

/** What happens for each kind of event; each handler looks again at whether it still applies. */
const HANDLERS: Handlers = {
  push: (account, event) => pushStream(account, event.key, event),
  break: (account, event) => breakStream(account, event.key),
  call: (account, event) => scriptCall(account, event.action, event.params, event.as),
  mix: (account, event) => startMix(account, event.mix),
  unmix: (account, event) => endMix(account, event.output),
  slice: (account, event) => nextSlice(account, event.recording, event.start),
  continuationOver: (account, event) => endContinuation(account, event.recording, event.since),
  file: (account, event) => addMedia(account, event.media),
  cosFile: (account, event) => addCosFile(account, event.file),
  mediaExpire: (account, event) => expireMedia(account, event.fileId),
  persisted: (account, event) => completeClip(account, event.clip),
  flowOver: (account, event) => endFlow(account, event.fileId, event.taskId),
  deliver: (account, event) => deliver(account, event.id),
  snapshot: (account, event) => deliverSnapshot(account, event.run, event.at),
  sessionExpire: (account, event) => expireSession(account, event.sid),
  clipOver: (account, event) => endClip(account, event.id, "time shift data expired"),
  taskStart: (account, event) => startTask(account, event.taskId),
  taskEnd: (account, event) => endTask(account, event.taskId, "finished"),
  taskForget: (account, event) => forgetTask(account, event.taskId),
  windowTask: (account, event) => onWindowTask(account, event),
  effect: (account, event) => takeEffect(account, event.change),
};

function takeEffect(account: Account, change: ConfigChange): void {
  applyChange(account, change);
  if (change.of === "callbackRule" || change.of === "callbackTemplate") resumeSnapshots(account);
}

/** Does what was planned. */
export function happen(account: Account, event: Happening): void {
  const handler = HANDLERS[event.type] as (account: Account, event: Happening) => void;
  handler(account, event);
}
