/** `fetch` to the worker that is the portal. */

import type { Piece, Posted } from "./messages.js";

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/** Where the page believes its portal to be: beside itself. */
const API = new URL("api/", location.href).href;

/** An answer of that status has no body, and may not be given one. */
const NO_CONTENT = 204;

export const send: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { url, method, headers, signal } = request;
  if (!url.startsWith(API)) {
    return fetch(request);
  }
  signal.throwIfAborted();
  const body = method === "GET" ? null : await request.arrayBuffer();
  const { port1: port, port2: other } = new MessageChannel();
  const answer = answered(port, signal);
  const path = `/api/${url.slice(API.length)}`;
  worker.postMessage({ path, method, headers: [...headers], body } satisfies Posted, [other]);
  return answer;
};

/** The answer that comes by the port, as soon as its head is there. */
async function answered(port: MessagePort, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const fail = (reason: Error): void => {
          port.close();
          reject(reason);
          controller.error(reason);
        };
        signal.addEventListener("abort", () => fail(signal.reason as Error));
        port.onmessage = ({ data }: MessageEvent<Piece>) => {
          switch (data.type) {
            case "head":
              resolve(responseOf(data, body));
              break;
            case "piece":
              controller.enqueue(data.bytes);
              break;
            case "end":
              port.close();
              controller.close();
              break;
            case "failed":
              fail(new TypeError("the portal failed"));
          }
        };
      },
      cancel: () => port.close(),
    });
  });
}

function responseOf({ status, headers }: Extract<Piece, { type: "head" }>, body: ReadableStream): Response {
  return new Response(status === NO_CONTENT ? null : body, { status, headers: headers as [string, string][] });
}
