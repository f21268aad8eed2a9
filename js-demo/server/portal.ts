/** The portal as one web-standard handler: who is signed in, the relay, the audit, the lab, the files of the page. */

import { TelwireError } from "telwire";
import { type Relay, relay } from "telwire/relay";

import type { Portal as Description, PortalLimits, PortalSession } from "../shared/portal.js";
import { Audit, type Wanted } from "./audit.js";
import type { Config } from "./config.js";
import { type Handler, json, notFound, objectOf, Refusal } from "./http.js";
import { Lab } from "./lab.js";
import type { Logins } from "./logins.js";
import { relayOptions } from "./policy.js";
import { isSame, type Sessions } from "./session.js";
import { themeOf } from "./theme.js";
import { Throttle } from "./throttle.js";
import { Wire } from "./wire.js";
import type { World } from "./world.js";

/** Whom one can be where no money is spent. */
const TEST_USERS = ["ada", "grace"];

/** Who it is in LIVE where nobody signs in: whoever sits at this machine. */
const LONE_USER = "owner";

/** What the relay answers to a new order. */
const CREATED = 201;

/** Where the relay is mounted. */
const MOUNT = "/api/telwire/";

export interface PortalOptions {
  readonly config: Config;
  readonly world: World;
  readonly sessions: Sessions;
  /** `null`: nobody needs a password. */
  readonly logins: Logins | null;
  /** What the portal is reached by, such as `https://portal.example`. */
  readonly origins: readonly string[];
  /** Answers what is not the portal's own. */
  readonly pages: Handler;
  readonly build: Description["build"];
}

export class Portal {
  readonly #options: PortalOptions;
  readonly #audit: Audit;
  readonly #lab: Lab | null;
  readonly #relay: Relay;
  readonly #throttle = new Throttle();
  readonly #now = (): number => this.#options.world.clock?.now() ?? Date.now();

  constructor(options: PortalOptions) {
    const { world } = options;
    const wire = world.test && new Wire(this.#now);
    this.#options = options;
    this.#audit = new Audit(world.records, this.#now);
    this.#relay = relay(relayOptions({ ...options, users: this.#everybody(), audit: this.#audit, wire }));
    this.#lab =
      world.test && wire && new Lab({ bench: world.test, wire, store: world.store, users: this.#everybody() });
  }

  /** Answers a request. */
  readonly handle: Handler = async (request) => {
    try {
      return await this.#answer(request);
    } catch (error) {
      return refusalOf(error).response();
    }
  };

  /** Goes on with orders whose server died. */
  async resume(): Promise<void> {
    const { world, origins } = this.#options;
    const orders = await world.store.running();
    for (const tenant of new Set(orders.map((order) => order.tenant))) {
      await this.#relay.resume(tenant, new Request(origins[0] ?? ""));
    }
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(MOUNT)) {
      return this.#relayed(request, pathname);
    }
    this.#checkHost(request);
    if (pathname.startsWith("/api/")) {
      return this.#api(request, pathname);
    }
    return pathname === "/theme.css" ? this.#theme() : this.#options.pages(request);
  }

  async #relayed(request: Request, pathname: string): Promise<Response> {
    return pathname.endsWith("/orders") ? this.#ordered(request) : this.#relay(request);
  }

  async #ordered(request: Request): Promise<Response> {
    const copy = request.clone();
    const response = await this.#relay(request);
    const session = response.status === CREATED ? this.#options.sessions.of(request) : null;
    if (session !== null) {
      this.#audit.ordered(session.user, (await copy.json()) as Wanted);
    }
    return response;
  }

  async #api(request: Request, pathname: string): Promise<Response> {
    this.#checkOrigin(request);
    switch (`${request.method} ${pathname}`) {
      case "GET /api/portal":
        return this.#portal(request);
      case "POST /api/login":
        return this.#login(request);
    }
    const session = this.#session(request);
    if (pathname.startsWith("/api/lab/") && this.#lab !== null) {
      return this.#lab.answer(request);
    }
    switch (`${request.method} ${pathname}`) {
      case "GET /api/audit":
        return json(this.#audit.entries(this.#isOwner(session) ? null : session.user));
      case "POST /api/logout":
        this.#audit.note(session.user, "logout", "", "done");
        return json(await this.#described(null), this.#options.sessions.close(request));
      default:
        throw notFound();
    }
  }

  /** Where nobody needs a password, whoever comes is the first user. */
  async #portal(request: Request): Promise<Response> {
    const session = this.#options.sessions.of(request);
    if (session === null && this.#options.logins === null) {
      return this.#entered(this.#everybody()[0] ?? LONE_USER);
    }
    return json(await this.#described(session));
  }

  async #login(request: Request): Promise<Response> {
    const { user, password = "" } = await objectOf(request);
    if (typeof user !== "string" || typeof password !== "string") {
      throw new Refusal(400, "wrong_format", "`user` and `password` must be texts");
    }
    if (this.#throttle.isTooMany(user)) {
      throw new Refusal(429, "too_many_logins", "the password was wrong too often: wait ten minutes");
    }
    if (!(await this.#isKnown(user, password))) {
      this.#throttle.failed(user);
      // What was typed may be a password in the wrong field.
      this.#audit.note(null, "login", "", "refused: wrong_login");
      throw new Refusal(403, "wrong_login", "the user or the password is wrong");
    }
    this.#audit.note(user, "login", "", "done");
    return this.#entered(user);
  }

  async #isKnown(user: string, password: string): Promise<boolean> {
    const { logins } = this.#options;
    return logins === null ? this.#everybody().includes(user) : logins.verify(user, password);
  }

  async #entered(user: string): Promise<Response> {
    const { session, headers } = this.#options.sessions.open(user);
    return json(await this.#described(session), headers);
  }

  async #described(session: PortalSession | null): Promise<Description> {
    const { config, world, build } = this.#options;
    return {
      name: config.name,
      logo: config.logo,
      mode: world.test === null ? "LIVE" : "TEST",
      gateways: world.hosts,
      session,
      users: this.#users(),
      settings: config.settings,
      forwardPrefixes: config.forwardPrefixes,
      limits: await this.#limits(session),
      build,
    };
  }

  async #limits(session: PortalSession | null): Promise<PortalLimits> {
    const { config, world } = this.#options;
    const today = new Date(this.#now()).toISOString().slice(0, "2026-11-22".length);
    const used = session && (await world.store.used(session.user, today));
    return { ...config.limits, numbersToday: used?.numbers ?? 0 };
  }

  #isOwner({ user }: PortalSession): boolean {
    return this.#options.config.owners.includes(user);
  }

  /** Everybody who may sign in. */
  #everybody(): readonly string[] {
    const { world, logins } = this.#options;
    return logins?.users ?? (world.test === null ? [LONE_USER] : TEST_USERS);
  }

  /** Whom one can be without a password. */
  #users(): readonly string[] {
    const { world, logins } = this.#options;
    return world.test !== null && logins === null ? this.#everybody() : [];
  }

  /** Names that point here without being ours are another site's. */
  #checkHost({ url, headers }: Request): void {
    const host = headers.get("host") ?? new URL(url).host;
    if (!this.#options.origins.some((origin) => new URL(origin).host === host)) {
      throw new Refusal(421, "wrong_host", "the portal has another address");
    }
  }

  /** To its own origin a page names none where it only reads. */
  #checkOrigin({ method, headers }: Request): void {
    const origin = headers.get("origin");
    if (origin === null ? method !== "GET" : !this.#options.origins.includes(origin)) {
      throw new Refusal(403, "wrong_origin", "the request is from another site's page");
    }
  }

  #session(request: Request): PortalSession {
    const session = this.#options.sessions.of(request);
    if (session === null) {
      throw new Refusal(401, "no_session", "nobody is signed in");
    }
    if (request.method !== "GET" && !isSame(request.headers.get("telwire-token") ?? "", session.token)) {
      throw new Refusal(403, "wrong_token", "the header `telwire-token` does not hold the token of the session");
    }
    return session;
  }

  #theme(): Response {
    return new Response(themeOf(this.#options.config), { headers: { "content-type": "text/css; charset=utf-8" } });
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  if (TelwireError.is(error) && error.kind === "invalid_input") {
    return new Refusal(400, error.code, error.message);
  }
  throw error;
}
