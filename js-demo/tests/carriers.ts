/** Both carriers as a server, whose answers can be held back. */

import { setTimeout as pause } from "node:timers/promises";

import { serve, type Server } from "telwire/node";
import { Sandbox } from "telwire/sandbox";

/** What is held back: answers at that path, until it is released. */
interface Hold {
  readonly path: string;
  readonly released: Promise<void>;
  readonly release: () => void;
  /** Whether the carrier has done what the first of them asks for. */
  isReached: boolean;
}

export class Carriers {
  readonly sandbox = new Sandbox();
  #server: Server | null = null;
  #hold: Hold | null = null;

  static async start(): Promise<Carriers> {
    const carriers = new Carriers();
    carriers.#server = await serve((request) => carriers.#answer(request));
    return carriers;
  }

  /** The variables that point a program here. */
  get environment(): Record<string, string> {
    return this.sandbox.environment(this.#server?.url ?? "");
  }

  /** From now on answers at that path are held back. */
  hold(path: string): void {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    this.#hold = { path, released, release, isReached: false };
  }

  /** Until the carrier has done what it does not answer yet. */
  async reached(): Promise<void> {
    while (this.#hold?.isReached !== true) {
      await pause(10);
    }
  }

  release(): void {
    this.#hold?.release();
    this.#hold = null;
  }

  async stop(): Promise<void> {
    this.release();
    await this.#server?.close();
  }

  async #answer(request: Request): Promise<Response> {
    const hold = this.#hold;
    const response = await this.sandbox.handler(request);
    if (hold !== null && new URL(request.url).pathname.endsWith(hold.path)) {
      hold.isReached = true;
      await hold.released;
    }
    return response;
  }
}
