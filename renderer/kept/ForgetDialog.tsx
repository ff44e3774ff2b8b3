// The question before anything is forgotten.

import { useState, type ReactElement } from 'react';
import { forgetQuestions } from '../../shared/kept.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import type { Forget } from '../page/page.ts';
import { useScreen } from '../page/store.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { keptStrings } from '../strings/kept.ts';
import { closeForget, forgetNow } from './kept-acts.ts';
import './kept.css';

export function ForgetDialog(): ReactElement | null {
  const forget = useScreen((state) => state.forget);
  return forget && <Question forget={forget} />;
}

function Question({ forget }: { readonly forget: Forget }): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const text = keptStrings.forget;
  const start = () => {
    setBusy(true);
    forgetNow(forget).catch((error: unknown) => {
      setBusy(false);
      setProblem(sentenceOf(error));
    });
  };
  return (
    <Dialog title={text.title} onClose={closeForget}>
      <div className="body forget">
        <p>{questionOf(forget)}</p>
        {problem !== null && <p role="alert">{problem}</p>}
        <div className="choices">
          <button type="button" onClick={closeForget}>
            {text.no}
          </button>
          <button type="button" className="primary" disabled={busy} onClick={start}>
            {busy ? text.working : text.yes}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function questionOf(forget: Forget): string {
  switch (forget.kind) {
    case 'person':
      return forgetQuestions.person(forget.name);
    case 'folder':
      return forgetQuestions.folder(forget.folder);
    case 'everything':
      return forgetQuestions.everything;
  }
}
