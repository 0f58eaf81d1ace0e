import { register } from "../../provider/core/registry";
import { callbackRule } from "../../provider/resources/callback-rule";
import { callbackTemplate } from "../../provider/resources/callback-template";
import { kinds } from "../../provider/resources/index";
import { recordTask } from "../../provider/resources/record-task";
import { snapshotRule } from "../../provider/resources/snapshot-rule";
import { snapshotTemplate } from "../../provider/resources/snapshot-template";
import { vodEventConfig } from "../../provider/resources/vod-event-config";

/** All kinds that have been written, whether or not they are offered already. */
export const everyKind = register([
  ...new Set([...kinds.values(), recordTask, snapshotTemplate, snapshotRule, callbackTemplate, callbackRule, vodEventConfig]),
]);

/** Only the older way to record on a schedule. */
export const withoutTasks = new Map([...kinds].filter(([token]) => token !== "RecordTask"));
