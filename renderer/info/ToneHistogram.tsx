// How the red, green and blue of the photo that is looked at are spread, and how much of it is burnt out or black.

import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Tones } from '../../shared/tones.ts';
import { whileShown } from '../parts/while-shown.ts';
import { strings } from '../strings.ts';
import { channels, tonePaths } from './tone-paths.ts';

/** @param contentHex of a photo that has a preview */
export function ToneHistogram({ contentHex }: { readonly contentHex: string }): ReactElement {
  const tones = useTones(contentHex);
  const paths = useMemo(() => tones && tonePaths(tones), [tones]);
  const text = strings.tones;
  return (
    <div className="tones">
      <svg viewBox="0 0 256 1" preserveAspectRatio="none" role="img" aria-label={text.about}>
        {paths &&
          channels.map((channel) => <path key={channel} className={channel} d={paths[channel]} />)}
      </svg>
      <p className="muted">{tones ? text.text(tones.burnt, tones.black) : '\u00a0'}</p>
    </div>
  );
}

/** Those of the photo before stay until the new ones are known: nothing jumps while one goes through photos. */
function useTones(contentHex: string): Tones | null {
  const [tones, setTones] = useState<Tones | null>(null);
  useEffect(
    () =>
      whileShown(async ({ ask }) => {
        setTones(await ask('photo.tones', { contentHex }));
      }),
    [contentHex],
  );
  return tones;
}
