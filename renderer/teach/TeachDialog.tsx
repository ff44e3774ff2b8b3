// Teaching sports: from which photos, how far it is, and what came of it.

import type { ReactElement } from 'react';
import { PathField } from '../models/PathField.tsx';
import { usePage } from '../page/store.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { FolderField } from '../parts/FolderField.tsx';
import { chooseFolder } from '../start/choosing.ts';
import { durationText } from '../strings.ts';
import { teachStrings as text } from '../strings/teach.ts';
import { Taught } from './Taught.tsx';
import {
  closeTeach,
  discardIt,
  setTeach,
  startTeaching,
  stopTeaching,
  teachAgain,
  takeIt,
} from './teach-acts.ts';
import type { TeachForm, TeachRun } from './teach-state.ts';
import './teach.css';

export function TeachDialog(): ReactElement {
  const { form, run } = usePage(({ teach }) => teach);
  return (
    <Dialog wide title={text.title} onClose={closeTeach}>
      <div className="body teach" role="group" aria-label={text.title} tabIndex={0}>
        {run.state === 'done' ? <Taught run={run} /> : <Form form={form} run={run} />}
      </div>
      <Footer form={form} run={run} />
    </Dialog>
  );
}

type Props = { readonly form: TeachForm; readonly run: TeachRun };

function Form({ form, run }: Props): ReactElement {
  return (
    <>
      <div className="teach-form" inert={run.state === 'running'}>
        <p>{text.lead}</p>
        <FolderField
          label={text.folder}
          folder={form.folder}
          none={text.folderNone}
          choose={text.choose}
          chooseName={text.chooseFolder}
          onChoose={() => chooseFolder((folder) => setTeach({ folder }))}
        />
        <PathField
          label={text.labels}
          value={form.labels}
          onChange={(labels) => setTeach({ labels })}
        />
        <label className="field">
          <span>{text.name}</span>
          <input
            type="text"
            maxLength={80}
            placeholder={text.nameHint}
            value={form.name}
            onChange={(event) => setTeach({ name: event.target.value })}
          />
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={form.twoLayers}
            onChange={(event) => setTeach({ twoLayers: event.target.checked })}
          />
          <span>{text.twoLayers}</span>
        </label>
      </div>
      {run.state === 'none' && run.problem !== null && (
        <p role="alert" className="problem">
          {run.problem}
        </p>
      )}
      {run.state === 'running' && <Running progress={run.progress} />}
    </>
  );
}

type RunningProps = Pick<Extract<TeachRun, { state: 'running' }>, 'progress'>;

function Running({ progress }: RunningProps): ReactElement {
  const left = progress?.secondsLeft ?? null;
  const parts = progress
    ? [text.progress(progress), ...(left === null ? [] : [text.left(durationText(left))])]
    : [text.beginning];
  return (
    <div className="teach-progress numbers">
      {progress ? (
        <progress
          max={Math.max(1, progress.total)}
          value={progress.done}
          aria-label={text.progressOf}
        />
      ) : (
        <progress aria-label={text.progressOf} />
      )}
      <p>{parts.join(', ')}</p>
    </div>
  );
}

function Footer({ form, run }: Props): ReactElement {
  const { folder } = form;
  switch (run.state) {
    case 'running':
      return (
        <footer>
          <button type="button" onClick={stopTeaching}>
            {text.stop}
          </button>
        </footer>
      );
    case 'done':
      return (
        <footer>
          <span className="spread" role="status">
            {run.used ? text.used : ''}
          </span>
          {!run.used && (
            <button type="button" className="quiet" onClick={() => void discardIt()}>
              {text.discard}
            </button>
          )}
          <button type="button" onClick={teachAgain}>
            {text.again}
          </button>
          {run.used ? (
            <button type="button" className="primary" onClick={closeTeach}>
              {text.back}
            </button>
          ) : (
            <button type="button" className="primary" onClick={() => void takeIt()}>
              {text.use}
            </button>
          )}
        </footer>
      );
    case 'none':
      return (
        <footer>
          <button type="button" onClick={closeTeach}>
            {text.back}
          </button>
          <button
            type="button"
            className="primary"
            disabled={folder === null}
            onClick={() => folder !== null && void startTeaching(folder)}
          >
            {text.start}
          </button>
        </footer>
      );
  }
}
