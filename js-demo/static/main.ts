/** The page of the static build: the same, and its portal is a worker. */

import { reachBy } from "../page/data/reach.js";
import { send } from "./send.js";

reachBy(send);
await import("../page/main.js");
