import type { workflow } from "telwire/slim";

import type { Carrier } from "../../../shared/portal.js";
import { type Attempt, attemptsOf } from "../../data/evidence.js";
import type { Report } from "../../data/order.js";
import { FATES, moment } from "../../data/words.js";
import { Badge, type Tone } from "../../ui/Badge.js";
import { Card } from "../../ui/Card.js";
import { type Column, Table } from "../../ui/Table.js";

interface EvidenceProps {
  readonly carrier: Carrier;
  readonly report: Report;
}

/** What to do about what is not known, and every purchase that was sent. */
export function Evidence({ carrier, report }: EvidenceProps) {
  const attempts = attemptsOf(report);
  if (attempts.length === 0) {
    return null;
  }
  const isUnknown = report.items.some(({ status }) => status === "unknown");
  return (
    <>
      {isUnknown && (
        <Card title="What to do">
          <ol class="list">
            {STEPS[carrier].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Card>
      )}
      <Card flush title="Purchases that were sent">
        <Table caption="Purchases that were sent" columns={COLUMNS} rows={attempts} rowKey={({ id }) => id} />
      </Card>
    </>
  );
}

const STEPS: Readonly<Record<Carrier, readonly string[]>> = {
  aculab: [
    "Look for the e-mail that Aculab Cloud sends to the account’s holder after each purchase: it names the numbers.",
    "Refresh “My numbers”. A number that appears late was bought by this order, or by somebody else on the account.",
    "Do not order the same again before you know. If no e-mail comes, ask Aculab’s support with the times below.",
  ],
  aql: [
    "Ask your account manager at aql whether the numbers are on the account, with the times below.",
    "If they are, ask for a new SIP password: the one that was given is lost with the answer.",
    "Do not order substitutes before you know: the first purchase may still be done.",
  ],
};

const TONES: Readonly<Record<workflow.Fate, Tone>> = {
  done: "good",
  never_left: "neutral",
  open: "bad",
  refused: "neutral",
};

const COLUMNS: readonly Column<Attempt>[] = [
  { head: "Sent (UTC)", isLead: true, cell: ({ at }) => <span class="number">{moment(at)}</span> },
  { head: "For", cell: ({ numbers }) => numbers },
  { head: "Answer", cell: ({ answer }) => <code>{answer ?? "none"}</code> },
  { head: "So", cell: ({ fate }) => <Badge tone={TONES[fate]}>{FATES[fate]}</Badge> },
  { head: "Looked for it", cell: ({ looks }) => looks },
];
