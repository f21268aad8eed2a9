/** Every workflow goes through its scripts, step by step, and nothing begins with refused parameters. */

import { readdirSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";

import { TelwireError } from "telwire";
import { describe, expect, test } from "vitest";

import { type Members, only, ROOT, vectors } from "./vectors.js";
import { begin, Player, WORKFLOWS } from "./workflow-scripts.js";

const FOLDER = join(ROOT, "workflows");

type Check = (name: string, vector: Members) => void;

const script: Check = (name, vector) => {
  only(vector, "name", "kind", "source", "parameters", "account", "gateway", "setup", "script");
  const player = new Player(name, vector);
  for (const [position, step] of (vector["script"] as Members[]).entries()) {
    try {
      player.step(step);
    } catch (error) {
      (error as Error).message += `\nat step ${position}: ${JSON.stringify(step)}`;
      throw error;
    }
  }
};

const refused: Check = (name, vector) => {
  only(vector, "name", "kind", "source", "parameters", "expect");
  expect(refusal(() => begin(name, vector))).toEqual(vector["expect"]);
};

function refusal(make: () => unknown): Members | null {
  try {
    make();
    return null;
  } catch (error) {
    if (!TelwireError.is(error) || error.kind !== "invalid_input") {
      throw error;
    }
    const { field, item, code, message } = error;
    return { field, item, code, message };
  }
}

const CHECKS: Record<string, Check> = { script, refused_workflow: refused };

function run(name: string, vector: Members): void {
  const check = CHECKS[String(vector["kind"])];
  if (check === undefined) {
    throw new Error(`no check of \`${String(vector["kind"])}\``);
  }
  check(name, vector);
}

function vectorsOf(name: string): Members[] {
  const text = readFileSync(join(FOLDER, `${name}.json`), "utf8");
  return vectors(text, "../workflows.schema.json", "workflow", name);
}

for (const name of Object.keys(WORKFLOWS)) {
  describe(name, () => {
    test.each(vectorsOf(name).map((vector) => [vector["name"], vector] as const))("%s", (_, vector) =>
      run(name, vector),
    );
  });
}

describe("the scripts", () => {
  test("are all run", () => {
    const files = readdirSync(FOLDER).map((file) => parse(file).name);
    expect(files.sort()).toEqual(Object.keys(WORKFLOWS).sort());
    for (const name of files) {
      const written = readFileSync(join(FOLDER, `${name}.json`), "utf8").match(/^ {6}"kind": "\w+",$/gm) ?? [];
      expect(vectorsOf(name).length, name).toBe(written.length);
    }
  });
});

const UNEXPECTED = { kind: "misuse", code: "unexpected_saved", message: "no save with this number is under way" };

const SOUND = {
  name: "users",
  kind: "script",
  source: "number control API",
  parameters: { call: "aql/list_users", parameters: {} },
  script: [
    {
      at: 0,
      expect: {
        send: {
          id: "list",
          effect: "read",
          service: "aql-control",
          path: "/reseller/voipapi.php",
          form: "action=listusers",
          timeout_ms: 30000,
        },
      },
    },
    { at: 0, input: { saved: { seq: 1 } }, error: UNEXPECTED },
    { at: 1, input: { response: { id: "list", status: 200, body: "606309\n" } } },
    { at: 1, expect: { done: { report: { value: ["606309"] } } } },
  ],
};

/** The script with one of its steps changed. */
function changed(position: number, change: Members): Members[] {
  return SOUND.script.map((step, index) => (index === position ? { ...step, ...change } : step));
}

describe("a script that does not hold fails", () => {
  test.each([
    [{ kind: "reply" }, "no check of `reply`"],
    [{ notes: "" }, "unknown members"],
    [{ setup: { notes: "" } }, "unknown members"],
    [{ setup: { timeout_seconds: 31 } }, "at step 0"],
    [{ parameters: { call: "aql/list_users", parameters: {}, notes: "" } }, "unknown members"],
    [{ script: changed(0, { expect: { wait: { ms: null } } }) }, "at step 0"],
    [{ script: changed(1, { error: undefined }) }, "at step 1"],
    [{ script: changed(2, { input: { answer: {} } }) }, "at step 2"],
    [{ script: changed(2, { error: UNEXPECTED }) }, "at step 2"],
    [{ script: changed(3, { notes: "" }) }, "unknown members"],
    [{ script: changed(3, { expect: { done: { report: { value: [] } } } }) }, "at step 3"],
  ])("%o", (change, complaint) => {
    run("retry", SOUND);
    expect(() => {
      run("retry", { ...SOUND, ...change });
    }).toThrow(complaint);
  });
});
