import { nameOf } from "../../data/customer.js";
import type { Order } from "../../data/order.js";
import { type Placed, placedOf } from "../../data/placed.js";
import { counted } from "../../data/spelling.js";
import { meaningOf } from "../../data/words.js";
import { Disclosure } from "../../ui/Disclosure.js";
import { StatusBadge } from "../orders/StatusBadge.js";

/** What became of each number. Once all are bought, their cards say the rest. */
export function PlacedLines({ order }: { readonly order: Order }) {
  const placed = placedOf(order);
  const isBought = placed.every(({ item }) => item?.status === "bought");
  return isBought ? (
    <Disclosure summary={counted(placed.length, "number")}>
      <Lines placed={placed} />
    </Disclosure>
  ) : (
    <Lines placed={placed} />
  );
}

function Lines({ placed }: { readonly placed: readonly Placed[] }) {
  return (
    <ul class="lines">
      {placed.map(({ slot, number, customer, item }) => (
        <li key={slot}>
          <span class="placed-number">
            <span class="number">{number ?? `Number ${slot + 1}`}</span>
            {customer.firstName + customer.lastName + customer.email !== "" && (
              <span class="small muted wrap-anywhere">{nameOf(customer)}</span>
            )}
            {item !== null && item.status !== "bought" && <span class="small muted">{meaningOf(item)}</span>}
          </span>
          <StatusBadge item={item} />
        </li>
      ))}
    </ul>
  );
}
