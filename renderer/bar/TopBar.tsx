// The bar above the photos: where one is, how much is shown, and the ways to other things.

import { useMemo, type ReactElement } from 'react';
import { fileName } from '../page/deciding.ts';
import { tileSizes } from '../page/left.ts';
import { openModels } from '../models/model-acts.ts';
import { closeFolders, loadRecent } from '../start/opening.ts';
import { setFilters } from '../weights/ranking.ts';
import { selectedCount } from '../grid/selecting.ts';
import { Icon } from '../parts/icons.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { set, useStore } from '../page/store.ts';
import { strings } from '../strings.ts';
import { ViewButtons } from './ViewButtons.tsx';
import { modelStrings } from '../strings/models.ts';
import './bar.css';

export function TopBar(): ReactElement {
  const folders = useStore((state) => state.folders);
  const view = useStore((state) => state.view);
  return (
    <header className="bar">
      <button
        type="button"
        className="quiet"
        aria-label={strings.bar.home}
        title={strings.bar.home}
        onClick={goHome}
      >
        <Icon name="home" />
      </button>
      <h1 className="folder" title={folders.join('\n')}>
        {folders.map(fileName).join(', ')}
      </h1>
      <Counts />
      <ViewButtons />
      <div className="spring" />
      {view === 'grid' && <GridTools />}
      <PanelButtons />
      <button type="button" className="primary" onClick={() => set({ dialog: 'album' })}>
        {strings.bar.album}
      </button>
    </header>
  );
}

function goHome(): void {
  closeFolders();
  void loadRecent();
}

function Counts(): ReactElement {
  const shown = useStore((state) => state.shown.length);
  const all = useStore((state) => state.photos?.columns.count ?? 0);
  const sizes = useStore((state) => state.photos?.burstSizes);
  const hasBursts = useMemo(() => sizes?.some((size) => size > 1) ?? false, [sizes]);
  const stacked = useStore(({ filters }) => filters.stacked) && hasBursts;
  const some = stacked ? strings.bar.stacked : strings.bar.shownOf;
  const text = shown === all ? strings.bar.photos(all) : some(shown, all);
  const selected = useStore(selectedCount);
  const more = selected > 1 ? ` · ${strings.bar.selected(selected)}` : '';
  return (
    <span
      className="muted numbers"
      role="status"
      title={stacked && shown !== all ? strings.bar.stackedMeans : undefined}
    >
      {text + more}
    </span>
  );
}

function GridTools(): ReactElement {
  const tilePx = useStore((state) => state.tilePx);
  const stacked = useStore((state) => state.filters.stacked);
  return (
    <>
      <SearchBox />
      <button
        type="button"
        className="quiet"
        aria-pressed={stacked}
        title={strings.bar.stack}
        onClick={() => setFilters({ stacked: !stacked })}
      >
        <Icon name="stack" />
        <span className="wordy">{strings.bar.stack}</span>
      </button>
      <input
        className="tile-size"
        type="range"
        min={tileSizes.smallestPx}
        max={tileSizes.largestPx}
        step={10}
        aria-label={strings.bar.size}
        title={strings.bar.size}
        value={tilePx}
        onChange={(event) => {
          set({ tilePx: Number(event.target.value) });
        }}
      />
    </>
  );
}

function PanelButtons(): ReactElement {
  const peopleOpen = useStore((state) => state.peopleOpen);
  const rankingOpen = useStore((state) => state.rankingOpen);
  const view = useStore((state) => state.view);
  return (
    <>
      {view === 'grid' && (
        <button
          type="button"
          className="quiet"
          aria-pressed={peopleOpen}
          title={strings.bar.people}
          onClick={() => {
            set({ peopleOpen: !peopleOpen });
          }}
        >
          <Icon name="people" />
          <span className="wordy">{strings.bar.people}</span>
        </button>
      )}
      <button
        type="button"
        className="quiet"
        aria-pressed={rankingOpen}
        title={strings.bar.ranking}
        onClick={() => {
          set({ rankingOpen: !rankingOpen });
        }}
      >
        <Icon name="ranking" />
        <span className="wordy">{strings.bar.ranking}</span>
      </button>
      <button type="button" className="quiet" title={modelStrings.open} onClick={openModels}>
        <Icon name="models" />
        <span className="wordy">{modelStrings.open}</span>
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={strings.bar.help}
        title={strings.bar.help}
        onClick={() => set({ dialog: 'help' })}
      >
        <Icon name="keys" />
      </button>
    </>
  );
}
