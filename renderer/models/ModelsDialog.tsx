// Every model by what it is for: what is there, what is used, what each would add, and how it comes.

import { useState, type ReactElement } from 'react';
import { modelRoles, type ModelRole, type ModelStatus } from '../../shared/models.ts';
import { downloadAll, loadModels, verifyModels } from './model-acts.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { setScreen, usePage } from '../page/store.ts';
import { modelStrings as text } from '../strings/models.ts';
import { teachStrings } from '../strings/teach.ts';
import { openTeach } from '../teach/teach-acts.ts';
import { ImportForm } from './ImportForm.tsx';
import { ModelRow } from './ModelRow.tsx';
import './models.css';

export function ModelsDialog(): ReactElement {
  const list = usePage(({ models }) => models.list);
  const problem = usePage(({ models }) => models.problem);
  const [importing, setImporting] = useState(false);
  return (
    <Dialog wide title={text.title} onClose={() => setScreen({ dialog: null })}>
      <div className="body models" role="group" aria-label={text.title} tabIndex={0}>
        {problem !== null && <Failure problem={problem} />}
        {problem === null && !list && (
          <p className="muted" role="status">
            {text.loading}
          </p>
        )}
        {list && <Lead list={list} />}
        {list &&
          modelRoles.map((role) => (
            <Role key={role} role={role} models={list.filter((model) => model.role === role)} />
          ))}
      </div>
      {importing ? (
        <ImportForm onDone={() => setImporting(false)} />
      ) : (
        <Footer onImport={() => setImporting(true)} />
      )}
    </Dialog>
  );
}

function Failure({ problem }: { readonly problem: string }): ReactElement {
  return (
    <div role="alert" className="models-failed">
      <h3>{text.failed}</h3>
      <p className="problem">{problem}</p>
      <button type="button" onClick={() => void loadModels()}>
        {text.retry}
      </button>
    </div>
  );
}

/** The recommended ones of roles that have nothing but what is built in. */
function wanted(list: readonly ModelStatus[]): readonly ModelStatus[] {
  const filled = new Set(
    list.filter(({ installed, tier }) => installed && tier !== 'embedded').map(({ role }) => role),
  );
  return list.filter(({ recommended, role }) => recommended && !filled.has(role));
}

function Lead({ list }: { readonly list: readonly ModelStatus[] }): ReactElement {
  const downloads = usePage(({ models }) => models.downloads);
  const missing = wanted(list);
  const bytes = missing.reduce((sum, model) => sum + model.bytes - model.partialBytes, 0);
  const licences = [...new Set(missing.map(({ licence }) => licence))].join(', ');
  const busy = missing.some(({ id }) => downloads[id]?.problem === null);
  return (
    <div className="models-lead">
      <p>{text.lead}</p>
      {missing.length > 1 && (
        <button
          type="button"
          className="primary"
          disabled={busy}
          onClick={() => void downloadAll(missing)}
        >
          {text.downloadAll(missing.length, bytes, licences)}
        </button>
      )}
    </div>
  );
}

type RoleProps = { readonly role: ModelRole; readonly models: readonly ModelStatus[] };

function Role({ role, models }: RoleProps): ReactElement {
  const { name, without } = text.roles[role];
  const used = models.some(({ chosen }) => chosen);
  return (
    <section className="model-role" aria-label={name}>
      <h3>{name}</h3>
      {!used && <p className="muted">{without}</p>}
      {models.length > 0 && (
        <ul>
          {models.map((model) => (
            <ModelRow key={model.id} model={model} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Footer({ onImport }: { readonly onImport: () => void }): ReactElement {
  const said = usePage(({ models }) => models.said);
  const verifying = usePage(({ models }) => models.verifying);
  return (
    <footer>
      <span className="spread" role="status">
        {verifying ? text.verifying : said}
      </span>
      <button type="button" disabled={verifying} onClick={() => void verifyModels()}>
        {text.verify}
      </button>
      <button type="button" onClick={openTeach}>
        {teachStrings.open}
      </button>
      <button type="button" onClick={onImport}>
        {text.import}
      </button>
    </footer>
  );
}
