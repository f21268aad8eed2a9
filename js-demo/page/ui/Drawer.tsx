import { Modal, type ModalProps } from "./Modal.js";

/** The details of one thing, at the side of the page. */
export function Drawer(modal: ModalProps) {
  return <Modal {...modal} look="drawer" />;
}
