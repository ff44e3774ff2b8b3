// The window about a photo that was dropped: what sport it shows, and the way to the person it shows.

import type { ReactElement } from 'react';
import { closeDropped, findDroppedPerson } from './sport-acts.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { FilePicture } from '../parts/FilePicture.tsx';
import { useIsOpen, useScreen } from '../page/store.ts';
import type { DroppedPhoto as Dropped } from '../page/page.ts';
import { strings } from '../strings.ts';
import { SportBars } from './SportBars.tsx';
import './sport.css';

export function DroppedPhoto(): ReactElement | null {
  const dropped = useScreen((state) => state.dropped);
  if (!dropped) return null;
  return (
    <Dialog title={strings.sport.dropped} onClose={closeDropped}>
      <div className="body dropped">
        <FilePicture file={dropped.file} />
        <Answer dropped={dropped} />
      </div>
      <Actions file={dropped.file} />
    </Dialog>
  );
}

function Answer({ dropped }: { readonly dropped: Dropped }): ReactElement {
  const { file, prediction, problem } = dropped;
  return (
    <div role="status">
      <p className="muted file">{file.name}</p>
      {problem !== null && <p className="problem">{problem}</p>}
      {problem === null && !prediction && <p>{strings.sport.looking}</p>}
      {prediction && (
        <>
          <p className="likeliest">
            {strings.sport.likeliest(prediction.sport, prediction.confidence)}
          </p>
          <SportBars sports={prediction.top3} />
        </>
      )}
    </div>
  );
}

function Actions({ file }: { readonly file: File }): ReactElement {
  const canFind = useIsOpen();
  return (
    <footer>
      {canFind && (
        <button
          type="button"
          title={strings.sport.findPersonHint}
          onClick={() => findDroppedPerson(file)}
        >
          {strings.sport.findPerson}
        </button>
      )}
      <button type="button" className="primary" onClick={closeDropped}>
        {strings.sport.close}
      </button>
    </footer>
  );
}
