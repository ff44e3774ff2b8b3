// The few small drawings of the page, on a 16 x 16 grid, in the colour of the text around them.

import type { ReactElement } from 'react';

const paths = {
  pick: 'M4 14V2.5h8l-2 3 2 3H5.2',
  reject: 'M4 4l8 8M12 4l-8 8',
  copies: 'M5.5 2.5h8v8h-8zM2.5 5.5v8h8M9.500 4.500v4M7.500 6.500h4',
  stack: 'M2.5 5.5h8v8h-8zM5.5 5.5v-3h8v8h-3',
  eyesClosed:
    'M2 6.5c1.5 2.3 3.6 3.5 6 3.5s4.500-1.200 6-3.500M4 8.700l-1.300 1.800M12 8.700l1.300 1.800M8 10v2.200',
  blur: 'M2 5h7M5 8h9M2 11h6M11.500 5h2.500M2 8h.500M10.500 11h3.500',
  clipping: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 2v12M8 5l4.500 4M8 9l3.500 3',
  action: 'M9.500 2L4 9h4l-1.500 5L12 7H8z',
  ball: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM3.800 3.800c2.400 2.400 2.400 6 0 8.400M12.200 3.800c-2.400 2.400-2.400 6 0 8.400',
  person:
    'M8 8a2.600 2.600 0 1 0 0-5.200A2.600 2.600 0 0 0 8 8zM3 13.500c.500-2.600 2.500-4 5-4s4.500 1.400 5 4',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.500 10.500L14 14',
  left: 'M10 3L5 8l5 5',
  right: 'M6 3l5 5-5 5',
  back: 'M13 8H3.500M7 4L3 8l4 4',
  zoom: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.500 10.500L14 14M7 5v4M5 7h4',
  folder: 'M1.500 12.500v-9h4.500l1.500 2h7v7z',
  card: 'M4 14.500V4l2.500-2.500H12v13zM7 4v2M9.500 4v2',
  home: 'M2.500 7.500L8 3l5.500 4.500M4 6.500v6.500h8V6.500',
  up: 'M8 13V3.500M4 7l4-4 4 4',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
  play: 'M5 3l8 5-8 5z',
  close: 'M4 4l8 8M12 4l-8 8',
  keys: 'M1.500 4.500h13v7h-13zM4 7h.500M7 7h.500M10 7h.500M12 7h.200M5 9.500h6',
  warning: 'M8 2.500L14.500 13.500h-13zM8 6.500v3.500M8 11.800v.200',
  grid: 'M2.500 3h4.500v4h-4.500zM9 3h4.500v4h-4.500zM2.500 9.500h4.500v4h-4.500zM9 9.500h4.500v4h-4.500z',
  loupe: 'M2 3.500h12v9h-12z',
  compare: 'M2 3.500h5v9h-5zM9 3.500h5v9h-5z',
  survey:
    'M1.500 4h4v3.500h-4zM6.500 4h4v3.500h-4zM11.500 4h3v3.500h-3zM3.500 9h4v3.500h-4zM8.500 9h4v3.500h-4z',
  face: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM6 6.500v.500M10 6.500v.500M5.500 9.800c.700 1 1.500 1.500 2.500 1.500s1.800-.500 2.500-1.500',
  swap: 'M2.500 6h10M10 3.500L12.500 6 10 8.500M13.500 11h-10M6 8.500L3.500 11 6 13.500',
  plus: 'M8 3v10M3 8h10',
  check: 'M3 8.500l3.500 3.500L13 4.500',
  more: 'M3 7.500h1v1H3zM7.500 7.500h1v1h-1zM12 7.500h1v1h-1z',
  people:
    'M6 8a2.300 2.300 0 1 0 0-4.600A2.300 2.300 0 0 0 6 8zM1.800 13c.400-2.300 2.100-3.500 4.200-3.500s3.800 1.200 4.200 3.500M10.500 3.600a2.200 2.200 0 0 1 0 4.200M12 9.800c1.200.500 2 1.600 2.300 3.200',
  ranking:
    'M2.500 4.500h6M12 4.500h1.500M2.500 11.500h1.500M7.500 11.500h6M8.500 3h3.500v3H8.500zM4 10h3.500v3H4z',
  captions: 'M2 3.500h12M2 6.500h12M2 9.500h8M2 12.500h5M12.500 9.500v4M10.500 13.500h4',
  insights: 'M2 13.500h12M4 11V7.500M8 11V2.500M12 11V5.500',
  info: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 7.500v3.500M8 5v.200',
  bracket: 'M2.500 2.500h11v11h-11zM2.500 13.500l11-11M4.500 6h3M6 4.500v3M9 11h3',
  clock: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 4.500V8l2.500 2',
  marks:
    'M2.500 5V2.500H5M11 2.500h2.500V5M13.500 11v2.500H11M5 13.500H2.500V11M8 6.500a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM8 7v2.500M8 9.500L6.500 12M8 9.500L9.500 12M6 8h4',
  descending: 'M5 3v10M2.500 10.500L5 13l2.500-2.500M9 4h5M9 8h3.500M9 12h2',
  ascending: 'M5 13V3M2.500 5.500L5 3l2.500 2.500M9 4h2M9 8h3.500M9 12h5',
  models: 'M8 2l5.500 3v6L8 14l-5.500-3V5zM2.700 5.100L8 8l5.300-2.900M8 8v6',
} as const;

export type IconName = keyof typeof paths;

/** Decoration: whoever uses it says in words what it means. */
export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
