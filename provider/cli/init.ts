import { existsSync, writeFileSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { Command } from "commander";
import { UserError } from "../core/errors";
import { DEFAULT_MANIFEST } from "../manifest/index";
import { jsonOption } from "./options";
import type { Session } from "./session";
import { layOutSchema } from "./stack/folder";
import { projectName } from "./stack/project";

const INSTALLED_SCHEMA = "node_modules/pulumi-live-recording/schema/manifest.schema.json";

/** `liverec init`: a small manifest to begin with. It never overwrites. */
export function initCommand(session: Session): Command {
  return new Command("init")
    .description("write a small commented manifest to begin with")
    .argument("[file]", "where to write it", DEFAULT_MANIFEST)
    .addOption(jsonOption())
    .action((file: string, { json }: { readonly json?: boolean }) => {
      const { cwd } = session.terminal;
      const target = resolve(cwd, file);
      const folder = resolve(target, "..");
      if (!existsSync(folder)) throw new UserError(`The folder of ${file} does not exist.`);
      if (existsSync(target)) throw new UserError(`${file} is there already and stays as it is.`);
      const schema = existsSync(resolve(folder, INSTALLED_SCHEMA)) ? INSTALLED_SCHEMA : relative(folder, layOutSchema(folder));
      // The flag refuses to overwrite what somebody wrote in this very moment.
      writeFileSync(target, starter(projectName(basename(folder)), `./${schema.replaceAll("\\", "/")}`), { flag: "wx" });
      if (json) session.json({ ok: true, created: file });
      else session.line(`Wrote ${file}. Next: put your push domain into it, then "liverec check" and "liverec preview".`);
    });
}

function starter(project: string, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
version: 1
project: ${project} # the state is kept under this name; do not change it later
timeZone: Asia/Shanghai # zone of all times below that carry no offset

# How recordings are made. A format that is named is made; lengths and lifetimes are in seconds.
templates:
  archive:
    hlsParam: { storageTime: 2592000 } # kept 30 days
    hlsSpecialParam: { flowContinueDuration: 300 } # a push that breaks for up to 5 minutes stays one file
  lecture:
    mp4Param: { recordInterval: 7200, storageTime: 7776000 } # files of 2 hours, kept 90 days
  norecord: {} # no format: what is bound to it is not recorded

# Which template records which pushes. The narrowest rule that matches wins.
domains:
  push.example.com: # your push domain
    playDomain: play.example.com
    record:
      - { template: archive } # every app, every stream
      - { app: lessons, template: lecture }
      - { app: live, stream: backstage, template: norecord }

lint:
  # Better: a callback template with recordNotifyUrl and recordExceptionNotifyUrl, bound under callbacks.
  ignore: [missing-failure-callback, missing-file-callback]

# More: schedule, highlights, clips, timeShiftTemplates … An editor with the YAML language server completes and explains them.
`;
}
