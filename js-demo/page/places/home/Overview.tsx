import type { ComponentChildren } from "preact";

import { useDesk } from "../../data/desk.js";
import { portal } from "../../data/session.js";
import { counted } from "../../data/spelling.js";
import { Money } from "../../ui/Money.js";
import { Skeleton } from "../../ui/Skeleton.js";

/** Numbers by carrier, what they are known to cost, and what may still be ordered today. */
export function Overview() {
  const { numbers } = useDesk();
  const [aql, aculab] = [numbers.aql.rows.value, numbers.aculab.rows.value];
  const gateways = portal.value?.gateways;
  return (
    <dl class="tiles card">
      {gateways?.aql !== null && (
        <Tile name="UK numbers" note="at aql, billed by your contract" value={aql?.length ?? null} />
      )}
      {gateways?.aculab !== null && (
        <Tile name="Worldwide numbers" note="at Aculab Cloud" value={aculab?.length ?? null} />
      )}
      {gateways?.aculab !== null && (
        <Tile
          name="Known monthly cost"
          note={aql === null || aql.length === 0 ? "as Aculab Cloud lists it" : "without aql’s contract prices"}
          value={aculab === null ? null : <Money amount={numbers.perMonth.value} currency="USD" />}
        />
      )}
      <Today />
    </dl>
  );
}

function Today() {
  const { numbersPerDay = null, numbersToday = 0 } = portal.value?.limits ?? {};
  return (
    <Tile
      name="Ordered today"
      note={numbersPerDay === null ? "without a limit" : `of ${counted(numbersPerDay, "number")} a day`}
      value={numbersToday}
    />
  );
}

interface TileProps {
  readonly name: string;
  /** `null`: it is on its way. */
  readonly value: ComponentChildren;
  readonly note: string;
}

function Tile({ name, value, note }: TileProps) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd class="tile-value">{value === null ? <Skeleton lines={1} /> : value}</dd>
      <dd class="tile-note">{note}</dd>
    </div>
  );
}
