// The one question before rejected photos are moved: how many, where to, and what stays; and the way back.

import { useEffect, useState, type ReactElement } from 'react';
import type { CountProgress, RejectsPlan } from '../../shared/contract.ts';
import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import { asideSentence, rejectsSentences } from '../../shared/rejects.ts';
import type { RejectsTo } from '../page/page.ts';
import { setPage, usePage, useShoot } from '../page/store.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { whileShown } from '../parts/while-shown.ts';
import { rejectStrings as text } from '../strings/rejects.ts';
import { bringBack, closeRejects, moveTo, placeOf } from './reject-acts.ts';
import { WhereTo } from './WhereTo.tsx';
import './rejects.css';

type Running = { readonly progress: CountProgress | null };

export function RejectsDialog(): ReactElement {
  const target = usePage(({ rejectsTo }) => rejectsTo);
  const [running, setRunning] = useState<Running | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const plan = usePlan(target, setProblem);
  const choose = (chosen: RejectsTo) => {
    setPage({ rejectsTo: chosen });
    setProblem(null);
  };
  const start = (act: (onProgress: (progress: CountProgress) => void) => Promise<void>) => {
    setRunning({ progress: null });
    act((progress) => setRunning({ progress })).catch((error: unknown) => {
      setRunning(null);
      if (!isCancelled(error)) setProblem(sentenceOf(error));
    });
  };
  return (
    <Dialog title={text.title} onClose={closeRejects}>
      <div className="body rejects" inert={running !== null}>
        <Told plan={plan} />
        {plan !== null && plan.photos > 0 && <WhereTo target={target} onChoose={choose} />}
        {problem !== null && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
        <Aside plan={plan} onRestore={() => start(bringBack)} />
      </div>
      <footer>
        {running?.progress && (
          <p className="spread numbers" role="status">
            {text.moving(running.progress.done, running.progress.total)}
          </p>
        )}
        <button type="button" onClick={closeRejects}>
          {plan?.photos === 0 ? text.close : text.cancel}
        </button>
        {plan !== null && plan.photos > 0 && (
          <button
            type="button"
            className="primary"
            disabled={running !== null || plan.problem !== null || placeOf(target) === null}
            onClick={() => start((onProgress) => moveTo(target, onProgress))}
          >
            {text.move(plan.photos)}
          </button>
        )}
      </footer>
    </Dialog>
  );
}

/** Null while it is being looked; asked anew for each place. */
function usePlan(target: RejectsTo, failed: (problem: string) => void): RejectsPlan | null {
  const folders = useShoot((shoot) => shoot.folders);
  const [plan, setPlan] = useState<RejectsPlan | null>(null);
  const to = placeOf(target)?.to ?? null;
  useEffect(
    () =>
      whileShown(
        async ({ ask }) => setPlan(await ask('rejects.look', { folders: [...folders], to })),
        (error) => failed(sentenceOf(error)),
      ),
    [folders, to, failed],
  );
  return plan;
}

function Told({ plan }: { readonly plan: RejectsPlan | null }): ReactElement {
  if (plan === null) return <p className="muted">{text.looking}</p>;
  return (
    <>
      {rejectsSentences(plan).map((sentence) => (
        <p key={sentence} className={sentence === plan.problem ? 'problem' : undefined}>
          {sentence}
        </p>
      ))}
      {plan.photos > 0 && <p className="muted">{text.stays}</p>}
    </>
  );
}

type AsideProps = { readonly plan: RejectsPlan | null; readonly onRestore: () => void };

function Aside({ plan, onRestore }: AsideProps): ReactElement | null {
  const sentence = plan && asideSentence(plan);
  if (sentence === null) return null;
  const photos = plan?.aside.reduce((sum, place) => sum + place.photos, 0) ?? 0;
  return (
    <section className="aside" aria-label={text.aside}>
      <p>{sentence}</p>
      <button type="button" onClick={onRestore}>
        {text.restore(photos)}
      </button>
    </section>
  );
}
