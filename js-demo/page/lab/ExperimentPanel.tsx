import { useSignal } from "@preact/signals";

import type { Carrier, Comparison, Result } from "../../shared/portal.js";
import { type Failure, failureOf } from "../data/failure.js";
import { compare, MISHAPS } from "../data/lab.js";
import { CARRIERS } from "../data/words.js";
import { Badge } from "../ui/Badge.js";
import { Button } from "../ui/Button.js";
import { FailureBanner } from "../ui/FailureBanner.js";
import { Select } from "../ui/Select.js";

/** The same job and the same fault for a naive loop and for telwire, each in a sandbox of its own. */
export function ExperimentPanel() {
  const carrier = useSignal<Carrier>("aculab");
  const title = useSignal(MISHAPS[0]?.title ?? "");
  const isRunning = useSignal(false);
  const comparison = useSignal<Comparison | null>(null);
  const failure = useSignal<Failure | null>(null);

  const possible = MISHAPS.filter(({ faults }) => faults[carrier.value] !== undefined);
  const fault = possible.find((mishap) => mishap.title === title.value)?.faults[carrier.value];
  const run = async (): Promise<void> => {
    if (fault === undefined) {
      return;
    }
    isRunning.value = true;
    [comparison.value, failure.value] = [null, null];
    try {
      comparison.value = await compare(carrier.value, fault);
    } catch (error) {
      failure.value = failureOf(error);
    }
    isRunning.value = false;
  };
  const choose = (chosen: Carrier): void => {
    carrier.value = chosen;
    comparison.value = null;
  };

  return (
    <div class="stack">
      <p class="small muted">
        Both get the same job and the same fault, each in a fresh sandbox. The naive program tries again when something
        fails.
      </p>
      <div class="row lab-controls">
        <Select label="Carrier" value={carrier.value} choices={CHOICES} onChange={choose} />
        <Select
          label="What goes wrong"
          value={title.value}
          choices={possible.map(({ title }) => ({ value: title, text: title }))}
          onChange={(chosen) => (title.value = chosen)}
        />
        <Button
          kind="primary"
          icon="lab"
          busy={isRunning.value}
          disabled={fault === undefined}
          onClick={() => void run()}
        >
          Run both
        </Button>
      </div>
      {failure.value !== null && <FailureBanner failure={failure.value} />}
      <div aria-live="polite">
        {comparison.value !== null && (
          <div class="columns">
            <Program name="Naive program" wanted={comparison.value.wanted} result={comparison.value.naive} />
            <Program name="telwire" wanted={comparison.value.wanted} result={comparison.value.telwire} />
          </div>
        )}
      </div>
    </div>
  );
}

const CHOICES = [
  { value: "aculab", text: CARRIERS.aculab },
  { value: "aql", text: CARRIERS.aql },
] as const;

interface ProgramProps {
  readonly name: string;
  readonly wanted: number;
  readonly result: Result;
}

function Program({ name, wanted, result: { bought, report, requests } }: ProgramProps) {
  const tooMany = bought.length - wanted;
  return (
    <section class="program" aria-label={name}>
      <div class="row row-apart">
        <h3>{name}</h3>
        <Badge tone={tooMany > 0 ? "bad" : bought.length === wanted ? "good" : "warn"}>{verdictOn(tooMany)}</Badge>
      </div>
      <p>
        <strong class="program-count">{bought.length}</strong> bought, {wanted} wanted, {requests} requests
      </p>
      <p class="small number wrap-anywhere">{bought.join(", ")}</p>
      <pre class="report">{report}</pre>
    </section>
  );
}

function verdictOn(tooMany: number): string {
  if (tooMany === 0) {
    return "As wanted";
  }
  return tooMany > 0 ? `${tooMany} too many` : `${-tooMany} missing`;
}
