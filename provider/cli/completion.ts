import type { RootCommand } from "@bomb.sh/tab";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import { RISK_MEANINGS, RISKS } from "../recording/changes";
import { LINT_RULES } from "../recording/lint/index";
import type { Session } from "./session";

/** Adds completion to the finished tree of commands: `completion SHELL` prints a script, which asks the hidden `complete`. */
export function addCompletion(session: Session, program: Command): void {
  const completions = tab(program, { completionCommandName: "completion" });
  addValues(completions);
  // The library knows of no files, so it would forbid the shell to complete any.
  Object.assign(completions, { complete: (typed: string) => answer(session, completions, typed) });
  const command = program.commands.find((one) => one.name() === "completion");
  command?.description("print the script by which a shell completes commands, such as: source <(liverec completion bash)");
  command?.action((shell: string) => {
    if (shell === "bash") session.line(BASH);
    else completions.setup("liverec", "liverec", shell);
  });
}

/** Values of options that nobody knows by heart. */
function addValues({ commands }: RootCommand): void {
  const values: Readonly<Record<string, readonly (readonly [value: string, description: string])[]>> = {
    forbid: RISKS.map((risk) => [risk, RISK_MEANINGS[risk]]),
    allow: RISKS.map((risk) => [risk, RISK_MEANINGS[risk]]),
    ignore: LINT_RULES.map(({ id, title }) => [id, title]),
  };
  for (const command of commands.values()) {
    for (const [name, known] of Object.entries(values)) {
      const option = command.options.get(name);
      if (option === undefined) continue;
      option.handler = (complete) => {
        for (const [value, description] of known) complete(value, description);
      };
    }
  }
}

/** Says what may stand there, one on a line, and last whether files may: when nothing else does. */
function answer(session: Session, { completions }: RootCommand, typed: string): void {
  const value = typed.slice(typed.indexOf("=") + 1);
  // Lists such as data-loss,gap are completed at their last entry.
  const before = value.slice(0, value.lastIndexOf(",") + 1);
  // A group comes first with its own description, then once more with that of each of its commands.
  const found = Map.groupBy(completions, (one) => `${before}${one.value}`);
  const fitting = [...found].filter(([text]) => text.startsWith(value));
  for (const [text, [first]] of fitting) session.line(`${text}\t${first?.description ?? ""}`);
  session.line(fitting.length === 0 ? ":0" : ":4");
}

/** Needs no package beside bash, and evaluates nothing of what was typed. */
const BASH = `# bash completion for liverec
__liverec_complete() {
    local word="\${COMP_WORDS[COMP_CWORD]}" line answer
    COMPREPLY=()
    # Bash takes = for a word of its own; an option and its value arrive as they were typed.
    local -a words=()
    local index
    for ((index = 1; index <= COMP_CWORD; index++)); do words+=("\${COMP_WORDS[index]}"); done
    if [[ "$word" == "=" ]]; then word=""; words[\${#words[@]}-1]=""; fi
    if ((COMP_CWORD > 1)) && [[ "\${COMP_WORDS[COMP_CWORD-1]}" == "=" ]]; then unset "words[\${#words[@]}-2]"; fi
    while IFS= read -r line; do
        answer="\${line%%$'\\t'*}"
        if [[ "$line" != :[0-9]* && "$answer" == "$word"* ]]; then COMPREPLY+=("$answer"); fi
    done < <(liverec complete -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F __liverec_complete liverec`;
