// Every file that could not be used, and why.

import type { ReactElement } from 'react';
import { fileName } from '../page/file-name.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { setScreen, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';

/** More would only slow the page down: nobody reads on. */
const mostShown = 500;

export function ProblemsDialog(): ReactElement {
  const problems = useShoot(({ known }) => known.problems);
  const photos = useShoot(({ known }) => known.photos);
  const broken = new Set(problems.map(({ path }) => path));
  const good = photos.columns.paths.filter((path) => !broken.has(path)).length;
  return (
    <Dialog title={strings.problems.title} onClose={() => setScreen({ dialog: null })}>
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
