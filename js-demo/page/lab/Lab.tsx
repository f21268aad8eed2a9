import { useSignal } from "@preact/signals";

import { Icon } from "../ui/Icon.js";
import { Tabs } from "../ui/Tabs.js";
import { ExperimentPanel } from "./ExperimentPanel.js";
import { FaultsPanel } from "./FaultsPanel.js";
import { TruthPanel } from "./TruthPanel.js";
import { WirePanel } from "./WirePanel.js";

type Panel = "experiment" | "faults" | "truth" | "wire";

const TABS = [
  { key: "faults", text: "Make it fail", panel: () => <FaultsPanel /> },
  { key: "truth", text: "The truth", panel: () => <TruthPanel /> },
  { key: "experiment", text: "Naive or telwire", panel: () => <ExperimentPanel /> },
  { key: "wire", text: "On the wire", panel: () => <WirePanel /> },
] as const;

/** Where things go wrong on purpose; not in LIVE. */
export function Lab() {
  const isOpen = useSignal(false);
  const panel = useSignal<Panel>("faults");
  return (
    <section class="lab" aria-label="Test lab">
      <details open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
        <summary>
          <Icon name="lab" />
          <strong>Test lab</strong>
          <span class="small muted">Let answers get lost, and see what was really sold</span>
          <Icon name="chevron" />
        </summary>
        {isOpen.value && (
          <div class="lab-body">
            <Tabs label="Test lab" tabs={TABS} current={panel.value} onChange={(key) => (panel.value = key)} />
          </div>
        )}
      </details>
    </section>
  );
}
