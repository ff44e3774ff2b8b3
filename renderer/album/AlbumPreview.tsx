// Exactly the photos that will be exported, in their order.

import type { ReactElement } from 'react';
import { fileName } from '../page/file-name.ts';
import { useQuickPictures } from '../grid/quick-thumbnails.ts';
import { thumbnailOf } from '../grid/tile-facts.ts';
import { count, strings } from '../strings.ts';
import type { Chosen } from './use-chosen.ts';

/** Pictures beyond are counted, not drawn. */
const mostDrawn = 200;

export function AlbumPreview({ photos, chosen }: Chosen): ReactElement {
  const quick = useQuickPictures();
  if (chosen.length === 0) return <p className="muted">{strings.album.nothing}</p>;
  return (
    <section className="album-preview">
      <h3>{strings.album.preview(chosen.length)}</h3>
      <ol>
        {Array.from(chosen.subarray(0, mostDrawn), (photo, place) => {
          const src = thumbnailOf(photos, photo, quick);
          const name = fileName(photos.columns.paths[photo] ?? '');
          return (
            <li key={photo} title={name}>
              {src === null ? <span className="blank" /> : <img src={src} alt={name} />}
              <b className="numbers">{count(place + 1)}</b>
            </li>
          );
        })}
      </ol>
      {chosen.length > mostDrawn && (
        <p className="muted">{strings.people.more(chosen.length - mostDrawn)}</p>
      )}
    </section>
  );
}
