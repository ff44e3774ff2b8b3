// Folders opened before, latest first, each with its best-known picture.

import type { ReactElement } from 'react';
import type { RecentFolder } from '../../shared/contract.ts';
import { askForget } from '../kept/kept-acts.ts';
import { fileName } from '../page/file-name.ts';
import { openFolders } from './opening.ts';
import { imageUrl } from '../page/engine.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { Icon } from '../parts/icons.tsx';
import { usePage } from '../page/store.ts';
import { photosText, strings } from '../strings.ts';
import { keptStrings } from '../strings/kept.ts';

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
            <ForgetFolder path={folder.path} />
          </li>
        ))}
      </ul>
      <Kept />
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

function ForgetFolder({ path }: { readonly path: string }): ReactElement {
  const label = keptStrings.forget.folder(path);
  return (
    <CrossButton
      className="quiet forget-folder"
      label={label}
      onClick={() => askForget({ kind: 'folder', folder: path })}
    />
  );
}

/** Where all of it lies, and how to be rid of it. */
function Kept(): ReactElement | null {
  const folder = usePage((state) => state.dataFolder);
  if (folder === null) return null;
  return (
    <p className="muted where">
      {keptStrings.where(folder)}{' '}
      <button type="button" className="link" onClick={() => askForget({ kind: 'everything' })}>
        {keptStrings.forget.everything}
      </button>
    </p>
  );
}
