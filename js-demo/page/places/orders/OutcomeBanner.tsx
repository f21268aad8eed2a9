import type { Report } from "../../data/order.js";
import { outcomeOf } from "../../data/outcome.js";
import { Banner } from "../../ui/Banner.js";

/** How an order ended, in a sentence. */
export function OutcomeBanner({ report }: { readonly report: Report }) {
  const { tone, title, text } = outcomeOf(report);
  return (
    <Banner tone={tone} title={title}>
      {text}
    </Banner>
  );
}
