import { useEffect } from "preact/hooks";
import { useLocation } from "wouter-preact";

import type { Checkout, Placing } from "../../data/checkout.js";
import { useDesk } from "../../data/desk.js";
import { handoversOf } from "../../data/handover.js";
import { counted } from "../../data/spelling.js";
import { Button } from "../../ui/Button.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { PageHead } from "../../ui/PageHead.js";
import { Handovers } from "./Handovers.js";
import { PlacingCard } from "./PlacingCard.js";
import { SavePasswords } from "./SavePasswords.js";

/** The orders that were sent together: while they run, and what came of them. */
export function CheckoutPlace() {
  const { checkout, numbers } = useDesk();
  useEffect(() => checkout.resume(), [checkout]);
  const isOver = checkout.placings.value.length > 0 && !checkout.isRunning.value;
  // What was bought is to be seen in the other places too.
  useEffect(() => void (isOver && numbers.load()), [isOver, numbers]);

  const placings = checkout.placings.value;
  if (placings.length === 0) {
    return <NothingOrdered />;
  }
  return (
    <>
      <PageHead
        title={isOver ? "Ordered" : "Ordering"}
        actions={isOver && !checkout.hasUnsaved.value && <Finish checkout={checkout} />}
      >
        {isOver
          ? "What was bought, and all that your customers need."
          : "The order runs on the server. You may leave or reload this page: nothing is bought twice."}
      </PageHead>
      <div class="stack stack-wide">
        <SavePasswords checkout={checkout} />
        {placings.filter(needsSaying).map(toCard)}
        <Handovers handovers={checkout.orders.value.flatMap(handoversOf)} />
        {placings.filter((placing) => !needsSaying(placing)).map(toCard)}
      </div>
    </>
  );
}

/** What is at work or went wrong stands above what was bought; the rest below. */
function needsSaying({ isBought, order }: Placing): boolean {
  return !isBought.value || order.value?.state.value === "running";
}

function toCard(placing: Placing) {
  return <PlacingCard key={placing.purchase.key} placing={placing} />;
}

function Finish({ checkout }: { readonly checkout: Checkout }) {
  const [, go] = useLocation();
  const bought = checkout.orders.value.flatMap(handoversOf).length;
  const finish = (): void => {
    checkout.finish();
    go(bought === 0 ? "/get" : "/numbers");
  };
  return (
    <Button onClick={finish}>
      {bought === 0 ? "Back to Get numbers" : `Go to my ${counted(bought, "new number")}`}
    </Button>
  );
}

function NothingOrdered() {
  return (
    <>
      <PageHead title="Ordered" />
      <EmptyState
        title="Nothing was ordered in this tab"
        icon="basket"
        actions={
          <>
            <LinkButton to="/orders">All orders</LinkButton>
            <LinkButton to="/get" kind="primary">
              Get numbers
            </LinkButton>
          </>
        }
      >
        Orders of other tabs and devices are among all orders.
      </EmptyState>
    </>
  );
}
