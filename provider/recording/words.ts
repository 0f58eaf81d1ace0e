import type { TaskTarget } from "./configuration";
import type { Destination, FormatPlan } from "./formats";
import type { Target } from "./levels";
import { inWords } from "./time";

/** `A`, `A and B`, `A, B and C` */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** `7 days`, `for ever` */
export function kept(plan: Pick<FormatPlan, "storageTime">): string {
  return plan.storageTime === 0 ? "for ever" : inWords(plan.storageTime);
}

/**
 * `MP4 in files of 2 h, kept 90 days`
 * @param cut into which files it is cut, where that is not the interval's doing
 */
export function planWords(
  plan: FormatPlan,
  cut = plan.interval === null ? "one file per push" : `files of ${inWords(plan.interval)}`,
): string {
  const joined = plan.continuation > 0 ? `, joined over breaks of up to ${inWords(plan.continuation)}` : "";
  const sound = plan.content === "audio" && plan.format !== "aac" && plan.format !== "mp3" ? " (sound only)" : "";
  return `${plan.format.toUpperCase()}${sound} in ${cut}${joined}, ${placeWords(plan)}`;
}

/** All that is written of one push. */
export function plansWords(plans: readonly FormatPlan[]): string {
  return plans.map((plan) => planWords(plan)).join("; ");
}

function placeWords(plan: FormatPlan): string {
  if (plan.destination.kind === "cos") return `stored in ${destinationWords(plan.destination)}`;
  return `kept ${kept(plan)}${plan.destination.subAppId === undefined ? "" : ` in ${destinationWords(plan.destination)}`}`;
}

export function destinationWords(destination: Destination): string {
  if (destination.kind === "vod") return destination.subAppId === undefined ? "VOD" : `VOD application ${destination.subAppId}`;
  return destination.bucket === "" ? "COS" : `COS bucket ${destination.bucket}${destination.path}`;
}

/** What a rule's triple means, where no narrower rule takes something away. */
export function targetWords({ domainName, appName, streamName }: Target): string {
  const domain = domainName === "" ? "any domain" : domainName;
  if (streamName === "") return appName === "" ? `every stream of ${domain}` : `every stream of ${domain}/${appName}`;
  return appName === "" ? `stream ${streamName} of ${domain} in every app` : `${domain}/${appName}/${streamName}`;
}

export function taskWords({ domainName, appName, streamName }: TaskTarget): string {
  return domainName ? `${domainName}/${appName}/${streamName}` : `${appName}/${streamName}`;
}
