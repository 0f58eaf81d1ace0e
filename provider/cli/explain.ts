import { Command } from "commander";
import { UserError } from "../core/errors";
import { explain } from "../recording/explain";
import type { Target } from "../recording/levels";
import { declaredZone } from "../recording/zones";
import { explanationAnswer } from "./answers";
import { knownConfiguration, type SourceArguments } from "./explain-source";
import { explanationLines, timeShiftOf } from "./explain-words";
import { jsonOption, manifestOption, stackName } from "./options";
import type { Session } from "./session";
import { type GivenTime, momentOf, timeArgument } from "./times";

interface Arguments extends SourceArguments {
  readonly at?: GivenTime;
  readonly json?: boolean;
}

/** `liverec explain`: which rule records a stream, into what, and what else does. */
export function explainCommand(session: Session): Command {
  return new Command("explain")
    .description("say which rule records a stream, into what, for how long, and what else records it")
    .argument("[domain/app/stream]", "the stream", streamArgument)
    .addOption(manifestOption())
    .option("-s, --stack <name>", "ask a stack's state, instead of the manifest", stackName)
    .option("--state <file>", 'ask a state that "pulumi stack export" has written')
    .option("--live", "ask the account, as it is now")
    .option("--at <time>", "only tasks that are at work at this time", timeArgument)
    .addOption(jsonOption())
    .action(async (target: Target | undefined, { at: asked, json, ...given }: Arguments) => {
      // Not left to the parser, which knows no example.
      if (target === undefined) throw new UserError(`Name a stream: liverec explain ${EXAMPLE}.`);
      const known = await knownConfiguration(session, given, asked !== undefined && "at" in asked ? asked.at : undefined);
      const at = momentOf(asked, declaredZone([known.configuration]));
      const { configuration, source, unknown } = known;
      const explanation = explain(configuration, target, at);
      if (json) session.json({ source, ...explanationAnswer(explanation), timeShift: timeShiftOf(configuration, target) ?? null, unknown });
      else for (const line of explanationLines(session, explanation, known, at)) session.line(line);
    });
}

const EXAMPLE = "push.example.com/live/final";

function streamArgument(text: string): Target {
  const [domainName, appName, streamName, ...rest] = text.split("/");
  if (!domainName || !appName || !streamName || rest.length > 0) {
    throw new UserError(`${JSON.stringify(text)} is not a stream: write domain/app/stream, such as ${EXAMPLE}.`);
  }
  return { domainName, appName, streamName };
}
