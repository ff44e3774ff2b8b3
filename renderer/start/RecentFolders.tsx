// Folders opened before, latest first, each with its best-known picture.

import type { ReactElement } from 'react';
import type { RecentFolder } from '../../shared/contract.ts';
import { fileName } from '../page/file-name.ts';
import { openFolders } from './opening.ts';
import { imageUrl } from '../page/engine.ts';
import { Icon } from '../parts/icons.tsx';
import { usePage } from '../page/store.ts';
import { photosText, strings } from '../strings.ts';

/** As many as fit without scrolling. */
const mostShown = 8;

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });

export function RecentFolders(): ReactElement | null {
  const recent = usePage((state) => state.recent);
  if (recent === null) return null;
  return (
    <section className="recent" aria-label={strings.start.recent}>
      <h2>{strings.start.recent}</h2>
      {recent.length === 0 && <p className="muted">{strings.start.noRecent}</p>}
      <ul>
        {recent.slice(0, mostShown).map((folder) => (
          <li key={folder.path}>
            <Folder folder={folder} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Folder({ folder }: { readonly folder: RecentFolder }): ReactElement {
  const { path, openedMs, photos, coverHex } = folder;
  return (
    <button type="button" title={path} onClick={() => void openFolders([path])}>
      <span className="cover">
        {coverHex === null ? (
          <Icon name="folder" />
        ) : (
          <img src={imageUrl('thumbnail', coverHex)} alt="" draggable={false} />
        )}
      </span>
      <b>{fileName(path)}</b>
      <span className="muted numbers">
        {photosText(photos)} · {day.format(openedMs)}
      </span>
    </button>
  );
}
