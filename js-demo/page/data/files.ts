/**
 * Files that the page makes.
 *
 * @packageDocumentation
 */

/** A row of a table: values by the names of the columns. */
export type Row = Readonly<Record<string, string | number | null>>;

/** The rows as CSV. A value that a spreadsheet would take for a formula is made text. */
export async function csvOf(rows: readonly Row[]): Promise<string> {
  // Loaded when somebody asks for a file, not with the first view.
  const { unparse } = (await import("papaparse")).default;
  return unparse([...rows], { escapeFormulae: true, newline: "\r\n" });
}

/** The value as JSON, for people and programs. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, null, 2) + "\n";
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
