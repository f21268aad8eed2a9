/**
 * Copies that cannot be changed.
 *
 * @packageDocumentation
 */

/**
 * A copy that cannot be changed, of plain objects and arrays all the way down.
 *
 * @internal
 */
export function frozen<Value>(value: Value): Value {
  if (Array.isArray(value)) {
    const elements: unknown[] = value.map((element: unknown) => frozen(element));
    return Object.freeze(elements) as Value;
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  const members = Object.entries<unknown>(value as object as Record<string, unknown>).map(([name, member]) => [
    name,
    frozen(member),
  ]);
  return Object.freeze(Object.fromEntries(members)) as Value;
}
