// The window that asks whom a dropped photo of several people means: a click on a face answers.

import type { ReactElement } from 'react';
import { imageUrl } from '../page/engine.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useScreen } from '../page/store.ts';
import { strings } from '../strings.ts';
import './people.css';

export function WhichFace(): ReactElement | null {
  const question = useScreen((state) => state.faceQuestion);
  if (!question) return null;
  const { name, faces, choose } = question;
  const text = strings.people;
  const percent = (share: number) => `${100 * share}%`;
  return (
    <Dialog title={text.which} onClose={() => choose(null)}>
      <div className="body which">
        <p>{text.whichLead(name, faces.faces.length)}</p>
        <div className="which-photo">
          <img src={imageUrl('preview', faces.contentHex)} alt={name} draggable={false} />
          {faces.faces.map(({ ordinal, box: { x, y, width, height } }, place) => (
            <button
              key={ordinal}
              type="button"
              className="face-frame"
              aria-label={text.whichFace(place + 1)}
              title={text.whichFace(place + 1)}
              style={{
                left: percent(x),
                top: percent(y),
                width: percent(width),
                height: percent(height),
              }}
              onClick={() => choose(place)}
            />
          ))}
        </div>
      </div>
      <footer>
        <button type="button" onClick={() => choose(null)}>
          {text.whichNone}
        </button>
      </footer>
    </Dialog>
  );
}
