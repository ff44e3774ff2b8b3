// The first view: one large place to drop a match folder on, and the folders opened before.

import { useState, type ReactElement } from 'react';
import { openChooser } from './choosing.ts';
import { openDemo } from './demo.ts';
import { viewId } from '../page/lost-focus.ts';
import { openIngest } from '../ingest/ingest-run.ts';
import { openModels } from '../models/model-acts.ts';
import { closeFolders } from './opening.ts';
import { Icon } from '../parts/icons.tsx';
import { setScreen, useScreen } from '../page/store.ts';
import { strings } from '../strings.ts';
import { ingestStrings } from '../strings/ingest.ts';
import { modelStrings } from '../strings/models.ts';
import icon from '../../assets/icon.svg?no-inline';
import { LastShoot } from './LastShoot.tsx';
import { RecentFolders } from './RecentFolders.tsx';
import './start.css';

export function Start(): ReactElement {
  const opening = useScreen((state) => state.opening);
  return (
    <main id={viewId} tabIndex={-1} className="start" aria-label={strings.appName}>
      <header className="start-head">
        <Brand />
        <div>
          <button type="button" className="quiet" onClick={openModels}>
            <Icon name="models" />
            {modelStrings.open}
          </button>
          <button type="button" className="quiet" onClick={() => setScreen({ dialog: 'help' })}>
            <Icon name="keys" />
            {strings.bar.help}
          </button>
        </div>
      </header>
      {opening?.kind === 'folders' && <OpeningFolders {...opening} />}
      {opening?.kind === 'demo' && <MakingDemo {...opening} />}
      {!opening && (
        <div className="start-first">
          <LastShoot />
          <DropZone />
        </div>
      )}
      {!opening && <RecentFolders />}
    </main>
  );
}

function Brand(): ReactElement {
  return (
    <span className="brand">
      <img src={icon} alt="" width={28} height={28} />
      <b>{strings.appName}</b>
    </span>
  );
}

function DropZone(): ReactElement {
  const problem = useScreen((state) => state.openProblem);
  const [over, setOver] = useState(false);
  const text = strings.start;
  return (
    <section
      className={over ? 'drop over' : 'drop'}
      aria-label={text.title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault(); // what was dropped is opened by the window's own listener
        setOver(false);
      }}
    >
      <Icon name="folder" />
      <h1>{text.title}</h1>
      <p className="muted">{text.lead}</p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="primary" onClick={openChooser}>
        {text.choose}
      </button>
      <div className="drop-more">
        <button type="button" className="quiet" onClick={openIngest}>
          <Icon name="card" />
          {ingestStrings.open}
        </button>
        <button type="button" className="link" onClick={() => void openDemo()}>
          {text.demo}
        </button>
      </div>
    </section>
  );
}

type OpeningProps = { readonly folders: readonly string[]; readonly found: number };

function OpeningFolders({ folders, found }: OpeningProps): ReactElement {
  return (
    <section className="drop opening" role="status">
      <h1>{strings.start.opening(folders.join(', '))}</h1>
      <p className="muted numbers">{strings.start.found(found)}</p>
      <button type="button" onClick={closeFolders}>
        {strings.start.cancel}
      </button>
    </section>
  );
}

type MakingProps = { readonly done: number; readonly total: number };

function MakingDemo({ done, total }: MakingProps): ReactElement {
  return (
    <section className="drop opening" role="status">
      <h1>{strings.start.demo}</h1>
      <p className="muted numbers">{strings.start.demoMaking(done, total)}</p>
      <progress max={Math.max(1, total)} value={done} aria-label={strings.start.demo} />
      <button type="button" onClick={closeFolders}>
        {strings.start.cancel}
      </button>
    </section>
  );
}
