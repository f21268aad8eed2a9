import { TelwireError } from "telwire/slim";

import { failureOf } from "../../data/failure.js";
import type { Order, Report } from "../../data/order.js";
import { Banner } from "../../ui/Banner.js";

interface OutcomeProps {
  readonly order: Order;
  readonly report: Report;
}

/** How an order ended, in a sentence. */
export function Outcome({ order, report }: OutcomeProps) {
  const bought = report.items.filter(({ status }) => status === "bought").length;
  const count = `${bought} of ${report.items.length}`;
  const found = report.items.filter(({ status }) => status === "on_account").length;
  if (order.state.value === "unknown") {
    return (
      <Banner tone="bad" title={`${count} bought, and something is not known`}>
        Nothing was bought twice, and nothing more is bought. Look at the evidence below before you order again.
      </Banner>
    );
  }
  if (report.stopped === "by_caller") {
    return (
      <Banner tone="warn" title={`Stopped: ${count} bought`}>
        You asked for it. What was bought stays; order the rest anew if you still want it.
      </Banner>
    );
  }
  if (TelwireError.is(report.stopped)) {
    const { text, advice } = failureOf(report.stopped);
    return (
      <Banner tone="warn" title={`Ended early: ${count} bought`}>
        {text} {advice}
      </Banner>
    );
  }
  if (found > 0) {
    return (
      <Banner tone="warn" title={`${count} bought, ${found} on the account without a SIP password`}>
        An answer of the carrier was lost, and nothing was bought twice for it. Ask the carrier for a new SIP password.
      </Banner>
    );
  }
  if (bought === report.items.length) {
    return (
      <Banner tone="good" title={bought === 1 ? "The number is bought" : `All ${bought} numbers are bought`}>
        Each was bought once, and the account was asked to confirm it.
      </Banner>
    );
  }
  return (
    <Banner tone="warn" title={`${count} bought`}>
      The table says why the others were not. Nothing was spent on them.
    </Banner>
  );
}
