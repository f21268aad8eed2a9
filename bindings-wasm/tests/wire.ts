/** A server on a real socket that does to each connection what a script says. */

import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

import { onTestFinished } from "vitest";

export const OK = "HTTP/1.1 200 OK\r\n";

/** An answer that announces its length. */
export function whole(body: Buffer | string, ...headers: string[]): Buffer {
  const bytes = Buffer.from(body);
  const head = [...headers, `Content-Length: ${bytes.length}`, "\r\n"].join("\r\n");
  return Buffer.concat([Buffer.from(OK + head), bytes]);
}

/** The server's side of one connection. */
export class Peer {
  readonly #socket: Socket;
  readonly #requests: string[];

  constructor(socket: Socket, requests: string[]) {
    this.#socket = socket;
    this.#requests = requests;
  }

  /** The next request, head and body; the wire keeps it. */
  async request(): Promise<void> {
    let text = "";
    while (!isWhole(text)) {
      const [chunk] = (await once(this.#socket, "data")) as [Buffer];
      text += chunk.toString("latin1");
    }
    this.#requests.push(text);
  }

  send(data: Buffer | string): void {
    this.#socket.write(data);
  }

  /** Closes the connection in the way that a crash does. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Says nothing more until the client goes. */
  async hold(): Promise<void> {
    await once(this.#socket, "close");
  }
}

export type Script = (peer: Peer) => Promise<void> | void;

/** Listens on a port of its own. */
export class Wire {
  readonly requests: string[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(script: Script) {
    this.#server = createServer((socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on("error", () => undefined);
      void play(script, new Peer(socket, this.requests)).then(() => socket.end());
    });
  }

  /** A wire whose connections all get `script`. It ends with the test. */
  static async of(script: Script): Promise<Wire> {
    const wire = new Wire(script);
    wire.#server.listen(0, "127.0.0.1");
    await once(wire.#server, "listening");
    onTestFinished(() => wire.#close());
    return wire;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  #close(): void {
    this.#server.close();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }
}

/** A port on which nobody listens. */
export async function refused(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function play(script: Script, peer: Peer): Promise<void> {
  try {
    await script(peer);
  } catch {
    // The client has gone.
  }
}

function isWhole(text: string): boolean {
  const [head, ...body] = text.split("\r\n\r\n");
  const length = Number(/content-length: (\d+)/i.exec(head ?? "")?.[1] ?? 0);
  return body.length > 0 && body.join("\r\n\r\n").length >= length;
}
