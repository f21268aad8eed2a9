import { useDesk } from "../../data/desk.js";
import { isFine, remarksOn } from "../../data/customer.js";
import { counted } from "../../data/spelling.js";
import { isReady } from "../../data/telwire.js";
import { Banner } from "../../ui/Banner.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { PageHead } from "../../ui/PageHead.js";
import { UkLines } from "./UkLines.js";
import { WorldLines } from "./WorldLines.js";

/** What is about to be ordered, and whom it is for. */
export function BasketPlace() {
  const { basket } = useDesk();
  const { uk, world } = basket.contents.value;
  if (basket.count.value === 0) {
    return (
      <>
        <PageHead title="Basket" />
        <EmptyState
          title="The basket is empty"
          icon="basket"
          actions={
            <LinkButton to="/get" kind="primary">
              Get numbers
            </LinkButton>
          }
        >
          Choose numbers first: they stay here until you order them or close the tab.
        </EmptyState>
      </>
    );
  }
  const wrong = isReady.value ? uk.filter(({ customer }) => !isFine(remarksOn(customer))).length : 0;
  return (
    <>
      <PageHead title="Basket">Say whom the numbers are for, then review the order. Names may stay empty.</PageHead>
      <div class="stack stack-wide">
        {uk.length > 0 && <UkLines lines={uk} />}
        {world.length > 0 && <WorldLines lines={world} />}
        <div class="row row-apart">
          <LinkButton to="/get" icon="add">
            More numbers
          </LinkButton>
          {wrong === 0 ? (
            <LinkButton to="/review" kind="primary" icon="arrow">
              Review {counted(basket.count.value, "number")}
            </LinkButton>
          ) : (
            <Banner tone="warn">{counted(wrong, "number")} with something to correct above.</Banner>
          )}
        </div>
      </div>
    </>
  );
}
