/** Who is signed in where there is one page. */

import { type Opened, secret, type Sessions } from "../server/session.js";
import type { PortalSession } from "../shared/portal.js";

export class PageSession implements Sessions {
  #session: PortalSession | null = null;

  of(): PortalSession | null {
    return this.#session;
  }

  open(user: string): Opened {
    this.#session = { user, token: secret() };
    return { session: this.#session, headers: {} };
  }

  close(): HeadersInit {
    this.#session = null;
    return {};
  }
}
