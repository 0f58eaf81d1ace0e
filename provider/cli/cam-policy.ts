import { Command } from "commander";
import { camPolicy } from "../reading/index";
import type { Session } from "./session";

/** `liverec cam-policy`: the least privilege that the package needs, as a CAM policy. */
export function camPolicyCommand(session: Session): Command {
  return new Command("cam-policy")
    .description("print the CAM policy with the least privilege that is needed, ready for the console")
    .option("--read-only", "only what previews, refreshes and reads need")
    .action(({ readOnly }: { readonly readOnly?: boolean }) => {
      session.line(JSON.stringify(camPolicy({ readOnly: readOnly === true }), null, 2));
    });
}
