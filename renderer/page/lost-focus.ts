// Where the focus goes when the control that had it vanishes, or another view opens: to the view, never to nowhere.

/** Id of the one element of a view that takes the focus as a whole, and tells a screen reader the view's name. */
export const viewId = 'view';

/** The photos again, or what else the view shows. */
export function focusView(): void {
  document.getElementById(viewId)?.focus({ preventScroll: true });
}

/** Looks after each change of the page; a focus that is somewhere is left there. */
export function listenToLostFocus(): void {
  let last: Element | null = null;
  let view: Element | null = null;
  window.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : null;
  });
  new MutationObserver(() => {
    const before = view;
    view = document.getElementById(viewId);
    if (document.activeElement !== document.body) return;
    if (last?.isConnected !== false && view === before) return; // the user clicked beside everything
    const dialogs = document.querySelectorAll<HTMLElement>('dialog[open]');
    const dialog = dialogs[dialogs.length - 1];
    if (dialog) dialog.focus({ preventScroll: true });
    else focusView();
  }).observe(document.body, { childList: true, subtree: true });
}
