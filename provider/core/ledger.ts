/**
 * What the resources of one run are about. The engine creates before it deletes, and forgets nothing that an interrupted run left to be deleted: a renamed
 * or forcibly replaced resource takes over the very object that is deleted next, in this run or a later one. Each check and diff says here what the live
 * resources hold, and a delete leaves that alone.
 */
export class RunLedger {
  readonly #declared = new Map<string, string>();
  readonly #held = new Set<string>();
  readonly #owners = new Map<string, string>();

  /** A resource declares a natural key. @returns the mark of another resource of this run that declares the same */
  declare(key: string, mark: string): string | undefined {
    const other = this.#declared.get(key);
    if (other === undefined) this.#declared.set(key, mark);
    return other === mark ? undefined : other;
  }

  declaredBy(key: string): string | undefined {
    return this.#declared.get(key);
  }

  /** The state has this object under a live resource, which keeps it or lets it go. */
  meet(object: string, mark: string, keeps: boolean): void {
    this.#owners.set(object, mark);
    if (keeps) this.#held.add(object);
    else this.#held.delete(object);
  }

  holds(object: string): boolean {
    return this.#held.has(object);
  }

  /** The mark of the live resource under which the state has an object; undefined when no resource of this run was met with it. */
  ownerOf(object: string): string | undefined {
    return this.#owners.get(object);
  }
}

/** A mark without its digest: the logical name in the service's letters, for messages. */
export function nameInMark(mark: string): string {
  return mark.replace(/-[0-9a-f]{8}$/, "");
}
