import { useEffect } from "preact/hooks";

import type { Orders } from "../../data/orders.js";

/** How often the list is asked for while an order is at work that this page does not follow. */
const INTERVAL = 3000;

/** Keeps the list fresh: not every order that is at work is followed. */
export function useFreshOrders(orders: Orders): void {
  const isStale = orders.running.value.some(({ isFollowed }) => !isFollowed);
  useEffect(() => {
    if (!isStale) {
      return undefined;
    }
    const timer = setInterval(() => void orders.load(), INTERVAL);
    return () => clearInterval(timer);
  }, [orders, isStale]);
}
