import type { LintRule } from "./rule";

const URLS = ["recordNotifyUrl", "recordStatusNotifyUrl", "recordExceptionNotifyUrl"] as const;

/** Checks of how somebody is told, and of snapshots. */
export const callbacks: readonly LintRule[] = [
  {
    id: "failure-levels",
    title: "Errors left out of the failure callback",
    why: "recordExceptionLevels limits what is reported; without `error` the failures themselves are missing.",
    source: "CreateLiveCallbackTemplate (RecordExceptionLevels), document 267/117052",
    hint: "add error",
    severity: "warning",
    check: ({ callbackTemplates }) =>
      callbackTemplates
        .filter(({ recordExceptionLevels: levels }) => levels !== undefined && levels.length > 0 && !levels.includes("error"))
        .map(({ origin, recordExceptionLevels }) => ({
          origin,
          path: "recordExceptionLevels",
          message: `only ${recordExceptionLevels?.join(", ")} is reported`,
        })),
  },
  {
    id: "unsigned-callback",
    title: "Callbacks that anybody could send",
    why: "With a key every callback carries sign, the MD5 of key and time, by which a receiver knows the service.",
    source: "CreateLiveCallbackTemplate (CallbackKey)",
    hint: "set callbackKey",
    severity: "warning",
    check: ({ callbackTemplates }) =>
      callbackTemplates
        .filter((template) => template.hasKey === false && URLS.some((url) => template[url]))
        .map(({ origin }) => ({ origin, path: "callbackKey", message: "the callbacks are not signed" })),
  },
  {
    id: "callback-in-clear",
    title: "Callbacks over plain http",
    why: "They carry file addresses, which then pass readable through the network.",
    source: "CreateLiveCallbackTemplate",
    hint: "use an https address",
    severity: "info",
    check: ({ callbackTemplates }) =>
      callbackTemplates.flatMap((template) =>
        URLS.filter((url) => template[url]?.startsWith("http:")).map((url) => ({
          origin: template.origin,
          path: url,
          message: `${template[url]} is not encrypted`,
        })),
      ),
  },
  {
    id: "events-without-address",
    title: "VOD events that are pushed nowhere",
    why: "In PUSH mode events go to notificationUrl; without one they are lost.",
    source: "ModifyEventConfig, document 266/57589",
    hint: "set notificationUrl, or use PULL",
    severity: "error",
    check: ({ vodEvents }) =>
      vodEvents
        .filter(({ mode, notificationUrl }) => mode === "PUSH" && !notificationUrl)
        .map(({ origin }) => ({ origin, path: "notificationUrl", message: "mode is PUSH and there is no address" })),
  },
  {
    id: "second-snapshot-template",
    title: "Two snapshot templates on one domain",
    why: "A domain can be linked to one snapshot template only.",
    source: "CreateLiveSnapshotRule, document 267/30835",
    hint: "use one template for all rules of the domain",
    severity: "error",
    check: ({ snapshotRules }) =>
      snapshotRules.flatMap((rule, index) => {
        const first = snapshotRules.slice(0, index).find(({ domainName }) => domainName === rule.domainName);
        if (first === undefined || first.template === rule.template) return [];
        return [{ origin: rule.origin, path: "template", message: `${rule.domainName} already has snapshot template ${first.template}` }];
      }),
  },
  {
    id: "snapshot-interval-once",
    title: "A snapshot interval that can be made but not kept",
    why: "A new template may have 2 seconds or more, a changed one 5 or more: any later edit of it may be refused.",
    source: "CreateLiveSnapshotTemplate and ModifyLiveSnapshotTemplate (SnapshotInterval)",
    hint: "use 5 seconds or more",
    severity: "info",
    check: ({ snapshotTemplates }) =>
      snapshotTemplates
        .filter(({ snapshotInterval = 10 }) => snapshotInterval < 5)
        .map(({ origin, snapshotInterval }) => ({
          origin,
          path: "snapshotInterval",
          message: `${snapshotInterval} s is under the 5 s of a change`,
        })),
  },
];
