/**
 * Files that the page makes.
 *
 * @packageDocumentation
 */

import { SipPassword, toObject } from "telwire/slim";

/** A row of a table: values by the names of the columns. */
export type Row = Readonly<Record<string, SipPassword | string | number | null>>;

/** What spreadsheets take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** The rows as CSV. A value that a spreadsheet would take for a formula is made text; a SIP password stays exact. */
export async function csvOf(rows: readonly Row[]): Promise<string> {
  // Loaded when somebody asks for a file, not with the first view.
  const { unparse } = (await import("papaparse")).default;
  return unparse(rows.map(safe), { newline: "\r\n" });
}

/** The value as JSON, for people and programs; with the SIP passwords that are in it. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(toObject(value, { reveal: true }), null, 2) + "\n";
}

function safe(row: Row): Record<string, string | number | null> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: Row[string]): string | number | null {
  if (value instanceof SipPassword) {
    return value.reveal();
  }
  return typeof value === "string" && FORMULA.test(value) ? `'${value}` : value;
}

/** Lets the browser save the text as a file; its type is that of its name. */
export function download(name: string, text: string): void {
  const type = name.endsWith(".csv") ? "text/csv;charset=utf-8" : "application/json";
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // The browser has begun to save when the click returns; some read the address a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
