/** Records in the database that holds the relay's store. */

import type { SqliteDatabase } from "telwire/relay";

import type { AuditEntry } from "../shared/portal.js";
import type { Records, StoredSession } from "./records.js";

const SCHEMA = `
  create table if not exists portal_sessions (
    id text primary key,
    user text not null,
    token text not null,
    expires integer not null
  );
  create table if not exists portal_audit (
    at text not null,
    user text,
    what text not null,
    detail text not null,
    outcome text not null
  );
`;

export class SqliteRecords implements Records {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    database.exec(SCHEMA);
  }

  openSession(id: string, { user, token, expires }: StoredSession): void {
    this.#database.prepare("insert into portal_sessions values (?, ?, ?, ?)").run(id, user, token, expires);
  }

  session(id: string): StoredSession | null {
    const row = this.#database.prepare("select user, token, expires from portal_sessions where id = ?").get(id);
    return (row as StoredSession | undefined) ?? null;
  }

  closeSession(id: string): void {
    this.#database.prepare("delete from portal_sessions where id = ?").run(id);
  }

  note({ at, user, what, detail, outcome }: AuditEntry): void {
    const values = [at, user ?? "", what, detail, outcome];
    this.#database.prepare("insert into portal_audit values (?, nullif(?, ''), ?, ?, ?)").run(...values);
  }

  notes(): readonly AuditEntry[] {
    const rows = this.#database.prepare("select * from portal_audit order by rowid desc").all();
    return rows as AuditEntry[];
  }
}
