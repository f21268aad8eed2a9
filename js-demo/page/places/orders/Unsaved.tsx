import { Banner } from "../../ui/Banner.js";
import { Button } from "../../ui/Button.js";

interface UnsavedProps {
  /** Makes the file that they are saved in. */
  readonly onSave: () => void;
  /** Says that they are saved. */
  readonly onConfirm: () => void;
}

/** The SIP passwords are shown this once: nothing happens to them before the user says that they are saved. */
export function Unsaved({ onSave, onConfirm }: UnsavedProps) {
  return (
    <Banner
      tone="warn"
      title="Save the SIP passwords now"
      actions={
        <>
          <Button kind="primary" icon="download" onClick={onSave}>
            Download with passwords
          </Button>
          <Button icon="check" onClick={onConfirm}>
            I have saved them
          </Button>
        </>
      }
    >
      aql never shows them again. This portal keeps them until you say that you have them, and forgets them then.
    </Banner>
  );
}
