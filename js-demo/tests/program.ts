/** The portal as a program, as its users start it. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../dist/server/main.js", import.meta.url));

/** How a program is started. */
export interface Start {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads. */
  readonly input?: string;
}

/** Variables that name an account are not ours to hand on. */
const CLEAN = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("TELWIRE_")));

/** What a program says that ends by itself. */
export async function run({ args = [], env = {}, input = "" }: Start): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...CLEAN, ...env } });
  let text = "";
  child.stdout.on("data", (chunk) => (text += String(chunk)));
  child.stderr.on("data", (chunk) => (text += String(chunk)));
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text };
}

/** A portal that listens. */
export class Program {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #said: string[];

  private constructor(child: ChildProcess, url: string, said: string[]) {
    this.#child = child;
    this.url = url;
    this.#said = said;
  }

  static async start({ args = [], env = {} }: Start = {}): Promise<Program> {
    const child = spawn(process.execPath, [MAIN, ...args], { env: { ...CLEAN, ...env } });
    const said: string[] = [];
    const listening = new Promise<string>((resolve, reject) => {
      const hear = (chunk: unknown): void => {
        said.push(String(chunk));
        const url = /http:\/\/[\w.:[\]]+/.exec(said.join(""))?.[0];
        if (url !== undefined) {
          resolve(url);
        }
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("exit", () => reject(new Error(said.join(""))));
    });
    return new Program(child, await listening, said);
  }

  /** All that it wrote. */
  get output(): string {
    return this.#said.join("");
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<number | null> {
    return this.#end("SIGINT");
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill(signal);
      await once(this.#child, "exit");
    }
    return this.#child.exitCode;
  }
}
