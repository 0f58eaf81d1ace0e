import mermaid from "mermaid";

/**
 * Mermaid cleans texts with DOMPurify, which does nothing without a browser but be missed. Whether a chart is well-formed does not hang on it.
 * It is Mermaid's own copy that must be reached, so it is named from there.
 */
const purifier: unknown = (await import(import.meta.resolve("dompurify", import.meta.resolve("mermaid")))).default;
if (typeof purifier === "function") Object.assign(purifier, { addHook: () => undefined, sanitize: (text: string) => text });

/** The kind of diagram that a text is. @throws what Mermaid has to say against it */
export async function diagramOf(chart: string): Promise<string> {
  return (await mermaid.parse(chart)).diagramType;
}
