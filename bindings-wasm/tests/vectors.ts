/** Reads the vectors of `tests/vectors` and makes the values that they write: see the README there. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { aculab, aql, type Received } from "telwire";
import { expect } from "vitest";

export type Members = Record<string, unknown>;

/** What every call has in common, whatever its types. */
export interface AnyCall {
  readonly name: string;
  request(signing?: { account?: unknown; gateway?: unknown }): import("telwire").Request;
  parse(answer: Received): unknown;
  read(response: Response): Promise<unknown>;
}

export const ROOT = join(import.meta.dirname, "../../tests/vectors");

/** Every call by the folder of its vectors; its options are refused where they are none. */
export const CALLS = {
  "aculab/tel_delete_numbers": aculab.telDeleteNumbers,
  "aculab/tel_get_supported_countries": aculab.telGetSupportedCountries,
  "aculab/tel_get_supported_regions": aculab.telGetSupportedRegions,
  "aculab/tel_get_supported_states": aculab.telGetSupportedStates,
  "aculab/tel_list_numbers": aculab.telListNumbers,
  "aculab/tel_list_regulation_addresses": aculab.telListRegulationAddresses,
  "aculab/tel_purchase": aculab.telPurchase,
  "aculab/tel_purchase_development": aculab.telPurchaseDevelopment,
  "aql/assign_numbers": aql.assignNumbers,
  "aql/change_user": aql.changeUser,
  "aql/check_numbers": aql.checkNumbers,
  "aql/get_user": aql.getUser,
  "aql/list_users": aql.listUsers,
} as unknown as Record<string, (options: Members) => AnyCall>;

export const CARRIERS = ["aculab", "aql"];

/** All files below the carriers' folders. */
export function files(): string[] {
  return CARRIERS.flatMap((carrier) => filesBelow(join(ROOT, carrier)));
}

export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The folder of a file, such as `aql/check_numbers`. */
export function subjectOf(path: string): string {
  return relative(ROOT, join(path, ".."));
}

/** The vectors of a file's text whose member `subject` is `name`, their `$repeat`s written out. */
export function vectors(text: string, schema: string, subject: string, name: string): Members[] {
  const content = JSON.parse(text) as Members;
  only(content, "$schema", subject, "vectors");
  expect([content["$schema"], content[subject]]).toEqual([schema, name]);
  const read = expanded(content["vectors"]) as Members[];
  const names = read.map((vector) => vector["name"]);
  expect(names, "a name is there twice").toEqual([...new Set(names)]);
  return read;
}

export function vectorsOf(path: string): Members[] {
  return vectors(readFileSync(path, "utf8"), "../../schema.json", "call", subjectOf(path));
}

/** Refuses a member that nothing here reads. */
export function only(members: object, ...names: string[]): void {
  const unknown = Object.keys(members).filter((name) => !names.includes(name));
  expect(unknown, "unknown members").toEqual([]);
}

/** `value` with every `{"$repeat": …, "times": n}` written out. */
function expanded(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.flatMap(elements);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if ("$repeat" in value) {
    const { $repeat: text, times, ...rest } = value as { $repeat: string; times: number };
    only(rest);
    return text.repeat(times);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expanded(member)]));
}

function elements(element: unknown): unknown[] {
  if (typeof element === "object" && element !== null && "$repeat" in element && Array.isArray(element.$repeat)) {
    const { $repeat: repeated, times, ...rest } = element as { $repeat: unknown[]; times: number };
    only(rest);
    return Array.from({ length: times }, () => expanded(repeated) as unknown[]).flat();
  }
  return [expanded(element)];
}

/** Names in camel case, all the way down; those of headers and settings are as they are. */
export function camel(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(camel);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const name = (text: string): string => text.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [name(key), camel(member)]));
}

/** The answer that a vector writes. */
export function received(members: Members): Received & { body: Uint8Array } {
  only(members, "status", "headers", "body", "complete");
  const { status, headers, body, complete } = members as {
    status: number;
    headers?: Record<string, string>;
    body: unknown;
    complete?: boolean;
  };
  return { status, headers, body: bodyOf(body), complete };
}

function bodyOf(body: unknown): Uint8Array {
  const parts = Array.isArray(body) ? body : [body];
  return Buffer.concat(parts.map(part));
}

function part(value: unknown): Buffer {
  if (typeof value === "string") {
    return Buffer.from(value);
  }
  const { base64, repeat, times, ...rest } = value as { base64?: string; repeat?: string; times?: number };
  only(rest);
  if (base64 !== undefined) {
    return Buffer.from(base64, "base64");
  }
  if (repeat !== undefined && times !== undefined) {
    return Buffer.from(repeat.repeat(times));
  }
  throw new Error(`${JSON.stringify(value)} is no part of a body`);
}

/** The account that a vector writes, or the standard one. */
export function accountOf(carrier: string, given: unknown): object {
  const standard =
    carrier === "aql"
      ? { username: "reseller", password: "s3cret&=%+ü" }
      : { cloudId: "1-2-0", username: "bob@example.com", accessKey: "k3y:&=" };
  return (camel(given) as object | undefined) ?? standard;
}
