// Copying from a card: from where, to one place or two, under which names, what will be copied, and what became of it.

import { useId, type ReactElement } from 'react';
import { ingestSentences } from '../../shared/ingest.ts';
import type { FoundCard, IngestSummary } from '../../shared/contract.ts';
import type { IngestForm } from '../page/page.ts';
import { usePage } from '../page/store.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { FolderField } from '../parts/FolderField.tsx';
import { chooseFolder } from '../start/choosing.ts';
import { ingestStrings as text } from '../strings/ingest.ts';
import { IngestFooter } from './IngestFooter.tsx';
import { closeIngest, setIngest } from './ingest-run.ts';
import { PlanText } from './PlanText.tsx';
import { ProgressText } from './ProgressText.tsx';
import { useCards, usePlan } from './use-plan.ts';
import './ingest.css';

export function IngestDialog(): ReactElement {
  const form = usePage(({ ingest }) => ingest);
  const run = usePage(({ ingestRun }) => ingestRun);
  const cards = useCards();
  const { to } = form;
  const from = form.from ?? cards?.[0]?.path ?? null;
  const places = from !== null && to !== null ? { ...form, from, to } : null;
  const plan = usePlan(places, run);
  return (
    <Dialog title={text.title} onClose={closeIngest}>
      {run.state === 'done' ? (
        <Summary summary={run.summary} />
      ) : (
        <div className="body ingest">
          <div className="ingest" inert={run.state === 'running'}>
            <p className="muted">{text.lead}</p>
            <From cards={cards} from={from} />
            <Places form={form} />
          </div>
          {run.state === 'running' ? (
            <ProgressText progress={run.progress} />
          ) : (
            <PlanText asked={places !== null} plan={plan} />
          )}
        </div>
      )}
      <IngestFooter run={run} places={places} plan={plan} />
    </Dialog>
  );
}

type FromProps = { readonly cards: readonly FoundCard[] | null; readonly from: string | null };

/** The cards that are plugged in, and the folder that was chosen instead. */
function From({ cards, from }: FromProps): ReactElement {
  const name = useId();
  const isCard = cards?.some(({ path }) => path === from) ?? false;
  const choices = [
    ...(cards ?? []).map((card) => ({ path: card.path, words: text.card(card.name, card.path) })),
    ...(from === null || isCard ? [] : [{ path: from, words: from }]),
  ];
  return (
    <fieldset className="field card-choices">
      <legend>{text.from}</legend>
      {(cards === null || choices.length === 0) && (
        <p className="muted">{cards === null ? text.lookingForCards : text.noCard}</p>
      )}
      {choices.map(({ path, words }) => (
        <label key={path}>
          <input
            type="radio"
            name={name}
            checked={path === from}
            onChange={() => setIngest({ from: path })}
          />
          <span>{words}</span>
        </label>
      ))}
      <button type="button" onClick={() => chooseFolder((chosen) => setIngest({ from: chosen }))}>
        {text.otherFolder}
      </button>
    </fieldset>
  );
}

function Places({ form }: { readonly form: IngestForm }): ReactElement {
  return (
    <>
      <FolderField
        label={text.to}
        folder={form.to}
        none={text.toNone}
        choose={text.choose}
        chooseName={text.chooseTo}
        onChoose={() => chooseFolder((to) => setIngest({ to }))}
      />
      <FolderField
        label={text.also}
        folder={form.also}
        none={text.alsoNone}
        choose={text.choose}
        chooseName={text.chooseAlso}
        onChoose={() => chooseFolder((also) => setIngest({ also }))}
      >
        {form.also !== null && (
          <CrossButton label={text.noAlso} onClick={() => setIngest({ also: null })} />
        )}
      </FolderField>
      <label className="field">
        <span>{text.template}</span>
        <input
          type="text"
          value={form.template}
          spellCheck={false}
          onChange={(event) => setIngest({ template: event.target.value })}
        />
        <span className="muted hint">{text.templateHelp}</span>
      </label>
    </>
  );
}

function Summary({ summary }: { readonly summary: IngestSummary }): ReactElement {
  const problems = new Set([
    ...summary.places.flatMap(({ problem }) => problem ?? []),
    ...summary.problems.map(({ message }) => message),
  ]);
  return (
    <div className="body ingest" role="status">
      {ingestSentences(summary).map((sentence, place) => (
        <p key={place} className={problems.has(sentence) ? 'problem' : undefined}>
          {sentence}
        </p>
      ))}
    </div>
  );
}
