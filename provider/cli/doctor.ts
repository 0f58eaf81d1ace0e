import { Command } from "commander";
import { doctor, openReader } from "../reading/index";
import { jsonOption, manifestOption } from "./options";
import { EXIT, type Session } from "./session";
import { hasManifest, manifestFiles, soundManifest } from "./sources";

interface Arguments {
  readonly manifest?: readonly string[];
  readonly subAppId?: string;
  readonly json?: boolean;
}

const SIGN = { well: "ok", finding: "!!", unknown: "??" } as const;

/** `liverec doctor`: whether the account is ready for what is declared. Reads only. */
export function doctorCommand(session: Session): Command {
  return new Command("doctor")
    .description(
      `look at the account before an event: credentials, VOD, domains, time shift, quotas, callbacks; ends with ${EXIT.findings} on findings`,
    )
    .addOption(manifestOption())
    .option("--sub-app-id <id>", "VOD application")
    .addOption(jsonOption())
    .action(async ({ manifest, subAppId, json }: Arguments) => {
      const needs = manifest !== undefined || hasManifest(session) ? needsOf(session, manifest) : {};
      const reader = openReader({ env: session.terminal.env });
      const looked = doctor({ ...needs, ...(subAppId === undefined ? {} : { subAppId }) }, reader);
      const diagnoses = await session.progress("Looking at the account", looked);
      if (diagnoses.some(({ state }) => state === "finding")) session.code = EXIT.findings;
      if (json) {
        session.json({ diagnoses });
        return;
      }
      for (const { state, text, hint } of diagnoses) {
        const paint = state === "well" ? session.colors.green : state === "finding" ? session.colors.red : session.colors.yellow;
        session.line(`${paint(SIGN[state])} ${text}`);
        if (hint !== undefined) for (const line of hint.split("\n")) session.line(`   ${line}`);
      }
    });
}

/** What the manifest needs of the account: the domains it names, and time shift where it cuts clips. */
function needsOf(session: Session, manifest: readonly string[] | undefined) {
  const { resources } = soundManifest(session, manifestFiles(session, manifest));
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const domains = new Set(resources.flatMap(({ inputs }) => text(inputs["domainName"]) ?? []));
  const clipped = resources.flatMap(({ token, inputs }) => {
    const streamName = token === "Clip" ? text(inputs["streamId"]) : undefined;
    return streamName === undefined ? [] : [{ streamName }];
  });
  return { domains: [...domains].sort(), clipped };
}
