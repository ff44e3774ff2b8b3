// The ways of looking, side by side: which one it is, and one click to each other.

import type { ReactElement } from 'react';
import { openCompare } from '../compare/comparing.ts';
import { openFaces, openGrid, openLoupe } from '../page/moving.ts';
import { openSurvey } from '../survey/surveying.ts';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { usePage, useScreen, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';

type Way = 'grid' | 'loupe' | 'compare' | 'survey' | 'faces';
type Row = readonly [way: Way, icon: IconName, open: () => void];

const ways: readonly Row[] = [
  ['grid', 'grid', openGrid],
  ['loupe', 'loupe', openLoupe],
  ['compare', 'compare', openCompare],
  ['survey', 'survey', openSurvey],
  ['faces', 'face', openFaces],
];

export function ViewButtons(): ReactElement {
  const view = useScreen((state) => state.view);
  const empty = useShoot(({ order }) => order.shown.length === 0);
  const keys = usePage(({ kept }) => kept.keys);
  const titleOf = (way: Way) => {
    const chord = chordFor(keys, way);
    const name = strings.views[way];
    return chord === undefined ? name : strings.views.withKey(name, chordText(chord));
  };
  return (
    <div className="ways" role="group" aria-label={strings.views.name}>
      {ways.map(([way, icon, open]) => (
        <button
          key={way}
          type="button"
          className="quiet"
          aria-pressed={view === way}
          aria-label={strings.views[way]}
          title={titleOf(way)}
          disabled={empty && way !== 'grid'}
          onClick={open}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
