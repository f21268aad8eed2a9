/** Plays a script of `tests/vectors/workflows`: what a workflow is expected to want, and what it is told. */

import { inspect } from "node:util";

import { type AnyTelwireError, type Request, TelwireError, toObject, workflow } from "telwire";
import { expect } from "vitest";

import { accountOf, CALLS, camel, type Members, only, received } from "./vectors.js";

const WIDTH = 80;

type AnyWorkflow = workflow.Workflow<unknown, Members>;
type AnyOrder = workflow.AculabOrder | workflow.AqlOrder;
type Setup = workflow.Setup<never, never>;

/** Every workflow by the file of its vectors; its options are refused where they are none. */
export const WORKFLOWS: Record<string, (parameters: Members, setup: Setup) => AnyWorkflow> = {
  configure: (parameters, setup) => any(new workflow.Configure(parameters as never, setup)),
  inventory_aculab: (parameters, setup) => any(new workflow.AculabInventory(none(parameters, setup))),
  inventory_aql: (parameters, setup) => any(new workflow.AqlInventory(none(parameters, setup))),
  order_aculab: ({ purchase, ...rest }, setup) =>
    any(new workflow.AculabOrder(optionsOf({ ...(purchase as Members), ...rest }), setup)),
  order_aql: (parameters, setup) => any(new workflow.AqlOrder(optionsOf(parameters), setup)),
  release: (parameters, setup) => any(new workflow.Release(optionsOf(parameters), setup)),
  retry: ({ call, parameters, ...rest }, setup) => {
    only(rest);
    const make = CALLS[call as string] as (options: Members) => unknown;
    return any(new workflow.Retry(make(camel(parameters) as Members) as never, setup));
  },
  search: (parameters, setup) => any(new workflow.Search(optionsOf(parameters), setup)),
};

function any(made: unknown): AnyWorkflow {
  return made as AnyWorkflow;
}

function none(parameters: Members, setup: Setup): Setup {
  only(parameters);
  return setup;
}

/** Options as JavaScript has them: names in camel case, times in milliseconds. */
function optionsOf(parameters: Members): never {
  const entries = Object.entries(parameters).map(([name, value]) =>
    name.endsWith("_seconds") ? [name.slice(0, -"_seconds".length), (value as number) * 1000] : [name, value],
  );
  return camel(Object.fromEntries(entries)) as never;
}

/** Whether the workflow is at Aculab Cloud. */
function isAtAculab(name: string, parameters: Members): boolean {
  const call = parameters["call"];
  return ["inventory_aculab", "order_aculab", "release"].includes(name) || String(call).startsWith("aculab/");
}

/** The workflow of a vector from its start, some of what it is made of replaced. */
export function begin(name: string, vector: Members, instead: Members = {}): AnyWorkflow {
  const given = { ...vector, ...instead };
  const setup = (vector["setup"] ?? {}) as Members;
  only(setup, "seed", "max_in_flight", "max_retries", "timeout_seconds");
  const parameters = given["parameters"] as Members;
  const account = accountOf(isAtAculab(name, parameters) ? "aculab" : "aql", given["account"]);
  const make = WORKFLOWS[name];
  if (make === undefined) {
    throw new Error(`no workflow \`${name}\``);
  }
  return make(parameters, { ...(optionsOf(setup) as Members), account, gateway: given["gateway"] } as never);
}

const BASE_URLS: Record<string, string> = {
  "aculab-cloud": "https://ws-1-2-0.aculabcloud.net",
  "aql-control": "https://aql.com",
  "aql-provisioning": "https://gw.aql.com",
};

/** A workflow on its way through a script. What is not as written fails. */
export class Player {
  readonly #name: string;
  readonly #vector: Members;
  readonly #ids = new Map<string, string>();
  readonly #passwords: readonly string[];
  #workflow: AnyWorkflow;
  #handed: Uint8Array | null = null;
  #journal: Uint8Array | null = null;
  #isSaving = false;

  constructor(name: string, vector: Members) {
    this.#name = name;
    this.#vector = vector;
    this.#passwords = passwordsIn(vector["script"]);
    this.#workflow = begin(name, vector);
  }

  step(step: Members): void {
    const { at, error, ...act } = step as { at: number; error?: Members };
    only(act, "expect", "input", "resolve", "resume", "seal");
    const [[name, given], ...more] = Object.entries<unknown>(act) as [[keyof typeof this.acts, never]];
    expect(more, "a step does one thing").toEqual([]);
    expect(refusal(() => this.acts[name](at, given))).toEqual(error);
    this.#showsNoPassword(this.#workflow);
  }

  readonly acts = {
    expect: (now: number, expected: Members): void => {
      const output = this.#workflow.poll(now);
      this.#showsNoPassword(output);
      expect(output.type === "wait" || !this.#isSaving, "something else happens during a save").toBe(true);
      expect(this.#written(output, expected)).toEqual(expected);
    },

    input: (now: number, given: unknown): void => {
      if (given === "stop") {
        this.#workflow.stop(now);
        return;
      }
      const [[kind, told], ...more] = Object.entries(given as object) as [[keyof typeof this.inputs, never]];
      expect(more, "an input says one thing").toEqual([]);
      this.inputs[kind](now, told);
    },

    resolve: (now: number, { attempt, ...rest }: { attempt: number }): void => {
      only(rest);
      this.#order().resolve(now, attempt, "not_bought");
    },

    seal: (_now: number, given: Members): void => {
      only(given);
      (this.#order() as workflow.AqlOrder).seal();
    },

    /** Another process: what was in memory is gone, unless the resumption is refused. */
    resume: (_now: number, { from = "journal", ...instead }: { from?: string }): void => {
      only(instead, "parameters", "account", "gateway");
      const source = {
        checkpoint: () => this.#workflow.checkpoint(),
        handed: () => this.#handed,
        journal: () => this.#journal,
      }[from];
      const checkpoint = (source as () => Uint8Array | null)();
      const resumed = begin(this.#name, this.#vector, instead);
      if (checkpoint === null) {
        this.#ids.clear();
      } else {
        resumed.resume(checkpoint);
      }
      this.#workflow.free();
      this.#workflow = resumed;
      this.#isSaving = false;
    },
  };

  readonly inputs = {
    response: (now: number, { id, ...answer }: { id: string | number }): void => {
      this.#workflow.respond(now, this.#id(id), received(answer));
    },

    failed: (now: number, { id, failure, ...rest }: { id: string | number; failure: "no_answer" }): void => {
      only(rest);
      this.#workflow.fail(now, this.#id(id), failure);
    },

    saved: (now: number, { seq, ...rest }: { seq: number }): void => {
      only(rest);
      this.#workflow.saved(now, seq);
      this.#journal = this.#handed;
      this.#isSaving = false;
    },

    save_failed: (now: number, { seq, conflict, ...rest }: { seq: number; conflict: boolean }): void => {
      only(rest);
      this.#workflow.saveFailed(now, seq, conflict);
      this.#isSaving = false;
    },
  };

  #order(): AnyOrder {
    return this.#workflow as unknown as AnyOrder;
  }

  /** What the workflow wants, as scripts write it. */
  #written(output: workflow.Output<unknown, Members>, expected: Members): Members {
    switch (output.type) {
      case "done":
        return { done: this.#done(output.report, (expected["done"] ?? {}) as Members) };
      case "item":
        return { item: { index: output.index, item: this.#plain(toObject(output.item, { reveal: true })) } };
      case "progress": {
        const { stage, settled, total } = output;
        return { progress: this.#plain({ stage, settled, total }) };
      }
      case "save":
        return { save: { seq: this.#save(output) } };
      case "send":
        return { send: this.#send(output, (expected["send"] ?? {}) as Members) };
      case "wait":
        return { wait: { ms: output.ms } };
    }
  }

  #save({ seq, checkpoint }: workflow.Save): number {
    const resumed = begin(this.#name, this.#vector);
    resumed.resume(checkpoint);
    resumed.free();
    this.#handed = checkpoint;
    this.#isSaving = true;
    return seq;
  }

  #send({ id, request }: workflow.Send, expected: Members): Members {
    const name = (expected["id"] ?? "") as string;
    expect([...this.#ids.keys()], "an id is used twice").not.toContain(id);
    expect([...this.#ids.values()], "a name is there twice").not.toContain(name);
    this.#ids.set(id, name);
    const service = serviceOf(request);
    const base = this.#baseUrl(service);
    expect(request.url.startsWith(base)).toBe(true);
    const path = request.url.slice(base.length);
    return { id: name, effect: request.effect, service, path, form: formOf(request), timeout_ms: request.timeout };
  }

  #baseUrl(service: string): string {
    const gateway = this.#vector["gateway"];
    if (typeof gateway === "string") {
      return gateway;
    }
    if (gateway !== undefined) {
      return (gateway as Record<string, string>)[service.slice("aql-".length)] as string;
    }
    return BASE_URLS[service] as string;
  }

  #done(report: Members, expected: Members): Members {
    const { text, isComplete, isApplied, ...rest } = toObject(report, { reveal: true });
    this.#agrees(rest, isComplete, isApplied);
    const done = { report: this.#plain(rest) };
    if (typeof text !== "string") {
      expect(text).toBeUndefined();
      return done;
    }
    const lines = text.split("\n").slice(0, -1);
    expect(lines.filter((line) => Array.from(line).length > WIDTH)).toEqual([]);
    expect(this.#passwordIn(text)).toBeUndefined();
    return "text" in expected ? { ...done, text: lines } : done;
  }

  /** What a report says in one word is what the rest of it says. */
  #agrees(report: Members, isComplete: unknown, isApplied: unknown): void {
    const items = report["items"] as readonly Members[] | undefined;
    if (isComplete !== undefined) {
      const isWhole = ({ status, email }: Members): boolean =>
        status === "bought" && [undefined, null, "set"].includes(email as null);
      expect(isComplete).toBe(report["stopped"] === null && items?.every(isWhole));
    }
    if (isApplied !== undefined) {
      expect(isApplied).toBe(report["found"] !== null && (report["differences"] as unknown[]).length === 0);
    }
  }

  /** A request by its name, or a number that none has. */
  #id(given: string | number): string {
    const named = [...this.#ids].find(([, name]) => name === given);
    return named?.[0] ?? String(given);
  }

  /** A value as scripts write it: what is `null` left out, requests by their names. */
  #plain(value: unknown): unknown {
    if (value instanceof Uint8Array) {
      return value.length;
    }
    if (Array.isArray(value)) {
      return value.map((element) => this.#plain(element));
    }
    if (typeof value !== "object" || value === null) {
      return value;
    }
    if ("subscriber" in value && "number" in value) {
      return value.number;
    }
    if ("settings" in value) {
      const { settings, ...rest } = value;
      return this.#plain({ ...(settings as Members), ...rest });
    }
    if ("fate" in value && "at" in value) {
      const { id, at, answered, ...rest } = value as unknown as workflow.Sent;
      const times = { at: Date.parse(at), answered: answered === null ? null : Date.parse(answered) };
      return present({ ...rest, ...times, id: this.#ids.get(id) });
    }
    const members = Object.entries(value).map(([name, member]) => [snake(name), this.#member(name, member)]);
    return present(Object.fromEntries(members) as Members);
  }

  /** A member, where JavaScript writes it in another form than the other languages do. */
  #member(name: string, value: unknown): unknown {
    if (name === "sent" && Array.isArray(value)) {
      return value.map((sent: string) => Date.parse(sent));
    }
    if (name === "stopped" && value !== null) {
      return value === "by_caller" ? { by: "caller" } : { by: "error", ...(value as Members) };
    }
    if (["changed", "user"].includes(name) && typeof value === "object" && value !== null && "kind" in value) {
      return { error: value };
    }
    return this.#plain(value);
  }

  #showsNoPassword(shown: unknown): void {
    const text = `${inspect(shown, { depth: null, showHidden: true })} ${json(shown)}`;
    expect(this.#passwordIn(text.replaceAll("[secret]", ""))).toBeUndefined();
  }

  #passwordIn(text: string): string | undefined {
    return this.#passwords.find((password) => text.includes(password));
  }
}

function present(members: object): Members {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== null && member !== undefined));
}

/** The value as JSON, or the refusal to write it. */
function json(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    return (error as AnyTelwireError).code;
  }
}

/** The error of telwire that comes of it, as scripts write it. */
function refusal(act: () => void): Members | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!TelwireError.is(error)) {
      throw error;
    }
    const { kind, code, message } = error;
    return { kind, code, message };
  }
}

function serviceOf({ path }: Request): string {
  if (path.includes("/reseller/")) {
    return "aql-control";
  }
  return path.includes("/telecoms/") ? "aql-provisioning" : "aculab-cloud";
}

/** The parameters of a signed request, without the credentials that aql wants behind them. */
function formOf(request: Request): string {
  const [form, ...credentials] = request.body.split("&username=");
  expect(credentials.length).toBe(serviceOf(request).startsWith("aql") ? 1 : 0);
  return form as string;
}

/** `did_type` for `didType`. */
function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Every password that a script shows. */
function passwordsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const own = "password" in value && typeof value.password === "string" ? [value.password] : [];
  return [...own, ...Object.values(value).flatMap(passwordsIn)];
}
