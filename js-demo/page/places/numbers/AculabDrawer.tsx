import type { OwnedAculab } from "../../data/owned.js";
import { Button } from "../../ui/Button.js";
import { Copy } from "../../ui/Copy.js";
import { Drawer } from "../../ui/Drawer.js";
import { Facts } from "../../ui/Facts.js";
import { Money } from "../../ui/Money.js";
import { Unread } from "./Unread.js";

interface AculabDrawerProps {
  readonly number: OwnedAculab;
  readonly onClose: () => void;
  readonly onRelease: () => void;
}

/** All about a number at Aculab Cloud. */
export function AculabDrawer({
  number: { digits, entry, price, purchased, type },
  onClose,
  onRelease,
}: AculabDrawerProps) {
  return (
    <Drawer
      title={digits}
      onClose={onClose}
      actions={
        <Button kind="danger" icon="trash" onClick={onRelease}>
          Release this number
        </Button>
      }
    >
      <div class="stack stack-wide">
        <Facts
          facts={[
            ["Carrier", "Aculab Cloud"],
            ["Number", <NumberFact digits={digits} />],
            ["Country", entry.country],
            ["State", entry.state],
            ["Region", entry.region],
            ["Type", type],
            ["Price", price === null ? "not known" : <PriceFact price={price} />],
            ["Bought", purchased ?? "not known"],
          ]}
        />
        <Unread entries={entry.other} />
        <p class="small muted">
          Where calls go is set at Aculab Cloud itself: its API for numbers has no settings. Releasing ends the monthly
          cost; the number may not be had again.
        </p>
      </div>
    </Drawer>
  );
}

function NumberFact({ digits }: { readonly digits: string }) {
  return (
    <span class="row">
      <span class="number">{digits}</span>
      <Copy text={digits} what="Number" />
    </span>
  );
}

function PriceFact({ price }: { readonly price: string }) {
  return (
    <>
      <Money amount={price} currency="USD" /> a month
    </>
  );
}
