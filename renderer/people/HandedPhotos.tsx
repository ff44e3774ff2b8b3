// The window that asks what dropped photos are for: to find whom they show, or to tell their sport.

import type { ReactElement } from 'react';
import { askSportOfHanded, closePurpose, findHanded } from './given-photos.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { FilePicture } from '../parts/FilePicture.tsx';
import { useScreen } from '../page/store.ts';
import { strings } from '../strings.ts';
import './people.css';

export function HandedPhotos(): ReactElement | null {
  const handed = useScreen((state) => state.handed);
  const [first] = handed;
  if (!first) return null;
  const text = strings.people.handed;
  return (
    <Dialog title={text.title(handed.length)} onClose={closePurpose}>
      <div className="body handed">
        <div className="handed-photos">
          {handed.slice(0, 4).map((file, place) => (
            <FilePicture key={place} file={file} />
          ))}
        </div>
        <p className="muted file">{text.names(first.name, handed.length - 1)}</p>
        <p>{text.lead(handed.length)}</p>
      </div>
      <footer>
        {handed.length === 1 && (
          <button type="button" onClick={askSportOfHanded}>
            {text.sport}
          </button>
        )}
        <button type="button" className="primary" onClick={findHanded}>
          {text.find}
        </button>
      </footer>
    </Dialog>
  );
}
