import type { Signal } from "@preact/signals";
import { Link } from "wouter-preact";

import { featuresOf, type Feature } from "../../data/filter.js";
import type { Numbers } from "../../data/numbers.js";
import type { Owned } from "../../data/owned.js";
import { numberRoute } from "../../data/routes.js";
import { CARRIERS, spoken } from "../../data/words.js";
import { Badge, type Tone } from "../../ui/Badge.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { Money } from "../../ui/Money.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { type Choosing, type Column, Table } from "../../ui/Table.js";

interface NumbersTableProps {
  readonly numbers: Numbers;
  readonly shown: readonly Owned[];
  /** The ids of the rows that are chosen. */
  readonly chosen: Signal<ReadonlySet<string>>;
}

/** The numbers that the filters let through. */
export function NumbersTable({ numbers, shown, chosen }: NumbersTableProps) {
  const isEmpty = numbers.all.value.length === 0;
  if (isEmpty && numbers.isPending.value) {
    return (
      <div class="pad">
        <Skeleton lines={6} label="Loading your numbers" />
      </div>
    );
  }
  if (isEmpty) {
    return (
      <EmptyState
        icon="phone"
        title="No numbers yet"
        actions={
          <LinkButton kind="primary" to="/get">
            Get numbers
          </LinkButton>
        }
      >
        What you order at either carrier appears here.
      </EmptyState>
    );
  }
  if (shown.length === 0) {
    return (
      <EmptyState icon="search" title="No number matches">
        Try a part of the number, or show all.
      </EmptyState>
    );
  }
  return (
    <Table
      caption="Your numbers"
      columns={COLUMNS}
      rows={shown}
      rowKey={({ id }) => id}
      choosing={choosingOf(chosen)}
    />
  );
}

const COLUMNS: readonly Column<Owned>[] = [
  { head: "Number", isLead: true, cell: (number) => <Opening number={number} /> },
  { head: "Carrier", cell: ({ carrier }) => CARRIERS[carrier] },
  { head: "Place and type", cell: ({ place, type }) => <PlaceAndType place={place} type={type} /> },
  { head: "Set up", cell: (number) => <Features number={number} /> },
  {
    head: "A month, since",
    align: "end",
    cell: ({ price, purchased }) => <Price price={price} purchased={purchased} />,
  },
];

function Opening({ number }: { readonly number: Owned }) {
  return (
    <Link class="table-open number" href={numberRoute(number.id)}>
      {spoken(number)}
    </Link>
  );
}

function PlaceAndType({ place, type }: Pick<Owned, "place" | "type">) {
  return (
    <span>
      {place} <span class="small muted">{type}</span>
    </span>
  );
}

function Price({ price, purchased }: Pick<Owned, "price" | "purchased">) {
  return (
    <span>
      {price === null ? <span class="muted">by contract</span> : <Money amount={price} currency="USD" />}{" "}
      {purchased !== null && <span class="small muted number">{purchased}</span>}
    </span>
  );
}

const FEATURES: Readonly<Record<Feature, readonly [text: string, tone: Tone]>> = {
  callrecord: ["Recording", "neutral"],
  failed: ["Could not be read", "warn"],
  faxenabled: ["Fax", "neutral"],
  forwardactive: ["Forwarding", "accent"],
  voicemailon: ["Voicemail", "neutral"],
};

function Features({ number }: { readonly number: Owned }) {
  const features = featuresOf(number);
  if (features.length === 0) {
    return null;
  }
  return (
    <span class="badges">
      {features.map((feature) => (
        <Badge key={feature} tone={FEATURES[feature][1]}>
          {FEATURES[feature][0]}
        </Badge>
      ))}
    </span>
  );
}

function choosingOf(chosen: Signal<ReadonlySet<string>>): Choosing<Owned> {
  return {
    isChosen: ({ id }) => chosen.value.has(id),
    onToggle: ({ id }, isChosen) => {
      const others = [...chosen.peek()].filter((other) => other !== id);
      chosen.value = new Set(isChosen ? [...others, id] : others);
    },
    label: (number) => `Choose ${spoken(number)}`,
  };
}
