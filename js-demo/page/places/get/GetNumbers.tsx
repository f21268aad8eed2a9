import { type RouteComponentProps, useLocation } from "wouter-preact";

import type { Carrier } from "../../../shared/portal.js";
import { portal } from "../../data/session.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { PageHead } from "../../ui/PageHead.js";
import { type Tab, Tabs } from "../../ui/Tabs.js";
import { BasketCard } from "./BasketCard.js";
import { UkSearch } from "./uk/UkSearch.js";
import { WorldForm } from "./world/WorldForm.js";

const TABS: readonly Tab<Carrier>[] = [
  { key: "aql", text: "United Kingdom", panel: () => <UkSearch /> },
  { key: "aculab", text: "Worldwide", panel: () => <WorldForm /> },
];

/** Searching and choosing at both carriers. */
export function GetNumbers({ params }: RouteComponentProps<{ carrier?: string }>) {
  const [, go] = useLocation();
  const tabs = TABS.filter(({ key }) => portal.value?.gateways[key] !== null);
  const current = tabs.find(({ key }) => key === params.carrier) ?? tabs[0];
  return (
    <>
      <PageHead title="Get numbers">
        Choose as many as you need at both carriers; nothing is bought before you have reviewed it.
      </PageHead>
      {current === undefined ? (
        <EmptyState title="No carrier is set up">This portal has no account at a carrier: ask its owner.</EmptyState>
      ) : (
        <div class="get">
          <Tabs label="Where" tabs={tabs} current={current.key} onChange={(key) => go(`/get/${key}`)} />
          <BasketCard />
        </div>
      )}
    </>
  );
}
