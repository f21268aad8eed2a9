/** Who is signed in: a cookie that scripts cannot read, and a token that no other site knows. */

import type { PortalSession } from "../shared/portal.js";
import type { Records } from "./records.js";

/** Whose request it is. */
export interface Sessions {
  of(request: Request): PortalSession | null;
  /** Signs a user in. */
  open(user: string): Opened;
  /** Signs out whoever sent the request. */
  close(request: Request): HeadersInit;
}

/** A session that has begun, and what tells the browser. */
export interface Opened {
  readonly session: PortalSession;
  readonly headers: HeadersInit;
}

const LIFETIME = 12 * 3600;

/** Sessions by a cookie. */
export class CookieSessions implements Sessions {
  readonly #records: Records;
  readonly #name: string;
  readonly #attributes: string;

  /** @param isSecure - whether the portal is reached by HTTPS, and its cookie by nothing else */
  constructor(records: Records, isSecure: boolean) {
    this.#records = records;
    this.#name = isSecure ? "__Host-session" : "session";
    this.#attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
  }

  of(request: Request): PortalSession | null {
    const found = this.#records.session(this.#idOf(request));
    return found === null || found.expires < Date.now() ? null : { user: found.user, token: found.token };
  }

  open(user: string): Opened {
    const id = secret();
    const session = { user, token: secret() };
    this.#records.openSession(id, { ...session, expires: Date.now() + LIFETIME * 1000 });
    return { session, headers: this.#cookie(id, LIFETIME) };
  }

  close(request: Request): HeadersInit {
    this.#records.closeSession(this.#idOf(request));
    return this.#cookie("", 0);
  }

  #cookie(value: string, age: number): HeadersInit {
    return { "set-cookie": `${this.#name}=${value}; Max-Age=${age}; ${this.#attributes}` };
  }

  #idOf({ headers }: Request): string {
    const cookies = (headers.get("cookie") ?? "").split("; ");
    const own = cookies.find((cookie) => cookie.startsWith(`${this.#name}=`));
    return own?.slice(this.#name.length + 1) ?? "";
  }
}

/** A text that nobody guesses. */
export function secret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether the texts are the same, in a time that does not tell where they differ. */
export function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
