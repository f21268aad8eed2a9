import { Button } from "./Button.js";
import { toast } from "./Toast.js";

interface CopyProps {
  /** What is copied; asked for when the button is pressed. */
  readonly text: string | (() => string);
  /** What it is, such as `SIP user`. */
  readonly what: string;
  /** The word on the button. */
  readonly children?: string | undefined;
}

/** Copies a text. */
export function Copy({ text, what, children = "Copy" }: CopyProps) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      toast(`${what} copied`);
    } catch {
      toast(`The browser does not allow copying: select the ${what.toLowerCase()} and copy it by hand`);
    }
  };
  return (
    <Button kind="quiet" size="small" icon="copy" label={`${children} ${what}`} onClick={() => void copy()}>
      {children}
    </Button>
  );
}
