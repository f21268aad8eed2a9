/** What the portal keeps beside the relay's store: who is signed in, and who did what. */

import type { AuditEntry, PortalSession } from "../shared/portal.js";

export interface StoredSession extends PortalSession {
  /** In milliseconds since 1970. */
  readonly expires: number;
}

export interface Records {
  openSession(id: string, session: StoredSession): void;
  session(id: string): StoredSession | null;
  closeSession(id: string): void;
  note(entry: AuditEntry): void;
  /** The latest first. */
  notes(): readonly AuditEntry[];
}

/** Records that end with the process. */
export class MemoryRecords implements Records {
  readonly #sessions = new Map<string, StoredSession>();
  readonly #notes: AuditEntry[] = [];

  openSession(id: string, session: StoredSession): void {
    this.#sessions.set(id, session);
  }

  session(id: string): StoredSession | null {
    return this.#sessions.get(id) ?? null;
  }

  closeSession(id: string): void {
    this.#sessions.delete(id);
  }

  note(entry: AuditEntry): void {
    this.#notes.unshift(entry);
  }

  notes(): readonly AuditEntry[] {
    return this.#notes;
  }
}
