// Photos of someone dropped onto the page: whom they show, asked where that is not plain, then found.

import type { FaceReference, PhotoFaces } from '../../shared/contract.ts';
import { attempt } from '../../shared/shoot/acts/open.ts';
import { findReferences } from '../../shared/shoot/acts/people.ts';
import { sourceOf } from '../page/dropped-bytes.ts';
import { fileName } from '../page/file-name.ts';
import { openGrid } from '../page/moving.ts';
import { opened, screen, setScreen } from '../page/store.ts';
import { say } from '../page/toast.ts';
import { strings } from '../strings.ts';

/** Ranks the photos of whoever the dropped ones show. */
export async function findDropped(files: readonly File[]): Promise<void> {
  const open = opened();
  const references: FaceReference[] = [];
  for (const file of files) {
    say(strings.people.lookingInto(fileName(file.name)));
    await attempt(open, async () => {
      const found = await open.ask('person.faces', { photo: await sourceOf(file) });
      const chosen = found.meant ?? (await open.whileOpen(askWhich(file.name, found)));
      const face = found.faces[chosen ?? -1];
      if (face) references.push({ id: found.id, ordinal: face.ordinal });
    });
  }
  if (references.length === 0) return;
  openGrid();
  await findReferences(open, references, strings.undo.person(null));
}

/** Index of the face that the user means; null when they mean none. */
function askWhich(name: string, faces: PhotoFaces): Promise<number | null> {
  screen().faceQuestion?.choose(null);
  return new Promise((resolve) => {
    const choose = (face: number | null) => {
      setScreen({ faceQuestion: null, dialog: null });
      resolve(face);
    };
    setScreen({ faceQuestion: { name, faces, choose }, dialog: 'face', toast: null });
  });
}
