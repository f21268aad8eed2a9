import { useDesk } from "../../data/desk.js";
import { portal } from "../../data/session.js";
import { counted } from "../../data/spelling.js";
import { Money } from "../../ui/Money.js";
import { Tile } from "../../ui/Tile.js";

/** Numbers by carrier, what they are known to cost, and what may still be ordered today. */
export function Overview() {
  const { numbers } = useDesk();
  const [aql, aculab] = [numbers.aql.rows.value, numbers.aculab.rows.value];
  const gateways = portal.value?.gateways;
  return (
    <div class="tiles">
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
    </div>
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
