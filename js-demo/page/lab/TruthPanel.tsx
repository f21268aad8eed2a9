import type { SoldNumber } from "../../shared/portal.js";
import { truth } from "../data/lab.js";
import { CARRIERS } from "../data/words.js";
import { Badge } from "../ui/Badge.js";
import { EmptyState } from "../ui/EmptyState.js";
import { FailureBanner } from "../ui/FailureBanner.js";
import { Skeleton } from "../ui/Skeleton.js";
import { type Column, Table } from "../ui/Table.js";
import { usePolling } from "./usePolling.js";

const INTERVAL = 1500;

/** What the sandbox really sold, beside what the portal knows. */
export function TruthPanel() {
  usePolling(look, INTERVAL);
  const { value, failure } = truth;
  if (failure.value !== null) {
    return <FailureBanner failure={failure.value} onRetry={() => void truth.load()} />;
  }
  if (value.value === null) {
    return <Skeleton lines={3} label="Asking the sandbox" />;
  }
  const { sold } = value.value;
  const unknown = sold.filter(({ owner, byRival }) => owner === null && !byRival).length;
  return (
    <div class="stack">
      <p aria-live="polite">
        <strong>{sold.length} sold.</strong>{" "}
        {unknown === 0
          ? "The portal knows all that it bought."
          : `${unknown} not in the portal’s books: the answer was lost, and the order says that it is not known.`}
      </p>
      {sold.length === 0 ? (
        <EmptyState title="Nothing was sold yet">
          Order a number, and it shows here, whatever the answer said.
        </EmptyState>
      ) : (
        <div class="framed">
          <Table
            caption="What was really sold"
            columns={COLUMNS}
            rows={sold}
            rowKey={({ carrier, number }) => `${carrier}:${number}`}
            page={10}
          />
        </div>
      )}
    </div>
  );
}

const COLUMNS: readonly Column<SoldNumber>[] = [
  { head: "Number", isLead: true, cell: ({ number }) => <span class="number">{number}</span> },
  { head: "Carrier", cell: ({ carrier }) => CARRIERS[carrier] },
  { head: "VoIP user", cell: ({ user }) => <span class="number">{user ?? "–"}</span> },
  { head: "The portal", cell: (sold) => <Known sold={sold} /> },
];

function Known({ sold: { owner, byRival } }: { readonly sold: SoldNumber }) {
  if (byRival) {
    return <Badge>Bought by a rival</Badge>;
  }
  return owner === null ? <Badge tone="bad">Does not know it</Badge> : <Badge tone="good">Knows it: {owner}</Badge>;
}

function look(): Promise<void> {
  return truth.load();
}
