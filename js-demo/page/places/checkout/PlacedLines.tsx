import { nameOf } from "../../data/customer.js";
import type { Order } from "../../data/order.js";
import { placedOf } from "../../data/placed.js";
import { meaningOf } from "../../data/words.js";
import { StatusBadge } from "../orders/StatusBadge.js";

/** What becomes of each number. */
export function PlacedLines({ order }: { readonly order: Order }) {
  return (
    <ul class="lines">
      {placedOf(order).map(({ slot, number, customer, item }) => (
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
