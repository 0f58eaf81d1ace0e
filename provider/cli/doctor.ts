import { Command } from "commander";
import { doctor, openReader } from "../reading/index";
import { needsOf } from "./doctor-needs";
import { jsonOption, manifestOption, subAppIdOption } from "./options";
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
      `look at the account before an event: credentials, VOD, domains, quotas, record tasks, time shift, callbacks (an empty request to each URL); ends with ${EXIT.findings} on findings`,
    )
    .addOption(manifestOption())
    .addOption(subAppIdOption())
    .addOption(jsonOption())
    .action(async ({ manifest, subAppId, json }: Arguments) => {
      const declared = manifest !== undefined || hasManifest(session);
      const needs = declared ? needsOf(soundManifest(session, manifestFiles(session, manifest))) : {};
      const reader = openReader({ env: session.terminal.env, warn: (text) => session.note(text) });
      const looking = doctor({ ...needs, ...(subAppId === undefined ? {} : { subAppId }) }, reader);
      const diagnoses = await session.progress("Looking at the account", looking);
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
