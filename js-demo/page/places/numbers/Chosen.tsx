import type { Signal } from "@preact/signals";

import { sumOf } from "../../data/money.js";
import type { Owned, OwnedAculab } from "../../data/owned.js";
import { Button } from "../../ui/Button.js";

interface ChosenProps {
  readonly all: readonly Owned[];
  readonly chosen: Signal<ReadonlySet<string>>;
  readonly onRelease: (numbers: readonly OwnedAculab[]) => void;
}

/** What can be done with the numbers that are chosen. */
export function Chosen({ all, chosen, onRelease }: ChosenProps) {
  const rows = all.filter(({ id }) => chosen.value.has(id));
  const releasable = rows.filter((row) => row.carrier === "aculab");
  if (rows.length === 0) {
    return null;
  }
  return (
    <div class="chosen" role="region" aria-label="Chosen numbers">
      <div aria-live="polite">
        <strong>{rows.length} chosen</strong>
        <span class="small muted">{wordsFor(rows.length, releasable)}</span>
      </div>
      <div class="row">
        <Button kind="quiet" onClick={() => (chosen.value = new Set())}>
          Choose none
        </Button>
        <Button kind="danger" icon="trash" disabled={releasable.length === 0} onClick={() => onRelease(releasable)}>
          Release {releasable.length}
        </Button>
      </div>
    </div>
  );
}

function wordsFor(chosen: number, releasable: readonly OwnedAculab[]): string {
  const saved = `${sumOf(releasable.map(({ price }) => price))} USD a month`;
  const atAql = chosen - releasable.length;
  const notes = [
    ...(releasable.length > 0 ? [`${releasable.length} at Aculab Cloud: ${saved}`] : []),
    ...(atAql > 0 ? [`${atAql} at aql: no release through its API, ask your account manager`] : []),
  ];
  return notes.join(" · ");
}
