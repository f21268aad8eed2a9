/**
 * Which paths are about orders.
 *
 * @packageDocumentation
 */

import { Refusal } from "../refusal.js";

/** What is asked for. */
export type Route =
  | { readonly act: "list" }
  | { readonly act: "place" }
  | { readonly act: "events" | "passwords" | "seal" | "show" | "stop"; readonly id: string };

const PATH = /\/orders(?:\/([^/]+)(?:\/(events|passwords|seal|stop))?)?$/;

/** The acts that only read. */
const READING: readonly Route["act"][] = ["events", "list", "show"];

/**
 * What the request asks for of orders; `null` if it is about something else.
 *
 * @throws Refusal if it asks by another method
 */
export function routeOf(method: string, path: string): Route | null {
  const match = PATH.exec(path);
  if (match === null) {
    return null;
  }
  const [, id, act = "show"] = match;
  const route = (id === undefined ? { act: method === "GET" ? "list" : "place" } : { act, id }) as Route;
  const expected = isReading(route) ? "GET" : "POST";
  if (method !== expected) {
    throw new Refusal("method_not_allowed", `that is asked for by ${expected}, not by ${method}`);
  }
  return route;
}

/** Whether that changes nothing. */
export function isReading({ act }: Route): boolean {
  return READING.includes(act);
}
