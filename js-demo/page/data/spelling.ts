/**
 * Numbers as people write them.
 *
 * @packageDocumentation
 */

/** UK areas: two digits in the five largest, three in the next and for numbers that are of no place, else four. */
const AREA = /^(?:2[03489]|3\d\d|11\d|1\d1|[589]\d\d|1\d{3})/;

/**
 * A number as people dial it: one of the UK with its leading zero and in groups (`0113 312 0120`), whether it came as
 * `44-113-3120120` or `441133120120`; any other as it came.
 */
export function spelled(number: string): string {
  const [country, area, subscriber] = number.split("-");
  if (country === "44" && area !== undefined && subscriber !== undefined) {
    return `0${area} ${grouped(subscriber)}`;
  }
  const rest = /^44(\d{9,10})$/.exec(number)?.[1];
  const code = rest === undefined ? undefined : AREA.exec(rest)?.[0];
  return rest === undefined || code === undefined ? number : `0${code} ${grouped(rest.slice(code.length))}`;
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
