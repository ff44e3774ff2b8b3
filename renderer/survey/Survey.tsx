// Several photos fitted to the screen: the frames of a burst, or what was selected; the ones that go are taken out.

import { useEffect, useLayoutEffect, useMemo, useRef, type ReactElement } from 'react';
import { burstBest } from '../../shared/bursts/burst-best.ts';
import { viewId } from '../page/lost-focus.ts';
import { actOn, goBack, openLoupe } from '../page/moving.ts';
import { wantQuickThumbnails } from '../grid/quick-thumbnails.ts';
import { takeOut } from './surveying.ts';
import { imageUrl } from '../page/engine.ts';
import { tileAspect } from '../grid/justified.ts';
import { captionPx, Tile, tileId } from '../grid/Tile.tsx';
import { hexOf, isMeasured, useTileFacts, type TileFacts } from '../grid/tile-facts.ts';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import { Icon } from '../parts/icons.tsx';
import { useSize } from '../parts/use-size.ts';
import { page, usePage, useScreen, useShoot } from '../page/store.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { strings } from '../strings.ts';
import { Back } from '../viewer/ViewerBar.tsx';
import { drawnOf, mostDrawn, surveyLayout, type SurveyBox } from './layout.ts';
import '../grid/grid.css';
import '../viewer/viewer.css';
import './survey.css';

const gapPx = 12;
/** Side of the stored thumbnail, px: where a photo stands larger its preview is shown. */
const thumbnailPx = 320;

export function Survey(): ReactElement {
  const surveyed = useScreen((state) => state.surveyed);
  const photos = useShoot(({ known }) => known.photos);
  const all = surveyed.filter((id) => photos.indexOf.has(id));
  return (
    <section className="loupe survey" aria-label={strings.survey.name}>
      <SurveyBar ids={all} />
      <Photos photos={photos} ids={drawnOf(all)} />
      <Note count={all.length} />
    </section>
  );
}

function SurveyBar({ ids }: { readonly ids: readonly number[] }): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const bursts = new Set(ids.map((id) => photos.bursts[photos.indexOf.get(id) ?? -1]));
  const chord = chordFor(
    usePage(({ kept }) => kept.keys),
    'takeOut',
  );
  const { survey, views } = strings;
  const oneBurst = bursts.size === 1 && ids.length > 1;
  return (
    <div className="loupe-bar">
      <Back text={views.back} onClick={goBack} />
      <b role="status">{oneBurst ? survey.burst(ids.length) : survey.photos(ids.length)}</b>
      <span className="spring" />
      <button type="button" className="quiet" disabled={ids.length < 2} onClick={takeOut}>
        <Icon name="close" />
        {survey.takeOut}
        {chord !== undefined && <kbd aria-hidden="true">{chordText(chord)}</kbd>}
      </button>
    </div>
  );
}

/** What is to be said when one cannot compare, or not everything. */
function Note({ count }: { readonly count: number }): ReactElement | null {
  const single = useShoot(({ known: { photos }, wanted }) => {
    const burst = photos.bursts[photos.indexOf.get(wanted.selected ?? NaN) ?? -1] ?? 0;
    return (photos.burstSizes[burst] ?? 0) < 2;
  });
  const { survey } = strings;
  if (count > mostDrawn) return <p className="survey-note">{survey.more(mostDrawn, count)}</p>;
  if (count > 1) return null;
  return (
    <p className="survey-note">
      {single ? survey.single : survey.left} <span className="muted">{survey.how}</span>
    </p>
  );
}

type PhotosProps = { readonly photos: Photos; readonly ids: readonly number[] };

function Photos({ photos, ids }: PhotosProps): ReactElement {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const selected = useShoot(({ wanted }) => wanted.selected);
  const kept = useShoot(({ order }) => order.ranking.kept);
  const factsOf = useTileFacts();
  const best = useMemo(
    () => new Set(burstBest(photos.bursts, kept, photos.columns)),
    [photos, kept],
  );
  const indices = ids.map((id) => photos.indexOf.get(id) ?? -1);
  const shapes = useShoot(({ known }) => known.aspects);
  const aspects = indices.map((index) => tileAspect(shapes[index]));
  const boxes = surveyLayout(aspects, { ...size, gapPx, captionPx });
  useLayoutEffect(() => void (page().onScreen.survey = boxes));
  useEffect(() => {
    wantQuickThumbnails(ids.filter((_, place) => !isMeasured(photos, indices[place] ?? -1)));
  });
  const choose = (target: EventTarget) => {
    const tile = target instanceof Element && target.closest('.tile');
    if (tile instanceof HTMLElement) actOn(Number(tile.dataset['id']));
  };
  return (
    <div
      ref={area}
      id={viewId}
      className="survey-photos"
      role="listbox"
      tabIndex={0}
      aria-label={strings.survey.name}
      aria-activedescendant={ids.includes(selected ?? NaN) ? tileId(selected ?? 0) : undefined}
      onClick={(event) => choose(event.target)}
      onDoubleClick={openLoupe}
    >
      {indices.map((index, place) => {
        const facts = factsOf(index);
        const box = boxes[place];
        if (!box || box.height === 0) return null;
        const burst = photos.bursts[index] ?? -1;
        const isBest = best.has(index) && (photos.burstSizes[burst] ?? 0) > 1;
        const where = { place, total: ids.length, ...wholePixels(box) };
        const src = sharpEnough(photos, index, box) ?? facts.src;
        return <Tile key={facts.id} {...alone(facts)} {...where} src={src} best={isBest} />;
      })}
    </div>
  );
}

/** Neither the grid's selection nor the size of the burst is of interest here. */
function alone(facts: TileFacts): TileFacts {
  return { ...facts, chosen: false, burst: 1 };
}

function wholePixels({ left, top, width, height }: SurveyBox): SurveyBox {
  const [x, y] = [Math.round(left), Math.round(top)];
  return { left: x, top: y, width: Math.floor(width), height: Math.floor(height) };
}

/** The preview, where the thumbnail would look soft. */
function sharpEnough(photos: Photos, index: number, box: SurveyBox): string | null {
  const sidePx = Math.max(box.width, box.height) * window.devicePixelRatio;
  const hex = isMeasured(photos, index) && sidePx > thumbnailPx ? hexOf(photos, index) : null;
  return hex === null ? null : imageUrl('preview', hex);
}
