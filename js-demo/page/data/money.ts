/**
 * Exact sums of prices, which are decimals as text.
 *
 * @packageDocumentation
 */

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/** The exact sum of decimals such as `3.00`; what is none is left out. */
export function sumOf(prices: Iterable<string | null>): string {
  const decimals = [...prices].map(partsOf).filter((parts) => parts !== null);
  const places = Math.max(2, ...decimals.map(({ fraction }) => fraction.length));
  const sum = decimals.reduce((total, { whole, fraction }) => total + BigInt(whole + fraction.padEnd(places, "0")), 0n);
  const digits = sum.toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function partsOf(price: string | null): { readonly whole: string; readonly fraction: string } | null {
  const [, whole, fraction = ""] = DECIMAL.exec(price ?? "") ?? [];
  return whole === undefined ? null : { whole, fraction };
}
