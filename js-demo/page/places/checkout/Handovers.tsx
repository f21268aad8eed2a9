import type { Handover } from "../../data/handover.js";
import { UkHandoverCard } from "./UkHandoverCard.js";
import { WorldHandoverCard } from "./WorldHandoverCard.js";

/** A card for each number that was bought. */
export function Handovers({ handovers }: { readonly handovers: readonly Handover[] }) {
  if (handovers.length === 0) {
    return null;
  }
  return (
    <section class="stack" aria-labelledby="handovers">
      <h2 id="handovers">To hand over</h2>
      <div class="handovers">
        {handovers.map((handover) =>
          handover.carrier === "aql" ? (
            <UkHandoverCard key={handover.id} handover={handover} />
          ) : (
            <WorldHandoverCard key={handover.id} handover={handover} />
          ),
        )}
      </div>
    </section>
  );
}
