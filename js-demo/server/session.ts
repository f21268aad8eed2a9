/** Who is signed in: a cookie that scripts cannot read, and a token that no other site knows. */

import type { PortalSession } from "../shared/portal.js";

const COOKIE = "session";

export class Sessions {
  readonly #sessions = new Map<string, PortalSession>();

  /** Whose request that is. */
  of(request: Request): PortalSession | null {
    return this.#sessions.get(idOf(request)) ?? null;
  }

  /** Signs a user in. @returns the session, and the cookie that is it */
  open(user: string): { readonly session: PortalSession; readonly cookie: string } {
    const id = secret();
    const session = { user, token: secret() };
    this.#sessions.set(id, session);
    return { session, cookie: `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Strict` };
  }

  /** Signs out whoever sent the request. */
  close(request: Request): void {
    this.#sessions.delete(idOf(request));
  }
}

function idOf(request: Request): string {
  const cookies = (request.headers.get("cookie") ?? "").split("; ");
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? "";
}

function secret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
