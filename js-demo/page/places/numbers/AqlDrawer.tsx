import { useId } from "preact/hooks";

import { useDesk } from "../../data/desk.js";
import type { OwnedAql } from "../../data/owned.js";
import { portal } from "../../data/session.js";
import { spoken } from "../../data/words.js";
import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";
import { Drawer } from "../../ui/Drawer.js";
import { AqlFacts } from "./AqlFacts.js";
import { ConfigureResult } from "./ConfigureResult.js";
import { Difference } from "./Difference.js";
import { SettingsForm } from "./SettingsForm.js";
import { useConfiguring } from "./useConfiguring.js";

interface AqlDrawerProps {
  readonly number: OwnedAql;
  readonly onClose: () => void;
}

/** All about a number at aql, and its settings: to change, to compare, to see what came of it. */
export function AqlDrawer({ number, onClose }: AqlDrawerProps) {
  const desk = useDesk();
  const configuring = useConfiguring(desk, number, portal.value?.forwardPrefixes ?? []);
  const form = useId();
  const { step } = configuring;
  return (
    <Drawer title={spoken(number)} onClose={onClose} actions={<Actions configuring={configuring} form={form} />}>
      <div class="stack stack-wide">
        {configuring.result !== null && <ConfigureResult result={configuring.result} />}
        {number.failure !== null && (
          <Banner tone="warn" title="aql could not describe this user">
            {number.failure.text} {number.failure.advice}
          </Banner>
        )}
        {step === "edit" ? (
          <>
            <AqlFacts number={number} />
            {number.user !== null && (
              <SettingsForm id={form} configuring={configuring} allowed={portal.value?.settings ?? []} />
            )}
          </>
        ) : (
          <Difference changes={configuring.changes} cautions={configuring.cautions} />
        )}
      </div>
    </Drawer>
  );
}

interface ActionsProps {
  readonly configuring: ReturnType<typeof useConfiguring>;
  readonly form: string;
}

function Actions({ configuring: { step, changes, edit, save, discard }, form }: ActionsProps) {
  const count = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  if (step === "edit") {
    return (
      <>
        {changes.length > 0 && (
          <Button kind="quiet" onClick={discard}>
            Discard
          </Button>
        )}
        <Button kind="primary" type="submit" form={form} disabled={changes.length === 0}>
          {changes.length === 0 ? "Nothing changed" : `Review ${count}`}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button kind="quiet" disabled={step === "saving"} onClick={edit}>
        Back
      </Button>
      <Button kind="primary" busy={step === "saving"} onClick={() => void save()}>
        Save {count}
      </Button>
    </>
  );
}
