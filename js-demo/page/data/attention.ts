/**
 * What somebody has to look at.
 *
 * @packageDocumentation
 */

import type { Desk } from "./desk.js";
import { orderRoute } from "./routes.js";
import { counted } from "./spelling.js";

/** One thing to look at, and where. */
export interface Attention {
  readonly id: string;
  /** `bad`: money or a number may be at stake; `warn`: something is to be done; `info`: something goes on. */
  readonly tone: "bad" | "info" | "warn";
  readonly title: string;
  readonly text: string;
  /** The route to go to. */
  readonly to: string;
  /** What the way there is called. */
  readonly action: string;
}

/** What needs attention, the worst first. */
export function attentionOf(desk: Desk): readonly Attention[] {
  return [...unknownOf(desk), ...unsavedOf(desk), ...unreadOf(desk), ...runningOf(desk), ...basketOf(desk)];
}

function unknownOf({ orders }: Desk): readonly Attention[] {
  return orders.unknown.value.map(({ id }) => ({
    id: `unknown ${id}`,
    tone: "bad",
    title: "An order could not find out everything",
    text: "A purchase may have been done, and its answer was lost. Look at the evidence before you order again.",
    to: orderRoute(id),
    action: "See the evidence",
  }));
}

function unsavedOf({ orders }: Desk): readonly Attention[] {
  return orders.unsaved.value.map(({ id }) => ({
    id: `unsaved ${id}`,
    tone: "warn",
    title: "SIP passwords wait to be saved",
    text: "No carrier shows them again: save them, and say so.",
    to: orderRoute(id),
    action: "Save them",
  }));
}

function unreadOf({ numbers }: Desk): readonly Attention[] {
  const unread = numbers.all.value.filter(({ failure }) => failure !== null);
  return unread.length === 0
    ? []
    : [
        {
          id: "unread",
          tone: "warn",
          title: `${counted(unread.length, "number")} could not be read`,
          text: "The carrier did not say how they are set up. They may still work.",
          to: "/numbers",
          action: "See My numbers",
        },
      ];
}

function runningOf({ orders }: Desk): readonly Attention[] {
  const running = orders.running.value;
  return running.length === 0
    ? []
    : [
        {
          id: "running",
          tone: "info",
          title: `${counted(running.length, "order")} at work`,
          text: "On the server: you need not wait for the end.",
          to: "/orders",
          action: "Watch",
        },
      ];
}

function basketOf({ basket }: Desk): readonly Attention[] {
  const count = basket.count.value;
  return count === 0
    ? []
    : [
        {
          id: "basket",
          tone: "info",
          title: `${counted(count, "number")} in the basket`,
          text: "Not ordered yet.",
          to: "/basket",
          action: "Go on",
        },
      ];
}
