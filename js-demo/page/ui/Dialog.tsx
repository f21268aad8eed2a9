import { Modal, type ModalProps } from "./Modal.js";

/** A question in the middle of the page. */
export function Dialog({ wide, ...modal }: ModalProps & { readonly wide?: boolean | undefined }) {
  return <Modal {...modal} look={wide === true ? "dialog dialog-wide" : "dialog"} />;
}
