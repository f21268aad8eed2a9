import type { Numbers } from "../../data/numbers.js";
import { counted } from "../../data/spelling.js";
import { Money } from "../../ui/Money.js";
import { Tile } from "../../ui/Tile.js";

/** How many numbers there are, and what is known of their cost. */
export function Totals({ numbers }: { readonly numbers: Numbers }) {
  const { aql, aculab } = numbers.served;
  return (
    <div class="tiles">
      <Tile name="Numbers" value={numbers.isPending.value ? null : numbers.all.value.length} note="at both carriers" />
      {aculab && (
        <Tile
          name="Aculab Cloud"
          value={<Money amount={numbers.perMonth.value} currency="USD" />}
          note={`a month for ${counted(numbers.aculab.rows.value?.length ?? 0, "number")}`}
        />
      )}
      {aql && (
        <Tile
          name="aql"
          value={numbers.aql.rows.value === null ? null : counted(numbers.aql.rows.value.length, "number")}
          note="billed by your contract; aql names no prices"
        />
      )}
    </div>
  );
}
