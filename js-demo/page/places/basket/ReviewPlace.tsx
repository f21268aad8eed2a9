import { batch } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Redirect, useLocation } from "wouter-preact";

import type { Portal } from "../../../shared/portal.js";
import { useDesk } from "../../data/desk.js";
import { portal } from "../../data/session.js";
import { loadPortal } from "../../data/signIn.js";
import { counted } from "../../data/spelling.js";
import { TERMS } from "../../data/terms.js";
import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { PageHead } from "../../ui/PageHead.js";
import { ReviewCard } from "./ReviewCard.js";
import { UkSummary } from "./UkSummary.js";
import { WorldSummary } from "./WorldSummary.js";

/** What one agrees to, before the button. */
export function ReviewPlace() {
  const { basket, checkout } = useDesk();
  const [, go] = useLocation();
  useEffect(() => void loadPortal(), []);
  const { uk, world } = basket.contents.value;
  const count = basket.count.value;
  if (portal.value === null || count === 0) {
    return <Redirect to="/basket" replace />;
  }
  const order = (): void =>
    batch(() => {
      checkout.begin(basket);
      go("/checkout", { replace: true });
    });
  const tooMany = excessOf(portal.value, count);
  return (
    <>
      <PageHead title="Review the order">Nothing has been bought yet. This is what you agree to.</PageHead>
      <div class="stack stack-wide">
        {uk.length > 0 && (
          <ReviewCard terms={TERMS.aql} count={uk.length}>
            <UkSummary />
          </ReviewCard>
        )}
        {world.length > 0 && (
          <ReviewCard terms={TERMS.aculab} count={count - uk.length}>
            <WorldSummary lines={world} />
          </ReviewCard>
        )}
        {tooMany !== null && <Banner tone="bad" title={tooMany} />}
        <ModeBanner portal={portal.value} />
        <div class="row row-apart">
          <LinkButton to="/basket">Back to the basket</LinkButton>
          <Button kind="primary" icon="check" disabled={tooMany !== null} onClick={order}>
            Order {counted(count, "number")}
          </Button>
        </div>
      </div>
    </>
  );
}

function ModeBanner({ portal: { mode } }: { readonly portal: Portal }) {
  return mode === "LIVE" ? (
    <Banner tone="warn" title="LIVE: this spends money">
      The order goes to the carriers as soon as you press the button. It can be stopped, but what is bought by then
      stays bought.
    </Banner>
  ) : (
    <Banner title="TEST: no money is spent">The order goes to a sandbox that answers as the carriers do.</Banner>
  );
}

/** Why so many cannot be ordered today; `null` if they can. */
function excessOf({ limits: { numbersPerDay, numbersToday } }: Portal, count: number): string | null {
  if (numbersPerDay === null || numbersToday + count <= numbersPerDay) {
    return null;
  }
  const left = Math.max(0, numbersPerDay - numbersToday);
  return `You may order ${counted(numbersPerDay, "number")} a day: ${left} more today. Take some out of the basket.`;
}
