/**
 * Numbers as people write them.
 *
 * @packageDocumentation
 */

/** A number of aql's (`44-113-3120120`) as people in the UK dial it: `0113 312 0120`. */
export function national(number: string): string {
  const [country, area = "", subscriber = ""] = number.split("-");
  return country === "44" ? `0${area} ${grouped(subscriber)}` : `+${country ?? ""} ${area} ${subscriber}`;
}

/** Seven digits as three and four, eight as four and four; others stay together. */
function grouped(digits: string): string {
  const cut = digits.length - 4;
  return digits.length >= 7 ? `${digits.slice(0, cut)} ${digits.slice(cut)}` : digits;
}

/** So many of them: `1 number`, `3 numbers`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
