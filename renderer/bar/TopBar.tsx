// The bar above the photos: where one is, how much is shown, and the ways to other things.

import { useMemo, type ReactElement } from 'react';
import { fileName } from '../page/file-name.ts';
import { tileSizes } from '../page/left.ts';
import { openMoreMenu } from '../menus/opening-menus.ts';
import type { Panel } from '../page/page.ts';
import { togglePanel, usePanel } from '../page/panels.ts';
import { closeFolders, loadRecent } from '../start/opening.ts';
import { setFilters } from '../weights/ranking.ts';
import { shownSelected } from '../../shared/shoot/selection.ts';
import { Icon } from '../parts/icons.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { setKept, setScreen, usePage, useScreen, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { ViewButtons } from './ViewButtons.tsx';
import { captionStrings } from '../strings/captions.ts';
import { menuStrings } from '../strings/menus.ts';
import './bar.css';

export function TopBar(): ReactElement {
  const folders = useShoot((state) => state.folders);
  const view = useScreen((state) => state.view);
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
      <button type="button" className="primary" onClick={() => setScreen({ dialog: 'album' })}>
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
  const shown = useShoot(({ order }) => order.shown.length);
  const all = useShoot(({ known }) => known.photos.columns.count);
  const sizes = useShoot(({ known }) => known.photos.burstSizes);
  const hasBursts = useMemo(() => sizes.some((size) => size > 1), [sizes]);
  const stacked = useShoot(({ wanted }) => wanted.filters.stacked) && hasBursts;
  const some = stacked ? strings.bar.stacked : strings.bar.shownOf;
  const text = shown === all ? strings.bar.photos(all) : some(shown, all);
  const selected = useSelectedCount();
  const more = selected > 1 ? ` · ${strings.bar.selected(selected)}` : '';
  const whole = text + more; // a narrow window shows less of it
  return (
    <span
      className="counts muted numbers"
      role="status"
      title={stacked && shown !== all ? `${whole}\n${strings.bar.stackedMeans}` : whole}
    >
      {whole}
    </span>
  );
}

/** How many photos are selected together and shown; counted anew only when it can be another number. */
function useSelectedCount(): number {
  const shown = useShoot(({ order }) => order.shown);
  const ids = useShoot(({ known }) => known.photos.columns.ids);
  const selected = useShoot(({ wanted }) => wanted.selected);
  const selection = useShoot(({ wanted }) => wanted.selection);
  return useMemo(
    () => (selection.size < 2 ? 1 : shownSelected({ selected, selection }, { shown, ids }).length),
    [shown, ids, selected, selection],
  );
}

function GridTools(): ReactElement {
  const tilePx = usePage(({ kept }) => kept.tilePx);
  const stacked = useShoot(({ wanted }) => wanted.filters.stacked);
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
          setKept({ tilePx: Number(event.target.value) });
        }}
      />
    </>
  );
}

function PanelButtons(): ReactElement {
  const view = useScreen((state) => state.view);
  return (
    <>
      {view === 'grid' && <PanelButton panel="people" text={strings.bar.people} />}
      <PanelButton panel="ranking" text={strings.bar.ranking} />
      {(view === 'grid' || view === 'loupe') && (
        <>
          <PanelButton panel="captions" text={captionStrings.panel} />
          <PanelButton panel="info" text={strings.info.panel} />
        </>
      )}
      <button
        type="button"
        className="quiet"
        aria-haspopup="menu"
        aria-label={menuStrings.more}
        title={menuStrings.more}
        onClick={(event) => openMoreMenu(event.currentTarget)}
      >
        <Icon name="more" />
      </button>
    </>
  );
}

type PanelProps = { readonly panel: Panel; readonly text: string };

function PanelButton({ panel, text }: PanelProps): ReactElement {
  const isShown = usePanel(panel);
  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={isShown}
      title={text}
      onClick={() => togglePanel(panel)}
    >
      <Icon name={panel} />
      <span className="wordy">{text}</span>
    </button>
  );
}
