"use client";

import { useEffect, useState } from "react";
import * as telwire from "telwire";

import { errand } from "../../errand.js";

export default function Page() {
  const [line, show] = useState("");
  useEffect(() => {
    errand(telwire).then(show, (error) => show(String(error)));
  }, []);
  return line;
}
