import { useSignal } from "@preact/signals";

import type { Carrier } from "../../shared/portal.js";
import { failureOf } from "../data/failure.js";
import { addFault, clearFaults, type Mishap, MISHAPS, setPace } from "../data/lab.js";
import { CARRIERS } from "../data/words.js";
import { Button } from "../ui/Button.js";
import { Select } from "../ui/Select.js";
import { toast } from "../ui/Toast.js";

const PACES = [
  { value: "0", text: "At once" },
  { value: "500", text: "Half a second" },
  { value: "2000", text: "Two seconds: time to reload" },
  { value: "5000", text: "Five seconds: time to open another tab" },
] as const;

/** The faults to choose from, and how long answers take. */
export function FaultsPanel() {
  const pace = useSignal<(typeof PACES)[number]["value"]>("0");
  const slow = (value: (typeof PACES)[number]["value"]): void => {
    pace.value = value;
    said(setPace(Number(value)), "Answers take that long from now on");
  };
  return (
    <div class="stack">
      <p class="small muted">Each fault happens once, to the next purchase at that carrier. Arm one, then order.</p>
      <ul class="mishaps">
        {MISHAPS.map((mishap) => (
          <MishapItem key={mishap.title} mishap={mishap} />
        ))}
      </ul>
      <div class="row row-apart lab-controls">
        <Select label="Each answer takes" value={pace.value} choices={PACES} onChange={slow} />
        <Button icon="close" onClick={() => said(clearFaults(), "Nothing goes wrong any more")}>
          Disarm all
        </Button>
      </div>
    </div>
  );
}

function MishapItem({ mishap: { title, text, faults } }: { readonly mishap: Mishap }) {
  return (
    <li class="mishap">
      <div>
        <h3>{title}</h3>
        <p class="small muted">{text}</p>
      </div>
      <div class="row">
        {(Object.keys(CARRIERS) as Carrier[]).toReversed().map((carrier) => {
          const fault = faults[carrier];
          return fault === undefined ? null : (
            <Button
              key={carrier}
              size="small"
              label={`${title} at ${CARRIERS[carrier]}`}
              onClick={() => said(addFault(fault), `${title}: armed for the next purchase at ${CARRIERS[carrier]}`)}
            >
              {CARRIERS[carrier]}
            </Button>
          );
        })}
      </div>
    </li>
  );
}

function said(act: Promise<void>, done: string): void {
  void act.then(() => toast(done)).catch((error: unknown) => toast(failureOf(error).text));
}
