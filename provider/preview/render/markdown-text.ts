/** One line. */
export function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** Text in which nothing is taken for Markdown, HTML or the name of a person. */
export function escaped(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/([\\`*_[\]|~#$])/g, "\\$1")
    .replace(/@/g, "@<!-- -->")
    .replace(/\bhttps?:\/\//g, (scheme) => scheme.replace(":", "<!-- -->:"));
}

/** A value as code, also inside a table; whatever is in it, it stays one span. */
export function code(text: string): string {
  const plain = flat(text);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const padded = plain.startsWith("`") || plain.endsWith("`") ? ` ${plain} ` : plain;
  return `${fence}${padded.replaceAll("|", "\\|")}${fence}`;
}
