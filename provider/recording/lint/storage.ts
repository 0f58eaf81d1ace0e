import type { Configuration } from "../configuration";
import { type FormatPlan, formatsOf, inlinePlan, plansOf, settingsOf } from "../formats";
import { inWords } from "../time";
import { kept } from "../words";
import type { LintRule } from "./rule";

interface Stored {
  readonly origin: string;
  readonly path: string;
  readonly plan: FormatPlan;
  /** The retention was left to the service's default. */
  readonly byDefault: boolean;
}

/** Everything that VOD keeps, and for how long. */
function stored(configuration: Configuration): Stored[] {
  const ofTemplates = configuration.templates.flatMap((template) =>
    plansOf(template).map((plan) => ({
      origin: template.origin,
      path: `${plan.format}Param.storageTime`,
      plan,
      byDefault: settingsOf(template, plan.format)?.storageTime === undefined,
    })),
  );
  const ofTasks = [...configuration.timed, ...configuration.highlights].map((task) => ({
    origin: task.origin,
    path: "storageTime",
    plan: inlinePlan(task),
    byDefault: task.storageTime === undefined,
  }));
  return [...ofTemplates, ...ofTasks].filter(({ plan }) => plan.destination.kind === "vod");
}

const seconds = (plan: FormatPlan) => (plan.storageTime === 0 ? Number.POSITIVE_INFINITY : plan.storageTime);

/** Checks of where files go and how long they stay. */
export const storage: readonly LintRule[] = [
  {
    id: "permanent-by-default",
    title: "Files kept for ever because nothing was said",
    why: "A retention that is left out is 0, and 0 is for ever: storage is paid until somebody deletes.",
    source: "RecordParam.StorageTime; CreateLiveRecord (storage_time), recording guide",
    hint: "set storageTime in seconds (30 days are 2592000); write 0 if for ever is meant",
    severity: "warning",
    check: (configuration) =>
      stored(configuration)
        .filter(({ plan, byDefault }) => byDefault && plan.storageTime === 0)
        .map(({ origin, path, plan }) => ({ origin, path, message: `${plan.format.toUpperCase()} files are kept for ever` })),
  },
  {
    id: "retention-under-policy",
    title: "Files kept too short",
    why: "VOD deletes the media and everything made from it for good when its time is over.",
    source: "your policy; RecordParam.StorageTime",
    hint: "raise storageTime",
    severity: "error",
    check: (configuration, { policy }) =>
      stored(configuration)
        .filter(({ plan }) => policy?.minimum !== undefined && seconds(plan) < policy.minimum)
        .map(({ origin, path, plan }) => ({
          origin,
          path,
          message: `${plan.format.toUpperCase()} files are kept ${kept(plan)}, the policy wants at least ${inWords(policy?.minimum ?? 0)}`,
        })),
  },
  {
    id: "retention-over-policy",
    title: "Files kept too long",
    why: "What is kept longer than it may be has to be deleted by hand.",
    source: "your policy; RecordParam.StorageTime",
    hint: "lower storageTime",
    severity: "error",
    check: (configuration, { policy }) =>
      stored(configuration)
        .filter(({ plan }) => policy?.maximum !== undefined && seconds(plan) > policy.maximum)
        .map(({ origin, path, plan }) => ({
          origin,
          path,
          message: `${plan.format.toUpperCase()} files are kept ${kept(plan)}, the policy allows at most ${inWords(policy?.maximum ?? 0)}`,
        })),
  },
  {
    id: "cos-incomplete",
    title: "COS without a bucket",
    why: "A template that stores in COS needs bucket, region and a path that begins with /.",
    source: "RecordParam.CosBucketPath, document 267/30845",
    hint: "set cosBucketName, cosBucketRegion and cosBucketPath",
    severity: "error",
    check: ({ templates }) =>
      templates.flatMap((template) =>
        plansOf(template).flatMap(({ format, destination }) => {
          if (destination.kind !== "cos") return [];
          const missing = Object.entries({
            cosBucketName: destination.bucket,
            cosBucketRegion: destination.region,
            cosBucketPath: destination.path,
          })
            .filter(([name, value]) => value === "" || (name === "cosBucketPath" && !value.startsWith("/")))
            .map(([name]) => name);
          if (missing.length === 0) return [];
          return [{ origin: template.origin, path: `${format}Param.${missing[0]}`, message: `cosStore needs ${missing.join(", ")}` }];
        }),
      ),
  },
  {
    id: "cos-not-switched-on",
    title: "A COS bucket that is not used",
    why: "The fields of COS count only with cosStore; without it the files go to VOD.",
    source: "CreateLiveRecordTemplate (CosStore), document 267/30845",
    hint: "set cosStore: true, which makes the template anew, or remove the bucket",
    severity: "warning",
    check: ({ templates }) =>
      templates.flatMap((template) =>
        formatsOf(template)
          .filter((format) => template.cosStore !== true && settingsOf(template, format)?.cosBucketName !== undefined)
          .map((format) => ({
            origin: template.origin,
            path: `${format}Param.cosBucketName`,
            message: `${format.toUpperCase()} files go to VOD, not to bucket ${settingsOf(template, format)?.cosBucketName}`,
          })),
      ),
  },
  {
    id: "retention-in-cos",
    title: "A retention that COS ignores",
    why: "storageTime counts in VOD only; in COS the bucket's own lifecycle decides.",
    source: "RecordParam.StorageTime, document 267/30845",
    hint: "set a lifecycle rule on the bucket and remove storageTime",
    severity: "warning",
    check: ({ templates }) =>
      templates.flatMap((template) =>
        formatsOf(template)
          .filter((format) => template.cosStore === true && (settingsOf(template, format)?.storageTime ?? 0) > 0)
          .map((format) => ({
            origin: template.origin,
            path: `${format}Param.storageTime`,
            message: `COS keeps ${format.toUpperCase()} files whatever storageTime says`,
          })),
      ),
  },
];
