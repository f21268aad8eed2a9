/** The portals of `RELAY.md`, as they are printed. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Browser } from "playwright-core";
import { serve as serveHandler } from "telwire/node";
import { Sandbox } from "telwire/sandbox";
import { expect } from "vitest";

import { textOf } from "./browser.js";
import { type Environment, PROJECTS } from "./projects.js";

const DOCUMENT = readFileSync(join(import.meta.dirname, "../../RELAY.md"), "utf8");

const FILE = /^`([^`\n]+)`[^\n]*:\n\n```\w+\n(.*?)^```$/gms;

/** Writes the files of that section to the project. */
export function printPortal(section: string, project: string): void {
  const [, text = ""] = new RegExp(`\n## ${section}\n(.*?)\n## `, "s").exec(DOCUMENT) ?? [];
  const files = [...text.matchAll(FILE)];
  expect(files.length).toBeGreaterThan(1);
  for (const [, name = "", code = ""] of files) {
    const path = join(PROJECTS, project, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
}

/** Carriers for a portal. */
export class Carriers {
  readonly #sandbox: Sandbox;
  readonly #server: Awaited<ReturnType<typeof serveHandler>>;

  private constructor(sandbox: Sandbox, server: Awaited<ReturnType<typeof serveHandler>>) {
    this.#sandbox = sandbox;
    this.#server = server;
  }

  static async listening(): Promise<Carriers> {
    const sandbox = new Sandbox();
    return new Carriers(sandbox, await serveHandler(sandbox.handler));
  }

  /** What a portal has to be told. */
  readonly environment: Environment = (url) => ({
    ...this.#sandbox.environment(this.#server.url),
    PORTAL_ORIGIN: url,
    SESSION_SECRET: "a secret of this test",
  });

  /** What was really sold. */
  get sold(): readonly { readonly number: string; readonly password: string }[] {
    return this.#sandbox.owned.aql.map(({ number, password }) => ({
      number: number.number,
      password: password.reveal(),
    }));
  }

  get password(): string {
    return this.#sandbox.account.aql.password;
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}

/** Buys two numbers by the page, and loads it again: the passwords are shown once, and nothing is bought twice. */
export async function expectPortal(browser: Browser, page: string, carriers: Carriers): Promise<void> {
  const context = await browser.newContext();
  try {
    const first = await textOf(context, page);
    expect(carriers.sold).toHaveLength(2);
    expect(first).toBe(carriers.sold.map(({ number, password }) => `bought ${number} ${password}`).join(","));
    expect(await textOf(context, page)).toBe(carriers.sold.map(({ number }) => `bought ${number} undefined`).join(","));
    expect(carriers.sold).toHaveLength(2);
    expect(first).not.toContain(carriers.password);
  } finally {
    await context.close();
  }
}
