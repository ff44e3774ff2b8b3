// Every file that could not be used, and why.

import type { ReactElement } from 'react';
import { fileName } from '../page/deciding.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { set, useStore } from '../page/store.ts';
import { strings } from '../strings.ts';

/** More would only slow the page down: nobody reads on. */
const mostShown = 500;

export function ProblemsDialog(): ReactElement {
  const problems = useStore((state) => state.problems);
  const photos = useStore((state) => state.photos);
  const broken = new Set(problems.map(({ path }) => path));
  const good = photos?.columns.paths.filter((path) => !broken.has(path)).length ?? 0;
  return (
    <Dialog title={strings.problems.title} onClose={() => set({ dialog: null })}>
      <div className="body" role="group" aria-label={strings.problems.title} tabIndex={0}>
        <p>{strings.problems.lead(good)}</p>
        <ul className="problem-list">
          {problems.slice(0, mostShown).map(({ path, message }) => (
            <li key={path}>
              <b>{fileName(path)}</b>
              <div>{message}</div>
              <div className="muted">{path}</div>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
