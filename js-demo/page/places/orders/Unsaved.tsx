import type { Order } from "../../data/order.js";
import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";

interface UnsavedProps {
  readonly order: Order;
  readonly onSave: (type: "csv" | "json") => void;
}

/** The SIP passwords are shown this once: nothing happens to them before the user says that they are saved. */
export function Unsaved({ order, onSave }: UnsavedProps) {
  return (
    <Banner
      tone="warn"
      title="Save the SIP passwords now"
      actions={
        <>
          <Button kind="primary" icon="download" onClick={() => onSave("csv")}>
            Download with passwords
          </Button>
          <Button icon="check" onClick={() => order.confirmSaved()}>
            I have saved them
          </Button>
        </>
      }
    >
      No carrier shows them again. The server keeps them until you say that you have them, and forgets them then.
    </Banner>
  );
}
