"use client";

import { useEffect, useState } from "react";
import * as telwire from "telwire";
import * as sandbox from "telwire/sandbox";

import { errand } from "../../errand.js";

export default function Page() {
  const [line, show] = useState("");
  useEffect(() => {
    errand(telwire, sandbox).then(show, (error) => show(String(error)));
  }, []);
  return line;
}
