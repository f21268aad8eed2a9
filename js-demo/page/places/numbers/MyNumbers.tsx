import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type RouteComponentProps, useLocation } from "wouter-preact";

import { useDesk } from "../../data/desk.js";
import { csvOf, download } from "../../data/files.js";
import { filtered, NO_FILTER } from "../../data/filter.js";
import { rowOf } from "../../data/numbersFile.js";
import type { OwnedAculab } from "../../data/owned.js";
import { isNamed } from "../../data/routes.js";
import { Button } from "../../ui/Button.js";
import { Card } from "../../ui/Card.js";
import { PageHead } from "../../ui/PageHead.js";
import { Chosen } from "./Chosen.js";
import { Filters } from "./Filters.js";
import { Listings } from "./Listings.js";
import { NumberDrawer } from "./NumberDrawer.js";
import { NumbersTable } from "./NumbersTable.js";
import { ReleaseDialog } from "./ReleaseDialog.js";
import { Totals } from "./Totals.js";

/** The numbers of both carriers: to find, to configure, to release. */
export function MyNumbers({ params }: RouteComponentProps<{ readonly id?: string }>) {
  const { numbers } = useDesk();
  const [, go] = useLocation();
  const filter = useSignal(NO_FILTER);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const toRelease = useSignal<readonly OwnedAculab[]>([]);
  useEffect(() => void numbers.load(), [numbers]);

  const shown = filtered(numbers.all.value, filter.value);
  const open = numbers.all.value.find(({ id }) => isNamed(params.id, id)) ?? null;
  const release = (rows: readonly OwnedAculab[]): void => {
    go("/numbers");
    toRelease.value = rows;
  };
  const save = async (): Promise<void> => download("numbers.csv", await csvOf(shown.map(rowOf)));

  return (
    <>
      <PageHead
        title="My numbers"
        actions={
          <>
            <Button icon="download" disabled={shown.length === 0} onClick={() => void save()}>
              Download list
            </Button>
            <Button icon="refresh" busy={numbers.isLoading.value} onClick={() => void numbers.load()}>
              Refresh
            </Button>
          </>
        }
      >
        What you have at both carriers. Open a number to configure or release it.
      </PageHead>
      <div class="stack">
        <Totals numbers={numbers} />
        <Listings numbers={numbers} />
        <Card flush>
          <Filters filter={filter} all={numbers.all.value} count={shown.length} />
          <NumbersTable numbers={numbers} shown={shown} chosen={chosen} />
        </Card>
        <Chosen all={numbers.all.value} chosen={chosen} onRelease={release} />
      </div>
      {open !== null && <NumberDrawer number={open} onClose={() => go("/numbers")} onRelease={release} />}
      {toRelease.value.length > 0 && <ReleaseDialog numbers={toRelease.value} onClose={() => (toRelease.value = [])} />}
    </>
  );
}
