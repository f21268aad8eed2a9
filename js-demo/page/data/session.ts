/**
 * Which portal this is, and who is signed in.
 *
 * @packageDocumentation
 */

import { computed, signal } from "@preact/signals";

import type { Portal } from "../../shared/portal.js";

/** The portal; `null` before its server answered. */
export const portal = signal<Portal | null>(null);

/** Who is signed in; `null` if nobody is. */
export const session = computed(() => portal.value?.session ?? null);

/** Whether no money is spent here; only then there is a Test lab. */
export const isTest = computed(() => portal.value?.mode === "TEST");
