/**
 * From `node:http` to handlers that take a web-standard `Request` and give a `Response`.
 *
 * @packageDocumentation
 */

import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server as HttpServer,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Answers a request. `Response.error()` means no answer at all: the connection is closed. So it is where the body of the
 * response fails.
 */
export type Handler = (request: Request) => Response | Promise<Response>;

/** How {@link requestListener} answers. */
export interface RequestListenerOptions {
  /** How many bytes the body of a request may have: 1 MiB if left out. More is answered by 413. */
  readonly bodyLimit?: number | undefined;
  /** Is told what the handler throws; the client gets a 500 that says nothing. `console.error` if left out. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Where {@link serve} listens, and how it answers. */
export interface ServeOptions extends RequestListenerOptions {
  /** Any free port if it is 0 or left out. */
  readonly port?: number | undefined;
  /** The address to listen on; `127.0.0.1` if left out: this machine alone. */
  readonly hostname?: string | undefined;
}

/** A server that listens. */
export interface Server {
  /** Where it is, such as `http://127.0.0.1:8620`. */
  readonly url: string;
  /** Stops listening and closes every connection. Does nothing the second time. */
  close(): Promise<void>;
}

const BODY_LIMIT = 2 ** 20;

/**
 * Serves a handler over HTTP/1.1.
 *
 * Rejects with the error of `node:net` where it cannot listen: `error.code` is `EADDRINUSE` if the port is in use.
 *
 * @example
 * ```ts
 * const server = await serve(new Sandbox().handler, { port: 8620 });
 * ```
 */
export async function serve(handler: Handler, options: ServeOptions = {}): Promise<Server> {
  const { port = 0, hostname = "127.0.0.1" } = options;
  const server = createServer(requestListener(handler, options));
  server.listen(port, hostname);
  await once(server, "listening");
  return { url: urlOf(server), close: () => close(server) };
}

/**
 * The handler for `http.createServer`, Express, and whatever else takes listeners of `node:http`. A request is read whole
 * before it is handled.
 */
export function requestListener(handler: Handler, options: RequestListenerOptions = {}): RequestListener {
  const { bodyLimit = BODY_LIMIT, onError = console.error } = options;
  return (incoming, outgoing) => {
    answer(handler, bodyLimit, incoming, outgoing).catch((error: unknown) => {
      // Who went away is no matter of ours.
      if (!incoming.errored) {
        onError(error);
        send(outgoing, new Response(null, { status: 500 })).catch(onError);
      }
    });
  };
}

async function answer(
  handler: Handler,
  bodyLimit: number,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await bodyOf(incoming, bodyLimit);
  if (body === null) {
    return send(outgoing, new Response(null, { status: 413 }));
  }
  const request = requestOf(incoming, body);
  return send(outgoing, request === null ? new Response(null, { status: 400 }) : await handler(request));
}

/** The body, or `null` if it is too long. */
async function bodyOf(incoming: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The request, or `null` if there cannot be one of that method or address. */
function requestOf(incoming: IncomingMessage, body: Buffer<ArrayBuffer>): Request | null {
  const { method = "GET", url = "/", headers } = incoming;
  const protocol = "encrypted" in incoming.socket ? "https" : "http";
  const hasBody = method !== "GET" && method !== "HEAD";
  try {
    return new Request(`${protocol}://${headers.host ?? "localhost"}${url}`, {
      method,
      headers: headersOf(incoming),
      body: hasBody ? body : null,
    });
  } catch {
    return null;
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  return headers;
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  if (response.type === "error") {
    outgoing.destroy();
    return;
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    outgoing.appendHeader(name, value);
  }
  if (response.body === null) {
    outgoing.end();
    return;
  }
  try {
    await sendBody(outgoing, response.body);
  } catch {
    outgoing.destroy();
  }
}

/** Writes the body as it comes; what came has left before a failure closes the connection. */
async function sendBody(outgoing: ServerResponse, body: ReadableStream<Uint8Array>): Promise<void> {
  outgoing.flushHeaders();
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    await written(outgoing, chunk);
  }
  outgoing.end();
}

function written(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(chunk, (error) => {
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}

function urlOf(server: HttpServer): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

async function close(server: HttpServer): Promise<void> {
  if (server.listening) {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }
}
