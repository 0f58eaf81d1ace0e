import type { DatabaseSync } from "node:sqlite";
import type { Backend, Change } from "./store";

/**
 * Documents in one SQLite file. The write-ahead log is synced on every commit, so an acknowledged write survives a kill, and the
 * exclusive lock keeps a second emulator off the same account. Rows keep the order in which documents were first put.
 */
export function openFile(path: string): Backend {
  const database = open(path);
  const upsert = database.prepare(
    "INSERT INTO documents (collection, key, body) VALUES (?, ?, ?) ON CONFLICT (collection, key) DO UPDATE SET body = excluded.body",
  );
  const remove = database.prepare("DELETE FROM documents WHERE collection = ? AND key = ?");
  const [begin, end, undo] = [database.prepare("BEGIN IMMEDIATE"), database.prepare("COMMIT"), database.prepare("ROLLBACK")];
  return {
    *load() {
      for (const row of database.prepare("SELECT collection, key, body FROM documents ORDER BY rowid").iterate()) {
        yield { collection: String(row["collection"]), key: String(row["key"]), body: String(row["body"]) };
      }
    },
    write(changes: readonly Change[]) {
      begin.run();
      try {
        for (const { collection, key, body } of changes) {
          if (body === undefined) remove.run(collection, key);
          else upsert.run(collection, key, body);
        }
        end.run();
      } catch (error) {
        undo.run();
        throw error;
      }
    },
    clear() {
      database.exec("DELETE FROM documents");
    },
    close() {
      database.close();
    },
  };
}

/** The database of a file, made where there is none. Throws with the file's name. */
function open(path: string): DatabaseSync {
  // Asked of the process, because bundlers rewrite `node:` imports and this module has no name without the prefix.
  const sqlite: typeof import("node:sqlite") | undefined = process.getBuiltinModule("node:sqlite");
  if (sqlite === undefined)
    throw new Error(`the state file ${path} cannot be used: it needs Node 22.13 or newer, and this is ${process.version}`);
  const { DatabaseSync: Database } = sqlite;
  let database: DatabaseSync | undefined;
  try {
    database = new Database(path);
    database.exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
    database.exec("CREATE TABLE IF NOT EXISTS documents (collection TEXT, key TEXT, body TEXT, UNIQUE (collection, key))");
    return database;
  } catch (error) {
    database?.close();
    throw new Error(`the state file ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
