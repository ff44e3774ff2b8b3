// Says what has just happened and offers to take it back; goes away by itself.

import { useEffect, type ReactElement } from 'react';
import type { Step } from '../../shared/shoot/undo-line.ts';
import { dismissToast } from '../page/toast.ts';
import { lineOf, lookBack, undoLast } from '../page/undo.ts';
import { Icon } from '../parts/icons.tsx';
import { useScreen, useShoot } from '../page/store.ts';
import type { Toast } from '../page/page.ts';
import { strings } from '../strings.ts';

/** Long enough to read a sentence and reach the button. */
const shownMs = 6000;

export function ToastLine(): ReactElement {
  const toast = useScreen((state) => state.toast);
  return (
    <div className="toast-line" aria-live="polite">
      {toast && <Shown key={toast.id} toast={toast} />}
    </div>
  );
}

function Shown({ toast }: { readonly toast: Toast }): ReactElement {
  const { kind, text, step } = toast;
  useEffect(() => {
    if (kind === 'problem') return undefined; // stays until it has been read
    const timer = setTimeout(dismissToast, shownMs);
    return () => clearTimeout(timer);
  }, [kind]);
  return (
    <div className={`toast ${kind}`}>
      <span>{text}</span>
      {step && <TakeBack step={step} />}
      <button type="button" className="quiet" aria-label={strings.close} onClick={dismissToast}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Another act may follow that says nothing: the button never takes back what the line does not name. */
function TakeBack({ step }: { readonly step: Step }): ReactElement {
  const line = useShoot((state) => lineOf(state, step));
  const isLast = useShoot((state) => state[line].done.at(-1) === step);
  const isDecision = line === 'decided';
  return (
    <button type="button" disabled={!isLast} onClick={isDecision ? undoLast : lookBack}>
      {isDecision ? strings.undo.button : strings.undo.backButton}
    </button>
  );
}
