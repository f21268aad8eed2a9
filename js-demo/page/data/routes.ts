/**
 * Where things are in this page.
 *
 * @packageDocumentation
 */

/** Where the number of that id is. */
export function numberRoute(id: string): string {
  return `/numbers/${encodeURIComponent(id)}`;
}

/** Where the order of that id is. */
export function orderRoute(id: string): string {
  return `/orders/${encodeURIComponent(id)}`;
}

/** Whether a part of a route is that id: the router decodes not all that was encoded. */
export function isNamed(part: string | undefined, id: string): boolean {
  return part !== undefined && part === decodeURI(encodeURIComponent(id));
}
