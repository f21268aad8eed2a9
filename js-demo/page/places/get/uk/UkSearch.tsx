import { useMemo } from "preact/hooks";

import { useDesk } from "../../../data/desk.js";
import { NumberSearch } from "../../../data/search.js";
import { Card } from "../../../ui/Card.js";
import { SearchForm } from "./SearchForm.js";
import { SearchResults } from "./SearchResults.js";

/** Numbers at aql: what to search for, and what was found. */
export function UkSearch() {
  const { clients } = useDesk();
  const search = useMemo(() => new NumberSearch(clients), [clients]);
  return (
    <div class="stack">
      <Card title="Search UK numbers">
        <SearchForm search={search} />
      </Card>
      <SearchResults search={search} />
    </div>
  );
}
