import { Command } from "commander";
import { DEFAULT_MANIFEST, lineOf, type Problem } from "../manifest/index";
import { jsonOption } from "./options";
import { EXIT, type Session } from "./session";
import { manifestFiles, readManifest } from "./sources";

/** A problem as machines read it. */
export function problemJson({ place, path, message, severity }: Problem): object {
  return { file: place.file, line: place.line, column: place.column, path, message, severity };
}

/** `liverec check`: everything that is wrong with a manifest, each with file, line and column. */
export function checkCommand(session: Session): Command {
  return new Command("check")
    .description("check manifests without touching anything")
    .argument("[file...]", `manifests that belong together; a folder means its ${DEFAULT_MANIFEST} (default: ${DEFAULT_MANIFEST})`)
    .addOption(jsonOption())
    .action((given: string[], { json }: { readonly json?: boolean }) => {
      const files = manifestFiles(session, given);
      const { problems, resources } = readManifest(session, files, "note");
      const errors = problems.filter(({ severity }) => severity === "error").length;
      if (errors > 0) session.code = EXIT.error;
      if (json) {
        const declared = resources.map(({ token, name, place }) => ({ kind: token, name, file: place.file, line: place.line }));
        session.json({ ok: errors === 0, problems: problems.map(problemJson), resources: declared });
        return;
      }
      for (const problem of problems) session.line(lineOf(problem));
      const found = errors === 0 ? "no errors" : errors === 1 ? "1 error" : `${errors} errors`;
      session.note(`${files.join(", ")}: ${resources.length} ${resources.length === 1 ? "resource" : "resources"}, ${found}`);
    });
}
