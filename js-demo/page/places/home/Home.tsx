import { useEffect } from "preact/hooks";

import { useDesk } from "../../data/desk.js";
import { loadPortal } from "../../data/signIn.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { PageHead } from "../../ui/PageHead.js";
import { Listings } from "../numbers/Listings.js";
import { useFreshOrders } from "../orders/useFreshOrders.js";
import { Attentions } from "./Attentions.js";
import { Overview } from "./Overview.js";
import { RecentOrders } from "./RecentOrders.js";

/** What there is, what it costs, and what needs attention. */
export function Home() {
  const { numbers, orders } = useDesk();
  useEffect(() => {
    void numbers.load();
    void orders.load();
    // What was ordered today has changed since the page was opened.
    void loadPortal();
  }, [numbers, orders]);
  useFreshOrders(orders);
  const isEmpty = !numbers.isPending.value && numbers.all.value.length === 0 && orders.all.value.length === 0;
  return (
    <>
      <PageHead
        title="Home"
        actions={
          <LinkButton to="/get" kind="primary" icon="add">
            Get numbers
          </LinkButton>
        }
      />
      <div class="stack stack-wide">
        <Overview />
        <Listings numbers={numbers} />
        <Attentions />
        {isEmpty ? (
          <EmptyState
            title="You have no numbers yet"
            icon="phone"
            actions={
              <>
                <LinkButton to="/get/aql">UK numbers</LinkButton>
                <LinkButton to="/get/aculab">Worldwide</LinkButton>
              </>
            }
          >
            Search, choose, order: a number is ready within a minute.
          </EmptyState>
        ) : (
          <RecentOrders />
        )}
      </div>
    </>
  );
}
