import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import { IconButton } from "./Button.js";

/** What stands in front of the page. */
export interface ModalProps {
  readonly title: ComponentChildren;
  readonly children: ComponentChildren;
  /** Escape, the cross, or a click beside it. */
  readonly onClose: () => void;
  /** The buttons below. */
  readonly actions?: ComponentChildren;
}

/** A native dialog: the browser keeps the focus in it and gives it back. It is open while it is rendered. */
export function Modal({ title, children, onClose, actions, look }: ModalProps & { readonly look: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const close = (event: Event): void => {
    event.preventDefault();
    onClose();
  };
  const closeBeside = (event: Event): void => {
    if (event.target === dialog.current) {
      onClose();
    }
  };
  return (
    <dialog ref={dialog} class={look} aria-labelledby={id} onCancel={close} onMouseDown={closeBeside}>
      <div class="overlay">
        <div class="overlay-head">
          <h2 id={id}>{title}</h2>
          <IconButton label="Close" icon="close" onClick={onClose} />
        </div>
        <div class="overlay-body">{children}</div>
        {actions !== undefined && <div class="overlay-foot">{actions}</div>}
      </div>
    </dialog>
  );
}
