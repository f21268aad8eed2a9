import * as telwire from "telwire";

import { errand } from "../errand.js";

export default {
  async fetch() {
    return new Response(await errand(telwire));
  },
};
