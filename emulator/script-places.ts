import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, visit } from "yaml";

export interface ScriptPlace {
  readonly line: number;
  readonly column: number;
}

/** Names and positions from the top of a script down. */
export type Path = readonly (string | number)[];

/** Where the parts of a script stand, by their paths. */
export class Places {
  /** Anchors that some alias takes up. */
  readonly #takenUp = new Set<string>();

  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {
    visit(document, { Alias: (_key, { source }) => void this.#takenUp.add(source) });
  }

  /** A value; the nearest thing around one that is not there. With `isName` the last step is a name that does not belong there. */
  of(path: Path, isName = false): ScriptPlace {
    let found: unknown = this.document.contents;
    for (const [index, step] of path.entries()) {
      const { key, value } = this.#child(found, step);
      const wanted = isName && index === path.length - 1 ? key : value;
      if (!isNode(wanted)) break;
      found = wanted;
    }
    const { line, col } = this.lines.linePos((isNode(found) && found.range?.[0]) || 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** Whether a value stands at other paths as well, by an anchor and its aliases. */
  isShared(path: Path): boolean {
    let found: unknown = this.document.contents;
    for (const step of path) {
      const { raw, value } = this.#child(found, step);
      // What is not there under its own name came by a merge.
      if (raw === undefined || isAlias(raw)) return true;
      if (isNode(raw) && "anchor" in raw && raw.anchor !== undefined && this.#takenUp.has(raw.anchor)) return true;
      found = value;
    }
    return false;
  }

  /** @returns `value` is what an alias stands for, `raw` the alias */
  #child(parent: unknown, step: string | number): { key?: unknown; raw?: unknown; value?: unknown } {
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step)) : undefined;
    const raw = isSeq(parent) ? parent.items[Number(step)] : pair?.value;
    return { key: pair?.key, raw, value: isAlias(raw) ? raw.resolve(this.document) : raw };
  }
}
