// Says what has just happened and offers to take it back; goes away by itself.

import { useEffect, type ReactElement } from 'react';
import { dismissToast, undoLast } from '../page/toast.ts';
import { Icon } from '../parts/icons.tsx';
import { useStore, type Toast } from '../page/store.ts';
import { strings } from '../strings.ts';

/** Long enough to read a sentence and reach the button. */
const shownMs = 6000;

export function ToastLine(): ReactElement {
  const toast = useStore((state) => state.toast);
  return (
    <div className="toast-line" aria-live="polite">
      {toast && <Shown key={toast.id} toast={toast} />}
    </div>
  );
}

function Shown({ toast }: { readonly toast: Toast }): ReactElement {
  const { id, kind, text, step } = toast;
  const isLast = useStore((state) => state.undo.at(-1) === step);
  useEffect(() => {
    if (kind === 'problem') return undefined; // stays until it has been read
    const timer = setTimeout(() => dismissToast(id), shownMs);
    return () => clearTimeout(timer);
  }, [id, kind]);
  return (
    <div className={`toast ${kind}`}>
      <span>{text}</span>
      {step !== null && (
        // Another act may follow that says nothing: the button never takes back what the line does not name.
        <button type="button" disabled={!isLast} onClick={() => void undoLast()}>
          {strings.undo.button}
        </button>
      )}
      <button
        type="button"
        className="quiet"
        aria-label={strings.close}
        onClick={() => dismissToast(id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
