import { useEffect, useMemo } from "preact/hooks";

import { Resource } from "./resource.js";

/** What `fetch` gets, asked for when the component appears and whenever one of the `inputs` changes. */
export function useResource<Value>(fetch: () => Promise<Value>, inputs: readonly unknown[]): Resource<Value> {
  const resource = useMemo(() => new Resource(fetch), inputs);
  useEffect(() => void resource.need(), [resource]);
  return resource;
}
