import { createInterface } from "node:readline/promises";

/** Asks a question that only "yes" answers with yes. */
export async function confirmed(question: string): Promise<boolean> {
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await questions.question(`${question} [y/N] `)).trim());
  } finally {
    questions.close();
  }
}
