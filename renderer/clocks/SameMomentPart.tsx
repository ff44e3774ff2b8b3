// Two selected photos that two cameras took at the same moment: one clock is right, the other is moved.

import { useState, type ReactElement } from 'react';
import { sameMoment, shiftText } from '../../shared/clocks.ts';
import { timeText } from '../../shared/shot.ts';
import { fileName } from '../page/file-name.ts';
import { useStore } from '../page/store.ts';
import { clockStrings as text } from '../strings/clocks.ts';
import { move, twoSelected } from './clock-acts.ts';

export function SameMomentPart(): ReactElement {
  const now = useStore(({ shoot }) => shoot);
  const two = now && twoSelected(now);
  return (
    <section className="same-moment" aria-label={text.same}>
      <h3>{text.same}</h3>
      {now && two ? (
        <Two key={two.join()} columns={now.known.photos.columns} two={two} />
      ) : (
        <p className="muted">{text.sameHow}</p>
      )}
    </section>
  );
}

type Props = {
  readonly columns: Parameters<typeof sameMoment>[0] & { readonly paths: readonly string[] };
  readonly two: readonly [number, number];
};

function Two({ columns, two }: Props): ReactElement {
  const [right, setRight] = useState(two[0]);
  const wrong = right === two[0] ? two[1] : two[0];
  const moment = sameMoment(columns, right, wrong);
  if (!moment) return <p className="muted">{text.sameCamera}</p>;
  const said = (photo: number) => {
    const { bodies, takenMs, paths } = columns;
    const camera = bodies.names[bodies.of[photo] ?? -1] ?? '';
    return text.rightIs(camera, timeText(takenMs[photo] ?? 0), fileName(paths[photo] ?? ''));
  };
  return (
    <>
      <fieldset>
        <legend>{text.right}</legend>
        {two.map((photo) => (
          <label key={photo}>
            <input
              type="radio"
              name="right-clock"
              checked={photo === right}
              onChange={() => setRight(photo)}
            />
            <span>{said(photo)}</span>
          </label>
        ))}
      </fieldset>
      <button type="button" className="primary" onClick={() => move(moment)}>
        {text.makeSame(moment.body, shiftText(moment.seconds))}
      </button>
    </>
  );
}
