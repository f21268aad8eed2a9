import type { Failure } from "../../data/failure.js";
import type { Numbers, Reading } from "../../data/numbers.js";
import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";
import { Progress } from "../../ui/Progress.js";

/** So many users are read in a moment; more, and people want to know how far it is. */
const MANY = 20;

/** How the listings of the carriers go: a long one, and one that failed. */
export function Listings({ numbers }: { readonly numbers: Numbers }) {
  const { aql, aculab } = numbers;
  return (
    <>
      {isLong(aql.reading.value) && (
        <Progress done={aql.reading.value.settled} of={aql.reading.value.total}>
          {`Reading the users at aql: ${aql.reading.value.settled} of ${aql.reading.value.total}`}
        </Progress>
      )}
      <Failed carrier="aql" failure={aql.failure.value} onRetry={() => void aql.load()} />
      <Failed carrier="Aculab Cloud" failure={aculab.failure.value} onRetry={() => void aculab.load()} />
    </>
  );
}

interface FailedProps {
  readonly carrier: string;
  readonly failure: Failure | null;
  readonly onRetry: () => void;
}

function Failed({ carrier, failure, onRetry }: FailedProps) {
  if (failure === null) {
    return null;
  }
  return (
    <Banner
      tone="warn"
      title={`The list of ${carrier} is not up to date`}
      actions={
        <Button size="small" icon="refresh" onClick={onRetry}>
          Ask again
        </Button>
      }
    >
      {failure.text} {failure.advice}
    </Banner>
  );
}

function isLong(reading: Reading | null): reading is { readonly settled: number; readonly total: number } {
  return (reading?.total ?? 0) > MANY;
}
