/**
 * Replies as `fetch` gives them.
 *
 * @packageDocumentation
 */

import type { Reply } from "./wasm.js";

/** The answer; its body breaks off while it is read, where the connection does. */
export function answerOf({ status, headers, body, announced }: Extract<Reply, { type: "answer" }>): Response {
  const all = new Headers(headers);
  all.set("content-length", String(announced));
  return new Response(bodyOf(status, body, announced), { status, headers: all });
}

function bodyOf(status: number, body: Uint8Array<ArrayBuffer>, announced: number): BodyInit | null {
  // The one status of the sandbox's that cannot have a body.
  if (status === 304) {
    return null;
  }
  return announced === body.length ? body : torn(body);
}

/** A body that ends with an error, as that of a connection that breaks. */
function torn(body: Uint8Array): ReadableStream {
  const parts = body.length === 0 ? [] : [body];
  const pull = (controller: ReadableStreamDefaultController): void => {
    const part = parts.shift();
    if (part === undefined) {
      controller.error(new TypeError("the connection broke within the body"));
    } else {
      controller.enqueue(part);
    }
  };
  // Nothing is made before it is read: the error would overtake it.
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}
