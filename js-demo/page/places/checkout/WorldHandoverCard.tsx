import type { WorldHandover } from "../../data/handover.js";
import { Copy } from "../../ui/Copy.js";
import { Facts } from "../../ui/Facts.js";
import { Money } from "../../ui/Money.js";

/** A number at Aculab Cloud: it rings where an inbound service of the account sends it. */
export function WorldHandoverCard({ handover: { number, place, price } }: { readonly handover: WorldHandover }) {
  return (
    <article class="card handover" aria-label={`Handover of ${number}`}>
      <div class="handover-head">
        <h3 class="number">{number}</h3>
        <p class="small muted">{place}</p>
      </div>
      <Facts
        facts={[
          ["A month", price === null ? "not listed yet" : <Money key="price" amount={price} currency="USD" />],
          ["Calls", "go where your inbound service at Aculab Cloud sends them"],
        ]}
      />
      <div class="row">
        <Copy text={number} what={`Number ${number}`}>
          Copy the number
        </Copy>
      </div>
    </article>
  );
}
