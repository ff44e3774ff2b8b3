// What can be done about a copy from a card: begin it, stop it, look at the photos.

import type { ReactElement } from 'react';
import type { IngestProgress } from '../../shared/contract.ts';
import type { IngestRun } from '../page/page.ts';
import { ingestStrings as text } from '../strings/ingest.ts';
import {
  closeIngest,
  leaveIngest,
  showIngested,
  startIngest,
  stopIngest,
  type IngestPlaces,
} from './ingest-run.ts';
import { missingShots, type Plan } from './use-plan.ts';

type Props = {
  readonly run: IngestRun;
  /** Null while not all of it is chosen. */
  readonly places: IngestPlaces | null;
  readonly plan: Plan | null;
};

export function IngestFooter({ run, places, plan }: Props): ReactElement {
  if (run.state === 'running') return <Running progress={run.progress} to={run.to} />;
  if (run.state === 'done') return <Done to={run.to} />;
  const missing = plan && 'summary' in plan ? missingShots(plan.summary) : null;
  const isUseless = missing === 0 || (plan !== null && 'problem' in plan);
  return (
    <footer>
      {run.said !== null && (
        <p className="problem spread" role="alert">
          {run.said}
        </p>
      )}
      <button type="button" onClick={closeIngest}>
        {text.cancel}
      </button>
      <button
        type="button"
        className="primary"
        disabled={places === null || isUseless}
        onClick={() => {
          if (places) void startIngest(places);
        }}
      >
        {text.start(missing === 0 ? null : missing)}
      </button>
    </footer>
  );
}

type RunningProps = { readonly progress: IngestProgress | null; readonly to: string };

function Running({ progress, to }: RunningProps): ReactElement {
  return (
    <footer>
      {progress !== null && progress.done > 0 && (
        <button type="button" onClick={() => showIngested(to)}>
          {text.show}
        </button>
      )}
      <button type="button" onClick={stopIngest}>
        {text.stop}
      </button>
    </footer>
  );
}

function Done({ to }: { readonly to: string }): ReactElement {
  return (
    <footer>
      <button type="button" className="spread" onClick={leaveIngest}>
        {text.again}
      </button>
      <button type="button" onClick={closeIngest}>
        {text.close}
      </button>
      <button type="button" className="primary" onClick={() => showIngested(to)}>
        {text.show}
      </button>
    </footer>
  );
}
