import { listIn } from "../../core/answer";
import type { Props } from "../../core/schema";
import { QUOTAS, type Quota } from "../../recording/quotas";
import type { Reader } from "../reader";
import { type Diagnosis, finding, looked, well } from "./diagnosis";

/** From this share of a quota on it is a finding. */
const NEARLY = 0.8;

interface Listing {
  readonly action: string;
  readonly field: "Templates" | "Rules";
  readonly params?: Props;
}

const LISTINGS: readonly { readonly id: string; readonly quota: Quota; readonly listings: readonly Listing[] }[] = [
  {
    id: "record-templates",
    quota: QUOTAS.recordTemplates,
    // Templates of slow live are shown only when they are asked for.
    listings: [0, 1].map((IsDelayLive) => ({ action: "DescribeLiveRecordTemplates", field: "Templates", params: { IsDelayLive } })),
  },
  { id: "record-rules", quota: QUOTAS.recordRules, listings: [{ action: "DescribeLiveRecordRules", field: "Rules" }] },
  {
    id: "snapshot-templates",
    quota: QUOTAS.snapshotTemplates,
    listings: [{ action: "DescribeLiveSnapshotTemplates", field: "Templates" }],
  },
  {
    id: "callback-templates",
    quota: QUOTAS.callbackTemplates,
    listings: [{ action: "DescribeLiveCallbackTemplates", field: "Templates" }],
  },
];

/** How much of each quota is used that can be counted by a listing. */
export async function quotas(reader: Reader): Promise<Diagnosis[]> {
  const all = LISTINGS.map(({ id, quota, listings }) =>
    looked(id, nameOf(quota), async () => {
      let used = 0;
      for (const { action, field, params = {} } of listings) used += listIn(action, await reader.call(action, params), field).length;
      return quotaState(id, used, quota);
    }),
  );
  return (await Promise.all(all)).flat();
}

/** `12 of 50 record rules are used.` */
export function quotaState(id: string, used: number, quota: Quota): Diagnosis {
  const { limit } = quota;
  const text = `${used} of ${limit} ${nameOf(quota)} are used.`;
  if (!isNearly(used, limit)) return well(id, text);
  return finding(
    id,
    text,
    `Delete what is not used, or ask the vendor for a higher quota: the service refuses number ${limit + 1}. Templates can be shared between rules.`,
  );
}

/** Whether so much of a limit is used that an event may meet it. */
export function isNearly(used: number, limit: number): boolean {
  return used >= limit * NEARLY;
}

function nameOf({ what }: Quota): string {
  return what.replace(/ of an account$/, "");
}
