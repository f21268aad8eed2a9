/** What the page and the worker that is its portal say to each other. Each request has a port of its own. */

/** A request as it crosses. */
export interface Posted {
  readonly path: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer | null;
}

/** The answer as it crosses: its head, its body in pieces, its end. */
export type Piece =
  | { readonly type: "end" }
  | { readonly type: "failed" }
  | { readonly type: "head"; readonly status: number; readonly headers: readonly (readonly [string, string])[] }
  | { readonly type: "piece"; readonly bytes: Uint8Array<ArrayBuffer> };
