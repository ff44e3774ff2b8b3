// The question whether two people whom the user calls alike are one person: nobody is put together unasked.

import type { ReactElement } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { useScreen } from '../page/store.ts';
import { strings } from '../strings.ts';
import { FaceCrop } from './FaceCrop.tsx';
import './people.css';

export function SamePersonDialog(): ReactElement | null {
  const question = useScreen((state) => state.samePerson);
  if (!question) return null;
  const { name, faces, answer } = question;
  const text = strings.people.same;
  return (
    <Dialog title={text.title} onClose={() => answer(false)}>
      <div className="body same-person">
        <div className="both">
          {faces.map((face) => (
            <FaceCrop key={face} face={face} sizePx={96} />
          ))}
        </div>
        <p>{text.lead(name)}</p>
      </div>
      <footer>
        <button type="button" onClick={() => answer(false)}>
          {text.no}
        </button>
        <button type="button" className="primary" onClick={() => answer(true)}>
          {text.yes}
        </button>
      </footer>
    </Dialog>
  );
}
