// A window over the page: the browser's own dialog, which keeps the focus inside and closes on Escape.

import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { strings } from '../strings.ts';
import { Icon } from './icons.tsx';

type Props = {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export function Dialog({ title, wide = false, onClose, children }: Props): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.focus(); // not the close button: nobody opens a window to close it
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return; // of a file chooser inside
        // The page closes it, at once: the browser would a moment later, and until then keys would go nowhere.
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="quiet" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
