// The whole page: the bar, what is open, the panels beside it, the status line, and what lies over them.

import { lazy, Suspense, type ReactElement } from 'react';
import { TopBar } from './bar/TopBar.tsx';
import { CaptionPanel } from './captions/CaptionPanel.tsx';
import { Compare } from './compare/Compare.tsx';
import { AlbumDialog } from './album/AlbumDialog.tsx';
import { SendingDialog } from './delivery/SendingDialog.tsx';
import { SendingFollower } from './delivery/SendingFollower.tsx';
import { Faces } from './faces/Faces.tsx';
import { FilterPanel } from './filters/FilterPanel.tsx';
import { Grid } from './grid/Grid.tsx';
import { InfoPanel } from './info/InfoPanel.tsx';
import { ForgetDialog } from './kept/ForgetDialog.tsx';
import { LostDecisions } from './kept/LostDecisions.tsx';
import { DropLight } from './parts/DropLight.tsx';
import { HelpDialog } from './keys/HelpDialog.tsx';
import { LicencesDialog } from './licences/LicencesDialog.tsx';
import { IngestDialog } from './ingest/IngestDialog.tsx';
import { Menus } from './menus/Menus.tsx';
import { ModelsDialog } from './models/ModelsDialog.tsx';
import { HandedPhotos } from './people/HandedPhotos.tsx';
import { PeoplePanel } from './people/PeoplePanel.tsx';
import { SamePersonDialog } from './people/SamePersonDialog.tsx';
import { WhichFace } from './people/WhichFace.tsx';
import { ClocksDialog } from './clocks/ClocksDialog.tsx';
import { SidecarsDialog } from './sidecars/SidecarsDialog.tsx';
import { DroppedPhoto } from './sport/DroppedPhoto.tsx';
import { RejectsDialog } from './rejects/RejectsDialog.tsx';
import { FolderChooser } from './start/FolderChooser.tsx';
import { Start } from './start/Start.tsx';
import { ProblemsDialog } from './status/ProblemsDialog.tsx';
import { StatusLine } from './status/StatusLine.tsx';
import { ToastLine } from './status/ToastLine.tsx';
import { useIsOpen, usePage, useScreen } from './page/store.ts';
import type { View } from './page/page.ts';
import { usePanel } from './page/panels.ts';
import { Survey } from './survey/Survey.tsx';
import { Loupe } from './viewer/Loupe.tsx';
import { Blind } from './blind/Blind.tsx';
import { Prove } from './prove/Prove.tsx';
import { Taste } from './taste/Taste.tsx';
import { TeachDialog } from './teach/TeachDialog.tsx';
import { RankingPanel } from './weights/RankingPanel.tsx';

/** With the charts' library, which the first photos need not wait for. */
const Insights = lazy(async () => ({
  default: (await import('./insights/Insights.tsx')).Insights,
}));

export function App(): ReactElement {
  const isOpen = useIsOpen();
  const lost = usePage((state) => state.lost);
  if (lost) return <LostDecisions lost={lost} />;
  return (
    <>
      {isOpen ? <Workspace /> : <Start />}
      <Dialogs />
      <SendingFollower />
      {!isOpen && <ToastLine />}
    </>
  );
}

function Workspace(): ReactElement {
  const view = useScreen((state) => state.view);
  const peopleOpen = usePanel('people');
  return (
    <div className="app">
      <TopBar />
      <main className="workspace">
        {peopleOpen && view === 'grid' && (
          <div className="side left">
            <FilterPanel />
            <PeoplePanel />
          </div>
        )}
        <Looking view={view} />
        <RightSide view={view} />
        <Menus />
      </main>
      <div className="foot">
        <StatusLine />
        <ToastLine />
      </div>
      <DropLight />
    </div>
  );
}

/** Photos large and scores unseen; or charts, which need the room. */
const withoutRanking: ReadonlySet<View> = new Set<View>(['taste', 'prove', 'blind', 'insights']);

function RightSide({ view }: { readonly view: View }): ReactElement | null {
  const rankingOpen = usePanel('ranking') && !withoutRanking.has(view);
  const infoOpen = usePanel('info') && (view === 'grid' || view === 'loupe');
  const captionsOpen = usePanel('captions') && (view === 'grid' || view === 'loupe');
  if (!rankingOpen && !infoOpen && !captionsOpen) return null;
  return (
    <div className="side right">
      {infoOpen && <InfoPanel />}
      {captionsOpen && <CaptionPanel />}
      {rankingOpen && <RankingPanel />}
    </div>
  );
}

function Looking({ view }: { readonly view: View }): ReactElement {
  switch (view) {
    case 'grid':
      return <Grid />;
    case 'loupe':
      return <Loupe />;
    case 'compare':
      return <Compare />;
    case 'survey':
      return <Survey />;
    case 'faces':
      return <Faces />;
    case 'taste':
      return <Taste />;
    case 'prove':
      return <Prove />;
    case 'blind':
      return <Blind />;
    case 'insights':
      return (
        <Suspense>
          <Insights />
        </Suspense>
      );
  }
}

function Dialogs(): ReactElement | null {
  const dialog = useScreen((state) => state.dialog);
  switch (dialog) {
    case 'album':
      return <AlbumDialog />;
    case 'help':
      return <HelpDialog />;
    case 'licences':
      return <LicencesDialog />;
    case 'models':
      return <ModelsDialog />;
    case 'teach':
      return <TeachDialog />;
    case 'problems':
      return <ProblemsDialog />;
    case 'ingest':
      return <IngestDialog />;
    case 'folders':
      return <FolderChooser />;
    case 'face':
      return <WhichFace />;
    case 'samePerson':
      return <SamePersonDialog />;
    case 'forget':
      return <ForgetDialog />;
    case 'sidecars':
      return <SidecarsDialog />;
    case 'clocks':
      return <ClocksDialog />;
    case 'rejects':
      return <RejectsDialog />;
    case 'sending':
      return <SendingDialog />;
    case 'handed':
      return <HandedPhotos />;
    case 'dropped':
      return <DroppedPhoto />;
    case null:
      return null;
  }
}
