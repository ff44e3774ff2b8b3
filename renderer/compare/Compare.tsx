// Two photos side by side, zoomed and moved together: which of them is better, and why.

import { useEffect, type ReactElement } from 'react';
import { moveCandidate, promoteCandidate, swapSides } from './comparing.ts';
import { fileName } from '../page/file-name.ts';
import { viewId } from '../page/lost-focus.ts';
import { actOn, goBack } from '../page/moving.ts';
import { useQuickPictures, wantQuickThumbnails } from '../grid/quick-thumbnails.ts';
import { imageUrl } from '../page/engine.ts';
import { hexOf, isMeasured, thumbnailOf } from '../grid/tile-facts.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { useScreen, useShoot } from '../page/store.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { strings } from '../strings.ts';
import { Decided } from '../viewer/Decided.tsx';
import { Stage } from '../viewer/Stage.tsx';
import { Back, FileName, Rank } from '../viewer/ViewerBar.tsx';
import { ZoomButton } from '../viewer/ZoomButton.tsx';
import { Apart } from './Apart.tsx';
import { ByVector } from './ByVector.tsx';
import '../viewer/viewer.css';
import './compare.css';

export function Compare(): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const compared = useScreen((state) => state.compared);
  const { select = -1, candidate = null } = compared ?? {};
  useEffect(() => {
    wantQuickThumbnails(unmeasured(photos, [select, candidate]));
  }, [photos, select, candidate]);
  return (
    <section id={viewId} tabIndex={-1} className="loupe compare" aria-label={strings.compare.name}>
      <CompareBar alone={candidate === null} />
      <div className="panes">
        <Pane side="select" id={select} />
        {candidate === null ? <Alone /> : <Pane side="candidate" id={candidate} />}
      </div>
      {candidate !== null && <Apart first={select} second={candidate} />}
      {candidate !== null && <ByVector first={select} second={candidate} />}
    </section>
  );
}

function unmeasured(photos: Photos, ids: readonly (number | null)[]): number[] {
  const known = ids.filter((id) => id !== null);
  return known.filter((id) => !isMeasured(photos, photos.indexOf.get(id) ?? -1));
}

function CompareBar({ alone }: { readonly alone: boolean }): ReactElement {
  const { compare, views } = strings;
  const does = (label: string, icon: IconName, onClick: () => void, words = false) => (
    <button
      type="button"
      className="quiet"
      disabled={alone}
      {...(!words && { 'aria-label': label, title: label })}
      onClick={onClick}
    >
      <Icon name={icon} />
      {words && label}
    </button>
  );
  return (
    <div className="loupe-bar">
      <Back text={views.back} onClick={goBack} />
      <span className="spring" />
      {does(compare.promote, 'up', promoteCandidate, true)}
      {does(compare.swap, 'swap', swapSides, true)}
      {does(compare.previous, 'left', () => moveCandidate(-1))}
      {does(compare.next, 'right', () => moveCandidate(1))}
      <ZoomButton />
    </div>
  );
}

type PaneProps = { readonly side: 'select' | 'candidate'; readonly id: number };

/** One of the two; whoever puts pointer or focus on it has keys act on it. */
function Pane({ side, id }: PaneProps): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const active = useShoot(({ wanted }) => wanted.selected === id);
  const quick = useQuickPictures();
  const index = photos.indexOf.get(id) ?? -1;
  if (index < 0) return <p className="pane centred muted">{strings.compare.gone}</p>;
  const hex = isMeasured(photos, index) ? hexOf(photos, index) : null;
  const file = fileName(photos.columns.paths[index] ?? '');
  const name = strings.compare.paneOf(strings.compare[side], file);
  const act = () => actOn(id);
  return (
    <div
      className={active ? 'pane active' : 'pane'}
      role="group"
      tabIndex={0}
      aria-label={name}
      aria-current={active}
      onFocus={act}
      onPointerDown={act}
    >
      <div className="pane-head">
        <p>
          <span className="muted">{strings.compare[side]}</span>
          <FileName index={index} />
        </p>
        <p>
          <Rank index={index} />
          <Decided index={index} />
          {active && <span className="acts">{strings.compare.active}</span>}
        </p>
      </div>
      <Stage
        key={id}
        index={index}
        thumbnail={thumbnailOf(photos, index, quick)}
        preview={hex === null ? null : imageUrl('preview', hex)}
        name={name}
      />
    </div>
  );
}

function Alone(): ReactElement {
  return (
    <div className="pane centred">
      <p>{strings.compare.alone}</p>
      <p className="muted">{strings.compare.aloneMore}</p>
    </div>
  );
}
