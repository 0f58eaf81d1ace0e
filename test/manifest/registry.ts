import { kinds } from "../../provider/resources/index";

/** A registry in which only the older way to record on a schedule is there. */
export const withoutTasks = new Map([...kinds].filter(([token]) => token !== "RecordTask"));
