import { useState } from "preact/hooks";

import { type Configured, configure } from "../../data/configuring.js";
import type { Desk } from "../../data/desk.js";
import type { OwnedAql } from "../../data/owned.js";
import { type Change, cautionsOf, changesOf, type Draft, draftOf, faultOf, type Name } from "../../data/settings.js";

/** Where somebody is who changes settings. */
type Step = "edit" | "review" | "saving";

/** A change to the settings of a number, while somebody makes it. */
export interface Configuring {
  readonly step: Step;
  readonly draft: Draft;
  readonly changes: readonly Change[];
  /** What is wrong with what was changed, by setting. */
  readonly faults: Readonly<Partial<Record<Name, string>>>;
  readonly cautions: readonly string[];
  /** What came of the last save; `null` before. */
  readonly result: Configured | null;
  readonly set: (name: Name, value: string) => void;
  readonly discard: () => void;
  readonly edit: () => void;
  /** Shows the difference, unless something is wrong. */
  readonly review: () => void;
  readonly save: () => Promise<void>;
}

/** From the form over the difference to what was read back. */
export function useConfiguring(desk: Desk, number: OwnedAql, forwardPrefixes: readonly string[]): Configuring {
  const before = draftFor(number);
  const [edited, setEdited] = useState<Partial<Draft>>({});
  const [step, setStep] = useState<Step>("edit");
  const [result, setResult] = useState<Configured | null>(null);

  const draft: Draft = { ...before, ...edited };
  const changes = changesOf(before, draft);
  const faults = Object.fromEntries(
    changes
      .map(({ setting: { name }, to }) => [name, faultOf(name, to, forwardPrefixes)] as const)
      .filter(([, fault]) => fault !== null),
  );

  const save = async (): Promise<void> => {
    setStep("saving");
    const result = await configure(desk.clients, number, changes);
    if (result.found !== null) {
      desk.numbers.aql.learn({ ...number, user: result.found, failure: null });
    }
    if (result.isApplied) {
      setEdited({});
    }
    setResult(result);
    setStep("edit");
  };

  return {
    step,
    draft,
    changes,
    faults,
    cautions: cautionsOf(draft),
    result,
    set: (name, value) => {
      setResult(null);
      setEdited({ ...edited, [name]: value });
    },
    discard: () => setEdited({}),
    edit: () => setStep("edit"),
    review: () => setStep(Object.keys(faults).length === 0 ? "review" : "edit"),
    save,
  };
}

/** What the carrier said last; a user that it could not describe has no form. */
function draftFor({ user }: OwnedAql): Draft {
  return draftOf(user?.settings ?? ({} as Parameters<typeof draftOf>[0]));
}
