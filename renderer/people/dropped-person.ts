// Photos of someone dropped onto the page: whom they show, asked where that is not plain, then found.

import type { FaceReference, PhotoFaces } from '../../shared/contract.ts';
import { call, native } from '../page/engine.ts';
import { get, set } from '../page/store.ts';
import { strings } from '../strings.ts';
import { fileName } from '../page/deciding.ts';
import { findPerson } from './person-acts.ts';
import { say, sayProblem } from '../page/toast.ts';
import { whileOpen } from '../page/while-open.ts';

/** Ranks the photos of whoever the dropped ones show. */
export async function findDropped(files: readonly File[]): Promise<void> {
  const still = whileOpen();
  const references: FaceReference[] = [];
  for (const file of files) {
    say(strings.people.lookingInto(fileName(file.name)));
    try {
      const found = await call('person.faces', { photo: await sourceOf(file) });
      if (!still()) return;
      const chosen = found.meant ?? (await askWhose(file.name, found));
      const face = found.faces[chosen ?? -1];
      if (face) references.push({ id: found.id, ordinal: face.ordinal });
    } catch (error) {
      if (still()) sayProblem(error);
    }
  }
  if (references.length > 0 && still()) await findPerson(references, null);
}

/** Only Electron tells where a dropped photo is; a browser gives what is in it. */
async function sourceOf(file: File) {
  const path = native?.pathOfDroppedFile(file) ?? '';
  if (path !== '') return { path };
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}

/** Index of the face that the user means; null when they mean none. */
function askWhose(name: string, faces: PhotoFaces): Promise<number | null> {
  get().whose?.choose(null);
  return new Promise((resolve) => {
    const choose = (face: number | null) => {
      set({ whose: null, dialog: null });
      resolve(face);
    };
    set({ whose: { name, faces, choose }, dialog: 'whose', toast: null });
  });
}
