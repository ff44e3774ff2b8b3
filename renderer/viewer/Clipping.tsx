// What is burnt out or black, painted over the photo: the picture itself once more, through a filter that leaves nothing else.

import { useId, type ReactElement } from 'react';
import { usePage } from '../page/store.ts';

/** Nothing while it is switched off. */
export function Clipping({ src }: { readonly src: string | null }): ReactElement | null {
  const isOn = usePage(({ kept }) => kept.clippingOn);
  if (!isOn || src === null) return null;
  return (
    <>
      <End src={src} table={whites} colour="0.93 0.15 0.15" />
      <End src={src} table={blacks} colour="0.2 0.45 1" />
    </>
  );
}

/**
 * Steps of a channel, 0 to 1: of 85 the last one holds the three brightest of 256 values, the first one the three darkest.
 * JPEG keeps what was clipped within that of its end.
 */
const steps = 85;
const whites = `${'0 '.repeat(steps - 1)}1`;
const blacks = `1${' 0'.repeat(steps - 1)}`;

type EndProps = { readonly src: string; readonly table: string; readonly colour: string };

/** One colour where all three channels are at that end, and nothing elsewhere. */
function End({ src, table, colour }: EndProps): ReactElement {
  const id = useId();
  const [red, green, blue] = colour.split(' ');
  return (
    <>
      <svg className="visually-hidden" aria-hidden="true">
        <filter id={id} colorInterpolationFilters="sRGB" x="0" y="0" width="1" height="1">
          <feComponentTransfer>
            <feFuncR type="discrete" tableValues={table} />
            <feFuncG type="discrete" tableValues={table} />
            <feFuncB type="discrete" tableValues={table} />
          </feComponentTransfer>
          <feColorMatrix values={`0 0 0 0 ${red} 0 0 0 0 ${green} 0 0 0 0 ${blue} 1 1 1 0 -2`} />
        </filter>
      </svg>
      <img
        className="clipping"
        style={{ filter: `url(#${id})` }}
        src={src}
        alt=""
        draggable={false}
      />
    </>
  );
}
