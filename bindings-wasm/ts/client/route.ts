/**
 * Which way requests take.
 *
 * @packageDocumentation
 */

import type { Refused } from "../errors.js";
import type { Received, Request } from "../http.js";

/**
 * Straight to the carrier, or to a relay.
 *
 * @internal
 */
export interface Route {
  /** The request as it leaves. */
  outbound(request: Request): Promise<Request> | Request;
  /** The error, if something on the way answered in the carrier's place and sent nothing. */
  refusal(request: Request, answer: Received): Refused | null;
}

/**
 * To the carrier.
 *
 * @internal
 */
export const STRAIGHT: Route = {
  outbound: (request) => request,
  refusal: () => null,
};
