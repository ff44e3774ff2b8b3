// The match that was open last, by its best photo: one click goes on with it. Before there is one, what Podium does.

import type { ReactElement } from 'react';
import { imageUrl } from '../page/engine.ts';
import { fileName } from '../page/file-name.ts';
import { usePage } from '../page/store.ts';
import { photosText, strings } from '../strings.ts';
import { openFolders } from './opening.ts';

/** Of one size, whatever it shows: what stands beside it does not move when recent folders are known. */
export function LastShoot(): ReactElement {
  const recent = usePage((state) => state.recent);
  const last = recent?.[0];
  if (recent === null) return <div className="last-shoot" />;
  const coverHex = last?.coverHex ?? null;
  if (!last || coverHex === null) return <About />;
  const { path, photos } = last;
  return (
    <button
      type="button"
      className="last-shoot"
      title={path}
      onClick={() => void openFolders([path])}
    >
      <img src={imageUrl('preview', coverHex)} alt="" draggable={false} />
      <span>
        <b>{strings.start.goOn(fileName(path))}</b>{' '}
        <span className="numbers">{photosText(photos)}</span>
      </span>
    </button>
  );
}

function About(): ReactElement {
  return (
    <ul className="last-shoot about">
      {strings.start.about.map(({ what, how }) => (
        <li key={what}>
          <b>{what}</b>
          <span>{how}</span>
        </li>
      ))}
    </ul>
  );
}
