// Every face of a photo close up, the most prominent first: are the eyes open, do they smile, are they sharp.

import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { allFacesOf, facesOf } from '../../shared/people/faces.ts';
import { fileName } from '../page/file-name.ts';
import { viewId } from '../page/lost-focus.ts';
import { goBack } from '../page/moving.ts';
import { useQuickPictures, wantQuickThumbnails } from '../grid/quick-thumbnails.ts';
import { thumbnailOf } from '../grid/tile-facts.ts';
import { useSize } from '../parts/use-size.ts';
import { selectedIndex, useShoot } from '../page/store.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { strings } from '../strings.ts';
import { ViewerBar } from '../viewer/ViewerBar.tsx';
import { faceFacts, faceSharpnesses, type FaceFacts } from './face-facts.ts';
import { FaceCard } from './FaceCard.tsx';
import { faceSizePx } from './face-size.ts';
import { useFacePicture } from './use-face-picture.ts';
import '../viewer/viewer.css';
import './faces.css';

export function Faces(): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const index = useShoot(selectedIndex);
  const known = index >= 0 && areFacesKnown(photos, index);
  return (
    <section id={viewId} tabIndex={-1} className="loupe faces" aria-label={strings.faces.name}>
      <ViewerBar index={index} back={strings.views.back} onBack={goBack} />
      {known && <FacesOf key={photos.columns.ids[index]} photos={photos} index={index} />}
      {index >= 0 && !known && <Unknown photos={photos} index={index} />}
    </section>
  );
}

function areFacesKnown({ columns }: Photos, index: number): boolean {
  return !Number.isNaN(columns.signals.face_present[index] ?? NaN);
}

type Props = { readonly photos: Photos; readonly index: number };

function FacesOf({ photos, index }: Props): ReactElement {
  const settings = useShoot(({ known }) => known.settings);
  const { faces } = photos.columns;
  const sharpnesses = useMemo(() => faceSharpnesses(faces, settings), [faces, settings]);
  const facts = faceFacts(faces, index, settings, sharpnesses);
  if (facts.length === 0) return <NoFaces photos={photos} index={index} />;
  return <Cards photos={photos} index={index} facts={facts} />;
}

function Cards({ photos, index, facts }: Props & { readonly facts: readonly FaceFacts[] }) {
  const area = useRef<HTMLDivElement>(null);
  const sizePx = faceSizePx(facts.length, useSize(area));
  const picture = useFacePicture(photos, index, facts, sizePx);
  const prominent = facts.filter((each) => each.prominent);
  const others = facts.filter((each) => !each.prominent);
  const cards = (title: string, some: readonly FaceFacts[]) =>
    some.length > 0 && (
      <section aria-label={title}>
        {others.length > 0 && <h2>{title}</h2>}
        <ul className="face-cards">
          {some.map((each) => (
            <FaceCard key={each.face} facts={each} picture={picture} sizePx={sizePx} />
          ))}
        </ul>
      </section>
    );
  return (
    <div ref={area} className="faces-scroll">
      <p className="muted" role="status">
        {strings.faces.counted(facts.length)}
      </p>
      {cards(strings.faces.prominent, prominent)}
      {cards(strings.faces.others, others)}
    </div>
  );
}

function NoFaces({ photos, index }: Props): ReactElement {
  const minPx = useShoot(({ known }) => known.settings['faces.minHeightPx']);
  const settings = useShoot(({ known }) => known.settings);
  const { faces } = photos.columns;
  const small = facesOf(faces, index, { ...settings, 'faces.minHeightPx': 0 }).counted.length;
  const all = allFacesOf(faces, index).length;
  const { none, notMeant, tooSmall } = strings.faces;
  const other = all > 0 ? notMeant(all) : none;
  return (
    <Instead photos={photos} index={index} text={small > 0 ? tooSmall(small, minPx) : other} />
  );
}

function Unknown({ photos, index }: Props): ReactElement {
  const path = photos.columns.paths[index] ?? '';
  const broken = useShoot(({ known }) => known.problems.some((problem) => problem.path === path));
  const { unreadable, notYet } = strings.faces;
  return <Instead photos={photos} index={index} text={broken ? unreadable : notYet} />;
}

/** The photo itself, small, and why there are no faces to look at. */
function Instead({ photos, index, text }: Props & { readonly text: string }): ReactElement {
  const quick = useQuickPictures();
  const src = thumbnailOf(photos, index, quick);
  useEffect(() => {
    if (src === null) wantQuickThumbnails([photos.columns.ids[index] ?? 0]);
  });
  return (
    <div className="centred faces-none" role="status">
      {src !== null && <img src={src} alt={fileName(photos.columns.paths[index] ?? '')} />}
      <p>{text}</p>
    </div>
  );
}
