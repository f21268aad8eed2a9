import { Link, useRoute } from "wouter-preact";

import { useDesk } from "../data/desk.js";
import { counted } from "../data/spelling.js";
import { Icon } from "../ui/Icon.js";

/** The way to the basket, and how many numbers are in it. */
export function BasketLink() {
  const { basket } = useDesk();
  const [isHere] = useRoute("/basket");
  const count = basket.count.value;
  return (
    <Link
      href="/basket"
      class="button button-quiet basket-link"
      aria-label={`Basket, ${counted(count, "number")}`}
      aria-current={isHere ? "page" : undefined}
    >
      <Icon name="basket" />
      {count > 0 && <span class="basket-count">{count}</span>}
    </Link>
  );
}
