// What was seen in the photo, drawn over it in its own coordinates: it fits at any size, turned or panned.

import { useEffect, useState, type ReactElement } from 'react';
import { allFacesOf } from '../../shared/people/faces.ts';
import { usePage, useShoot } from '../page/store.ts';
import { whileShown } from '../parts/while-shown.ts';
import { strings } from '../strings.ts';
import { marksOf, type Mark, type Seen } from './seen-marks.ts';
import './seen-marks.css';

/** Nothing while the marks are switched off. */
export function SeenMarks({ index }: { readonly index: number }): ReactElement | null {
  const isOn = usePage(({ kept }) => kept.marksOn);
  return isOn ? <Drawn index={index} /> : null;
}

function Drawn({ index }: { readonly index: number }): ReactElement | null {
  const seen = useSeen(index);
  const nameOf = useNames(index);
  if (!seen) return null;
  const { marks, skeleton, said } = marksOf(seen, nameOf);
  const text = strings.marks;
  return (
    <>
      <div className="seen" aria-hidden="true">
        {marks.map((mark, place) => (
          <Frame key={place} {...mark} />
        ))}
        {skeleton !== '' && (
          <svg viewBox="0 0 1 1" preserveAspectRatio="none">
            <path className="under" d={skeleton} />
            <path d={skeleton} />
          </svg>
        )}
      </div>
      {said.length === 0 ? (
        <p className="visually-hidden">{text.nothing}</p>
      ) : (
        <ul className="visually-hidden" aria-label={text.list}>
          {said.map((words, place) => (
            <li key={place}>{words}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A label stands above its frame, where the photo has room there. */
const roomAbove = 0.04;

function Frame({ kind, box, label }: Mark): ReactElement {
  const { x, y, width, height } = box;
  const percent = (share: number) => `${100 * share}%`;
  const place = {
    left: percent(x),
    top: percent(y),
    width: percent(width),
    height: percent(height),
  };
  return (
    <div className={`seen-box seen-${kind}`} style={place}>
      {label !== '' && <span className={y < roomAbove ? 'seen-inside' : undefined}>{label}</span>}
    </div>
  );
}

/** Asked anew with every result of the analysis: the photo's own may be among them. */
function useSeen(index: number): Seen | null {
  const columns = useShoot(({ known }) => known.photos.columns);
  const id = columns.ids[index];
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    if (id === undefined) return undefined;
    return whileShown(async ({ ask }) => {
      setSeen((await ask('photo.about', { photo: { id } })).seen);
    });
  }, [id, columns]);
  return seen;
}

/** Who the faces of a photo are, as far as they have names. */
function useNames(index: number): (ordinal: number) => string | null {
  const { faces } = useShoot(({ known }) => known.photos.columns);
  const groups = useShoot(({ known }) => known.groups);
  return (ordinal) => {
    const face = allFacesOf(faces, index).find((each) => faces.ordinal[each] === ordinal);
    return groups?.groups[groups.group[face ?? -1] ?? -1]?.name ?? null;
  };
}
