// The window of cameras' clocks: each camera with how far it is moved, and two photos of the same moment.

import { useState, type ReactElement } from 'react';
import { cameraClocks, readShift, shiftText, type CameraClock } from '../../shared/clocks.ts';
import { setScreen, useShoot } from '../page/store.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { clockStrings as text } from '../strings/clocks.ts';
import { move } from './clock-acts.ts';
import { SameMomentPart } from './SameMomentPart.tsx';
import './clocks.css';

export function ClocksDialog(): ReactElement {
  const columns = useShoot(({ known }) => known.photos.columns);
  const clocks = cameraClocks(columns);
  return (
    <Dialog title={text.title} onClose={() => setScreen({ dialog: null })}>
      <div className="body clocks" role="group" aria-label={text.title} tabIndex={0}>
        <p>{text.lead}</p>
        <p className="muted">{text.stays}</p>
        {clocks.length === 0 && <p>{text.noCameras}</p>}
        <ul>
          {clocks.map((clock) => (
            <Clock key={`${clock.body} ${clock.seconds}`} {...clock} />
          ))}
        </ul>
        {clocks.length > 0 && <p className="muted">{text.how}</p>}
        {clocks.length > 1 && <SameMomentPart />}
      </div>
    </Dialog>
  );
}

function Clock({ body, photos, seconds }: CameraClock): ReactElement {
  const [typed, setTyped] = useState(seconds === null ? '' : shiftText(seconds));
  const [isWrong, setWrong] = useState(false);
  const take = () => {
    const read = readShift(typed);
    setWrong(read === null);
    if (read !== null) move({ body, seconds: read });
  };
  return (
    <li>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <span className="camera" title={body}>
          {body}
        </span>
        <span className="muted">{text.photos(photos)}</span>
        <input
          type="text"
          aria-label={text.by(body)}
          aria-invalid={isWrong}
          className="numbers"
          value={typed}
          placeholder={seconds === null ? text.differs : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit">{text.move}</button>
      </form>
      {isWrong && (
        <p role="alert" className="problem">
          {text.wrong}
        </p>
      )}
    </li>
  );
}
