/**
 * Asks which portal this is, signs in and out.
 *
 * @packageDocumentation
 */

import { signal } from "@preact/signals";

import type { Login, Portal } from "../../shared/portal.js";
import { api } from "./api.js";
import { type Failure, failureOf } from "./failure.js";
import { portal } from "./session.js";

/** Why the portal's server could not be asked; `null` if it could. */
export const portalFailure = signal<Failure | null>(null);

/** Asks the server which portal this is. Never throws: see `portalFailure`. */
export async function loadPortal(): Promise<void> {
  try {
    portal.value = await api<Portal>("api/portal");
    portalFailure.value = null;
  } catch (error) {
    portalFailure.value = failureOf(error);
  }
}

/**
 * Signs in; without a password where the portal asks for none.
 *
 * @throws ApiError
 */
export async function signIn(login: Login): Promise<void> {
  portal.value = await api<Portal>("api/login", { method: "POST", body: login });
}

/**
 * Signs out.
 *
 * @throws ApiError
 */
export async function signOut(): Promise<void> {
  portal.value = await api<Portal>("api/logout", { method: "POST" });
}
