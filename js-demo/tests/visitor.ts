/** Somebody at the portal, without a page. */

import { aculab, aql, type Fetch, type PageOptions } from "telwire";

import type { Portal } from "../shared/portal.js";

export class Visitor {
  /** What a browser sends along. */
  readonly headers = new Map<string, string>();
  readonly #url: string;
  #token = "";

  constructor(url: string) {
    this.#url = url;
    this.headers.set("origin", url);
  }

  /** Somebody who is signed in. */
  static async as(url: string, user: string, password?: string): Promise<Visitor> {
    const visitor = new Visitor(url);
    await visitor.login(user, password);
    return visitor;
  }

  async login(user: string, password?: string): Promise<Portal> {
    return this.#enter(await this.send("POST", "/api/login", { user, password }));
  }

  async portal(): Promise<Portal> {
    return this.#enter(await this.send("GET", "/api/portal"));
  }

  async json<Value>(method: string, path: string, body?: object): Promise<Value> {
    return (await (await this.send(method, path, body)).json()) as Value;
  }

  /** The status of the answer and the code of the refusal, if it is one. */
  async refusal(method: string, path: string, body?: object): Promise<string> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    return response.status < 400 ? `${response.status}` : `${response.status} ${(JSON.parse(text) as Problem).code}`;
  }

  async send(method: string, path: string, body?: object): Promise<Response> {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { "content-type": "application/json", "telwire-token": this.#token, ...this.#own() };
    return fetch(this.#url + path, { method, headers, redirect: "manual", ...content });
  }

  /** The clients of the page. */
  get clients(): { readonly aql: aql.Client; readonly aculab: aculab.Client } {
    const send: Fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...this.#own() } });
    const options: PageOptions = { relay: `${this.#url}/api/telwire`, token: () => this.#token, fetch: send };
    return { aql: new aql.Client(options), aculab: new aculab.Client(options) };
  }

  #own(): Record<string, string> {
    return Object.fromEntries(this.headers);
  }

  async #enter(response: Response): Promise<Portal> {
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) {
      this.headers.set("cookie", cookie.split(";")[0] ?? "");
    }
    const portal = (await response.json()) as Portal;
    this.#token = portal.session?.token ?? "";
    return portal;
  }
}

interface Problem {
  readonly code: string;
}
