// The ways of looking, side by side: which one it is, and one click to each other.

import type { ReactElement } from 'react';
import { openCompare } from '../actions/compare.ts';
import { openFaces, openGrid, openLoupe } from '../actions/move.ts';
import { openSurvey } from '../actions/survey.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { useStore } from '../store.ts';
import { strings } from '../strings.ts';

type Way = 'grid' | 'loupe' | 'compare' | 'survey' | 'faces';
type Row = readonly [way: Way, icon: IconName, key: string, open: () => void];

const ways: readonly Row[] = [
  ['grid', 'grid', 'G', openGrid],
  ['loupe', 'loupe', 'E', openLoupe],
  ['compare', 'compare', 'C', openCompare],
  ['survey', 'survey', 'N', openSurvey],
  ['faces', 'face', 'F', openFaces],
];

export function ViewButtons(): ReactElement {
  const view = useStore((state) => state.view);
  const empty = useStore((state) => state.shown.length === 0);
  return (
    <div className="ways" role="group" aria-label={strings.views.name}>
      {ways.map(([way, icon, key, open]) => (
        <button
          key={way}
          type="button"
          className="quiet"
          aria-pressed={view === way}
          aria-label={strings.views[way]}
          title={strings.views.withKey(strings.views[way], key)}
          disabled={empty && way !== 'grid'}
          onClick={open}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
