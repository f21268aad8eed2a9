/** The portal as one web-standard handler: from a `Request` to its `Response`. */

import { relay } from "telwire/relay";

import type { Login, Portal, PortalSession } from "../shared/portal.js";
import type { Config } from "./config.js";
import { Sessions } from "./session.js";
import { themeOf } from "./theme.js";
import type { World } from "./world.js";

const USERS = ["ada", "grace"];

export interface PortalOptions {
  readonly config: Config;
  readonly world: World;
  readonly origin: string;
  readonly pages: (request: Request) => Promise<Response>;
}

export type Handler = (request: Request) => Promise<Response>;

export function portal({ config, world, origin, pages }: PortalOptions): Handler {
  const sessions = new Sessions();
  const relayed = relay({
    accounts: world.accounts,
    gateway: world.gateway,
    journal: world.store,
    fetch: world.fetch,
    clock: world.clock,
    limits: { counters: world.store, numbersPerDay: config.limits.numbersPerDay ?? undefined },
    policy: {
      check: (request) => {
        const session = sessions.of(request);
        return session === null ? null : { tenant: session.user, token: session.token };
      },
      origins: [origin],
      hosts: [new URL(origin).host],
      calls: [
        "check_numbers",
        "list_users",
        "get_user",
        "change_user",
        "tel_get_supported_countries",
        "tel_get_supported_states",
        "tel_get_supported_regions",
        "tel_list_regulation_addresses",
        "tel_list_numbers",
        "tel_delete_numbers",
        "orders",
      ],
      ownership: world.store,
      passwords: "once",
      changeUser: { forwardto: () => true, voicemailpin: () => true, vmemail: () => true } as object,
    },
  });

  const describe = (session: PortalSession | null): Portal => ({
    name: config.name,
    logo: config.logo,
    mode: world.mode,
    gateways: world.hosts,
    session,
    users: USERS,
    settings: [],
    forwardPrefixes: config.forwardPrefixes,
    limits: { ...config.limits, numbersToday: 0 },
    build: "server",
  });

  function enter(user: string): Response {
    const { session, cookie } = sessions.open(user);
    return json(describe(session), { "set-cookie": cookie });
  }

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/telwire/")) {
      return relayed(request);
    }
    switch (`${request.method} ${pathname}`) {
      case "GET /api/portal": {
        const session = sessions.of(request);
        return session === null ? enter(USERS[0] ?? "") : json(describe(session));
      }
      case "POST /api/login":
        return enter(((await request.json()) as Login).user);
      case "POST /api/logout":
        sessions.close(request);
        return json(describe(null));
      case "GET /api/audit":
      case "GET /api/lab/wire":
        return json([]);
      case "GET /theme.css":
        return themeOf(config);
      default:
        return pages(request);
    }
  };
}

function json(value: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(value, { headers: { "cache-control": "no-store", ...headers } });
}
