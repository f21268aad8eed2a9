/** What the portal's own requests and answers have in common. */

import type { Problem } from "../shared/portal.js";

/** From a request to its answer. */
export type Handler = (request: Request) => Promise<Response>;

const NO_STORE = { "cache-control": "no-store" };

/** An answer that says something. */
export function json(value: unknown, headers: HeadersInit = {}): Response {
  return Response.json(value, { headers: { ...NO_STORE, ...Object.fromEntries(new Headers(headers)) } });
}

/** An answer that says that it is done. */
export function done(): Response {
  return new Response(null, { status: 204, headers: NO_STORE });
}

/** Why the portal does not do what it is asked for. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  response(): Response {
    const { code, message, status } = this;
    return Response.json({ code, message } satisfies Problem, { status, headers: NO_STORE });
  }
}

export function notFound(): Refusal {
  return new Refusal(404, "not_found", "there is nothing at that address");
}

/**
 * The JSON object of a request.
 *
 * @throws Refusal
 */
export async function objectOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  // No other site's page can send that type without being asked.
  if (request.headers.get("content-type") !== "application/json") {
    throw new Refusal(415, "wrong_content_type", "the body must be `application/json`");
  }
  const value: unknown = await request.json().catch(() => null);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refusal(400, "wrong_format", "the body must be a JSON object");
  }
  return value as Record<string, unknown>;
}
