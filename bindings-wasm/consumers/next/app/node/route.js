import * as telwire from "telwire";

import { errand } from "../../../errand.js";

export async function GET() {
  return new Response(await errand(telwire));
}
