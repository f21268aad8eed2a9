/**
 * What the page and the server of the portal say to each other, beside the relay under `/api/telwire`.
 *
 * ```
 * GET    /api/portal                      → Portal
 * POST   /api/login      Login            → Portal
 * POST   /api/logout                      → Portal
 * GET    /api/audit                       → AuditEntry[], the latest first; of all users for the owners
 * GET    /api/lab/truth                   → Truth
 * POST   /api/lab/faults Fault            → 204     DELETE → 204: nothing goes wrong any more
 * POST   /api/lab/pace   Pace             → 204
 * POST   /api/lab/experiment Experiment   → Comparison
 * GET    /api/lab/wire?after=ID           → Exchange[], the oldest first
 * ```
 *
 * Everything but `GET` needs the header `telwire-token`, except a login. What is refused has a status from 400 on and a
 * {@link Problem}. The lab answers 404 in LIVE.
 */

import type { Fault } from "telwire/sandbox";

export type Carrier = "aculab" | "aql";

/** Whether money is spent. */
export type Mode = "LIVE" | "TEST";

/** Who is signed in, and what their requests repeat in the header `telwire-token`. */
export interface PortalSession {
  readonly user: string;
  readonly token: string;
}

/** What the page needs to know before anything else. */
export interface Portal {
  /** The reseller's name, by `portal.config.json`. */
  readonly name: string;
  /** The address of the logo; `null` if there is none. */
  readonly logo: string | null;
  readonly mode: Mode;
  /** Where each carrier is reached; `null` is a carrier that is not served. */
  readonly gateways: Readonly<Record<Carrier, string | null>>;
  /** `null`: the page shows the login. */
  readonly session: PortalSession | null;
  /** Whom one can be without a password: only in TEST without logins. */
  readonly users: readonly string[];
  /** The settings that `change_user` may make, by the names of the package. */
  readonly settings: readonly string[];
  /** How numbers begin that calls may be forwarded to, such as `441`. */
  readonly forwardPrefixes: readonly string[];
  readonly limits: PortalLimits;
  /** `static`: relay and sandbox run in this page's worker, and nothing outlives a reload. */
  readonly build: "server" | "static";
}

/** What the signed-in user may buy a day in UTC. */
export interface PortalLimits {
  /** `null` is as many as anybody likes. */
  readonly numbersPerDay: number | null;
  readonly numbersToday: number;
  /** What the numbers of a day may cost a month, as a decimal; `null` is as much as anybody likes. */
  readonly spendPerDay: string | null;
}

export interface Login {
  readonly user: string;
  /** Left out where none is needed: in TEST without logins. */
  readonly password?: string;
}

/** Why the portal refuses. */
export interface Problem {
  /** A text that never changes, such as `wrong_login`. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
}

/** Who did what, when, and what came of it. */
export interface AuditEntry {
  /** As ISO 8601, such as `2026-11-22T09:00:00.000Z`. */
  readonly at: string;
  /** `null`: nobody was signed in. */
  readonly user: string | null;
  /** Such as `order`, `tel_delete_numbers`, `login` or `refused`. */
  readonly what: string;
  /** What it was about, such as numbers. Never a secret. */
  readonly detail: string;
  /** Such as `bought 2 of 3`, or the code of a refusal. */
  readonly outcome: string;
}

/** What was really sold, and what this portal knows of it. */
export interface Truth {
  readonly sold: readonly SoldNumber[];
}

/** A number that the sandbox sold. */
export interface SoldNumber {
  readonly carrier: Carrier;
  /** As the carrier writes it. */
  readonly number: string;
  /** The VoIP user at aql; `null` at Aculab Cloud. */
  readonly user: string | null;
  /** Whom it belongs to by the portal's books; `null`: the portal does not know that it has it. */
  readonly owner: string | null;
  /** Bought by somebody else on the same account: a fault of the lab. */
  readonly byRival: boolean;
}

/** How many real milliseconds each answer of the sandbox takes. */
export interface Pace {
  readonly ms: number;
}

/** The same job and the same fault, for a naive loop and for telwire. */
export interface Experiment {
  readonly carrier: Carrier;
  readonly fault: Fault;
}

/** What became of the {@link Experiment}, in two sandboxes of the same seed. */
export interface Comparison {
  /** How many numbers were wanted. */
  readonly wanted: number;
  readonly naive: Result;
  readonly telwire: Result;
}

export interface Result {
  /** What was really sold. */
  readonly bought: readonly string[];
  /** What the program said in the end: of telwire its report, of the naive loop what it believes. */
  readonly report: string;
  /** How many requests it sent. */
  readonly requests: number;
}

/** A request to a carrier and what came of it, without any secret. */
export interface Exchange {
  /** Counts up from 1: for `after`. */
  readonly id: number;
  /** As ISO 8601. */
  readonly at: string;
  /** Whose request it is. */
  readonly tenant: string;
  /** Such as `check_numbers`. */
  readonly call: string;
  readonly method: string;
  readonly url: string;
  /** The request as it went, its credentials left out. */
  readonly request: string;
  /** `null`: no answer came. */
  readonly status: number | null;
  /** What was answered, SIP passwords masked; or why there is no answer. */
  readonly answer: string;
  /** How long it took in milliseconds. */
  readonly ms: number;
  /** The request as a command, with variables such as `$TELWIRE_AQL_PASSWORD` in the place of secrets. */
  readonly curl: string;
}

export type { Fault };
