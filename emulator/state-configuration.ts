import type { Account } from "./account";
import type { CallbackTemplate, EventConfig, Rule, SnapshotTemplate, WindowTask } from "./model";
import { type Span, span } from "./state-files";

/** What else is configured, and the tasks of the newer families. No key is shown. */
export interface ConfigurationState {
  snapshot: { templates: SnapshotTemplate[]; rules: Rule[] };
  callback: { templates: Omit<CallbackTemplate, "CallbackKey">[]; rules: Omit<Rule, "StreamName">[] };
  /** VOD's event settings by sub-application, where they were changed. */
  eventConfigs: Record<string, Omit<EventConfig, "SignKey">>;
  windowTasks: WindowTaskState[];
}

/** A CreateRecordTask or CreateScreenshotTask task. */
export interface WindowTaskState extends Omit<WindowTask, "start" | "end" | "stoppedAt" | "createdAt" | "recordings">, Span {
  state: "waiting" | "running" | "finished" | "stopped";
  files: string[];
}

/** The parts of the account's state that `GET /_control/state` shows beside streams and media. */
export function configurationState(account: Account): ConfigurationState {
  const { snapshot, callback, eventConfigs, windowTasks } = account;
  return {
    ...structuredClone({
      snapshot: { templates: [...snapshot.templates.values()], rules: [...snapshot.rules.values()] },
      callback: {
        templates: [...callback.templates.values()].map(({ CallbackKey: _, ...shown }) => shown),
        rules: [...callback.rules.values()].map(({ StreamName: _, ...shown }) => shown),
      },
      eventConfigs: Object.fromEntries([...eventConfigs.entries()].map(([id, { SignKey: _, ...shown }]) => [id, shown])),
    }),
    windowTasks: [...windowTasks.values()].map((task) => windowTaskState(account, task)),
  };
}

function windowTaskState(account: Account, task: WindowTask): WindowTaskState {
  const { start, end, stoppedAt, createdAt: _, recordings, ...rest } = task;
  const now = account.now();
  const passed = start > now ? "waiting" : end > now ? "running" : "finished";
  return {
    ...rest,
    ...span({ start, end }),
    state: stoppedAt === null ? passed : "stopped",
    files: recordings.flatMap((id) => account.recordings.get(id)?.files ?? []),
  };
}
