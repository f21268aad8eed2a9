import type { Order } from "../../data/order.js";
import { STAGES } from "../../data/words.js";
import { Progress } from "../../ui/Progress.js";

/** How far an order is, in words and as a bar. */
export function OrderProgress({ order }: { readonly order: Order }) {
  const { progress, slots, isStopping } = order;
  const settled = slots.value.filter((slot) => slot !== null).length;
  const stage = progress.value === null ? "Beginning" : STAGES[progress.value.stage];
  const words = isStopping.value ? "Stopping at the next safe point" : stage;
  return (
    <Progress done={settled} of={slots.value.length}>
      {`${words} · ${settled} of ${slots.value.length} settled`}
    </Progress>
  );
}
