import { Command, InvalidArgumentError } from "commander";
import { configurationOfManifest } from "../manifest/index";
import { type AlsoRecorded, type ExplainedRule, type Explanation, explain } from "../recording/explain";
import type { Target } from "../recording/levels";
import type { Moment } from "../recording/moments";
import { planWords, targetWords } from "../recording/words";
import { jsonOption, manifestOption } from "./options";
import type { Session } from "./session";
import { manifestFiles, soundManifest } from "./sources";
import { momentArgument, timeText } from "./times";

interface Arguments {
  readonly manifest?: readonly string[];
  readonly at?: Moment;
  readonly json?: boolean;
}

/** `liverec explain`: which rule records a stream, into what, and what else does. */
export function explainCommand(session: Session): Command {
  return new Command("explain")
    .description("say which rule records a stream, into what, for how long, and what else records it")
    .argument("<domain/app/stream>", "the stream", streamArgument)
    .addOption(manifestOption())
    .option("--at <time>", "only tasks that are at work at this time, RFC 3339", momentArgument)
    .addOption(jsonOption())
    .action((target: Target, { manifest, at, json }: Arguments) => {
      const { resources } = soundManifest(session, manifestFiles(session, manifest));
      const explanation = explain(configurationOfManifest(resources), target, at);
      if (json) session.json({ ...explanation });
      else for (const line of linesOf(explanation)) session.line(line);
    });
}

function streamArgument(text: string): Target {
  const [domainName, appName, streamName, ...rest] = text.split("/");
  if (!domainName || !appName || !streamName || rest.length > 0) {
    throw new InvalidArgumentError("write domain/app/stream, such as push.example.com/live/final.");
  }
  return { domainName, appName, streamName };
}

function linesOf({ target, rule, recorded, beaten, without, also, double, effect }: Explanation): string[] {
  const stream = targetWords(target);
  if (rule === undefined) return [`${stream}: no rule matches, so no rule records it.`, ...alsoLines(also)];
  return [
    recorded ? `${stream} is recorded.` : `${stream} is not recorded by a rule: the one that counts exempts it.`,
    `  rule      ${rule.rule.origin} (${targetWords(rule.rule)})`,
    `  level     ${rule.level}`,
    `  template  ${rule.template?.key ?? `${rule.rule.template}, which is not in the manifest`}`,
    ...rule.plans.map((plan) => `  files     ${planWords(plan)}`),
    ...(beaten.length === 0 ? [] : [`  beaten    ${beaten.map(ruleWords).join("; ")}`]),
    `  without   ${without === undefined ? "no other rule would record it" : `${ruleWords(without)} would count`}`,
    ...alsoLines(also),
    ...(double ? ["  double    one push gives several sets of files: a rule and tasks, or several tasks"] : []),
    effect,
  ];
}

function ruleWords({ rule, level }: ExplainedRule): string {
  return `${rule.origin} (${level}, template ${rule.template})`;
}

function alsoLines(also: readonly AlsoRecorded[]): string[] {
  return also.map(({ origin, window, plans }) => {
    const when = window === undefined ? "from when it is applied" : `${timeText(window.start)} to ${timeText(window.end)}`;
    return `  also      ${origin}, ${when}: ${plans.map(planWords).join("; ") || "nothing"}`;
  });
}
