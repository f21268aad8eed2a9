import * as telwire from "telwire";
import * as relays from "telwire/relay";
import * as sandbox from "telwire/sandbox";

import { errand } from "../errand.js";

export default {
  async fetch() {
    return new Response(await errand(telwire, sandbox, relays));
  },
};
