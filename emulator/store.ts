import { encodeJson, parseJson } from "./json";

/** One changed document; `body` undefined means removed. */
export interface Change {
  readonly collection: string;
  readonly key: string;
  readonly body: string | undefined;
}

/** Where documents live between runs. `write` returns only when the changes are durable. */
export interface Backend {
  load(): Iterable<Change>;
  write(changes: readonly Change[]): void;
  clear(): void;
  close(): void;
}

/** A named set of documents. A document is read by reference; a change counts once it is put again. */
export class Collection<T> {
  readonly #documents = new Map<string, T>();

  constructor(readonly touch: (key: string) => void) {}

  get size(): number {
    return this.#documents.size;
  }

  get(key: string): T | undefined {
    return this.#documents.get(key);
  }

  put(key: string, document: T): void {
    this.#documents.set(key, document);
    this.touch(key);
  }

  delete(key: string): boolean {
    const had = this.#documents.delete(key);
    if (had) this.touch(key);
    return had;
  }

  values(): IterableIterator<T> {
    return this.#documents.values();
  }

  entries(): IterableIterator<[string, T]> {
    return this.#documents.entries();
  }

  /** Takes a stored document in without marking it changed. */
  adopt(key: string, document: T): void {
    this.#documents.set(key, document);
  }

  empty(): void {
    this.#documents.clear();
  }
}

/** Documents in collections over one backend: memory mode has none, file mode makes changes durable before a reply tells of them. */
export class Store {
  readonly #collections = new Map<string, Collection<unknown>>();
  readonly #changed = new Map<string, Set<string>>();
  #dirty = false;

  constructor(readonly backend: Backend | undefined) {}

  /** Documents outlive the process. */
  get durable(): boolean {
    return this.backend !== undefined;
  }

  /** There are changes that are not durable yet; never in memory mode. */
  get dirty(): boolean {
    return this.#dirty;
  }

  collection<T>(name: string): Collection<T> {
    const touched = new Set<string>();
    this.#changed.set(name, touched);
    const touch = (key: string): void => {
      touched.add(key);
      this.#dirty = true;
    };
    const made = new Collection<T>(this.backend === undefined ? () => {} : touch);
    this.#collections.set(name, made as Collection<unknown>);
    return made;
  }

  /** Fills the collections from the backend; documents of unknown collections are left alone. */
  load(): void {
    if (this.backend === undefined) return;
    for (const { collection, key, body } of this.backend.load()) {
      if (body !== undefined) this.#collections.get(collection)?.adopt(key, parseJson(body));
    }
  }

  /** Makes every change so far durable in one write. Where that fails nothing is lost: the changes go into the next write. */
  commit(): void {
    if (this.backend === undefined) return;
    const changes: Change[] = [];
    for (const [collection, keys] of this.#changed) {
      for (const key of keys) {
        const document = this.#collections.get(collection)?.get(key);
        changes.push({ collection, key, body: document === undefined ? undefined : encodeJson(document) });
      }
    }
    this.backend.write(changes);
    for (const keys of this.#changed.values()) keys.clear();
    this.#dirty = false;
  }

  clear(): void {
    for (const collection of this.#collections.values()) collection.empty();
    for (const keys of this.#changed.values()) keys.clear();
    this.#dirty = false;
    this.backend?.clear();
  }

  close(): void {
    if (this.#dirty) this.commit();
    this.backend?.close();
  }
}
