import type { aql } from "telwire/slim";

import { areaName } from "../../../data/areas.js";
import { useDesk } from "../../../data/desk.js";
import type { NumberSearch } from "../../../data/search.js";
import { counted, spelled } from "../../../data/spelling.js";
import { Button } from "../../../ui/Button.js";
import { Card } from "../../../ui/Card.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { FailureBanner } from "../../../ui/FailureBanner.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import { type Column, Table } from "../../../ui/Table.js";
import { ChooseFirst } from "./ChooseFirst.js";

const COLUMNS: readonly Column<aql.AqlNumber>[] = [
  { head: "Number", cell: ({ number }) => <span class="number">{spelled(number)}</span>, isLead: true },
  { head: "Area", cell: ({ areaCode }) => areaName(areaCode) },
  { head: "International", cell: ({ e164 }) => <span class="number muted">+{e164}</span> },
];

/** What a search found: each number can be put into the basket, or taken out. */
export function SearchResults({ search }: { readonly search: NumberSearch }) {
  const found = search.found.value;
  const failure = search.failure.value;
  return (
    <>
      {failure !== null && <FailureBanner failure={failure} onRetry={() => void search.more()} />}
      {found === null && search.isLoading.value && (
        <Card title="Numbers">
          <Skeleton lines={8} label="Searching" />
        </Card>
      )}
      {found === null && !search.isLoading.value && failure === null && (
        <EmptyState title="Nine million UK numbers" icon="phone">
          Choose an area and search. Numbers are ready seconds after they are ordered.
        </EmptyState>
      )}
      {found?.length === 0 && failure === null && (
        <EmptyState title="No number matches" icon="search">
          Use fewer digits, another area, or “with or without SMS”.
        </EmptyState>
      )}
      {found !== null && found.length > 0 && <Found search={search} found={found} />}
    </>
  );
}

function Found({ search, found }: { readonly search: NumberSearch; readonly found: readonly aql.AqlNumber[] }) {
  const { basket } = useDesk();
  const smsEnabled = search.wanted.value?.smsEnabled ?? "yes";
  const toggle = ({ number }: aql.AqlNumber, chosen: boolean): void =>
    chosen ? basket.choose([number], smsEnabled) : basket.drop(number);
  const isOver = search.isOver.value;
  return (
    <Card
      flush
      title={isOver ? `${counted(found.length, "number")} found` : `The first ${found.length} numbers`}
      aside={<ChooseFirst found={found} smsEnabled={smsEnabled} />}
    >
      <Table
        caption="Numbers that were found"
        columns={COLUMNS}
        rows={found}
        rowKey={({ number }) => number}
        page={25}
        choosing={{
          isChosen: ({ number }) => basket.holds(number),
          onToggle: toggle,
          label: ({ number }) => `Put ${spelled(number)} into the basket`,
        }}
      />
      {!isOver && (
        <div class="table-foot">
          <span>There are more.</span>
          <Button kind="quiet" size="small" busy={search.isLoading.value} onClick={() => void search.more()}>
            Find more
          </Button>
        </div>
      )}
    </Card>
  );
}
