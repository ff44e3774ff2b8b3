// By what the aesthetic signal is measured; there is nothing to choose where CLIP has seen no photo.

import type { ReactElement } from 'react';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { measureAestheticBy } from './ranking.ts';

const ways = ['prompts', 'head'] as const;

export function AestheticBy(): ReactElement | null {
  const way = useShoot(({ known }) => known.settings['clip.aesthetic']);
  const { columns } = useShoot(({ known }) => known.photos);
  const measured = columns.signals.aesthetic.some((value) => !Number.isNaN(value));
  // Chosen, and not to be had: the way back must be there.
  if (!measured && way === 'prompts') return null;
  const { aestheticBy, aestheticWays, aestheticAbout } = strings.ranking;
  return (
    <div className="field person-by" role="group" aria-label={aestheticBy}>
      <span>{aestheticBy}</span>
      <div className="segments">
        {ways.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === way}
            title={aestheticAbout[one]}
            onClick={() => measureAestheticBy(one)}
          >
            {aestheticWays[one]}
          </button>
        ))}
      </div>
    </div>
  );
}
