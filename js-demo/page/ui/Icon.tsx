/** Small pictures, drawn as lines in the colour of the text. They say nothing to a screen reader: text stands beside them. */

const PATHS = {
  add: "M12 5v14M5 12h14",
  alert: "M12 4 2.5 20h19L12 4Zm0 6v4.5m0 2.6v.1",
  arrow: "M5 12h14m-6-6 6 6-6 6",
  basket: "M3 5h2l2.4 10.2h10l2.1-7.7H6M9 19.5h.1m7.4 0h.1",
  check: "m4.5 12.5 5 5 10-11",
  chevron: "m9 5 7 7-7 7",
  close: "m6 6 12 12M18 6 6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  download: "M12 4v11m-5-5 5 5 5-5M4 20h16",
  empty: "M4 13.5 6.8 5h10.4l2.8 8.5V19H4v-5.5Zm0 0h4.5l1.2 2.5h4.6l1.2-2.5H20",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.5M12 7.6v.1",
  lab: "M9.5 3.5h5M10.5 3.5v6L5 19a1 1 0 0 0 .9 1.5h12.2A1 1 0 0 0 19 19l-5.5-9.5v-6M7.5 15h9",
  phone:
    "M6.5 3.5h3l1.5 4.2-2 1.6a12 12 0 0 0 5.7 5.7l1.6-2 4.2 1.5v3a2 2 0 0 1-2.1 2A16.5 16.5 0 0 1 4.5 5.6a2 2 0 0 1 2-2.1Z",
  refresh: "M20 11a8 8 0 0 0-14.5-3.5L4 9m0-5v5h5M4 13a8 8 0 0 0 14.5 3.5L20 15m0 5v-5h-5",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-2 5 5",
  stop: "M7 7h10v10H7z",
  trash: "M4.5 6.5h15M9 6.5V4h6v2.5m-8.5 0 1 13.5h9l1-13.5",
  upload: "M12 20V8m-5 4.5 5-5 5 5M4 4h16",
} as const;

/** Which pictures there are. */
export type IconName = keyof typeof PATHS;

/** A picture, as high as the text beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
