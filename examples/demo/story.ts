import Table from "cli-table3";
import pc from "picocolors";

let step = 0;

/** A heading of the story. */
export function chapter(title: string): void {
  step += 1;
  console.log(`\n${pc.bold(pc.cyan(`${step}. ${title}`))}`);
}

export function say(text: string): void {
  console.log(`   ${text}`);
}

export function command(text: string): void {
  console.log(`   ${pc.dim("$")} ${pc.bold(text)}`);
}

/** A step that must hold; the story ends where one does not. */
export function check(holds: boolean, text: string): void {
  if (!holds) throw new Error(`this should hold, and does not: ${text}`);
  console.log(`   ${pc.green("✓")} ${text}`);
}

export function table(head: string[], rows: string[][]): void {
  const drawn = new Table({ head: head.map((text) => pc.bold(text)), style: { head: [], border: [], compact: true } });
  drawn.push(...rows);
  for (const line of drawn.toString().split("\n")) console.log(`   ${line}`);
}
