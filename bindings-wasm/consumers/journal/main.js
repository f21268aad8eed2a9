import { IndexedDbJournal } from "telwire";

globalThis.journal = new IndexedDbJournal("order");
document.body.textContent = "ready";
