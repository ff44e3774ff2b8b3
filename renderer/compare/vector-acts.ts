// Comparing two photos by a master vector, and keeping one's own.

import type { PhotoSource } from '../../shared/contract.ts';
import { useVectors, type DroppedPhoto } from './vectors.ts';
import { call, sentenceOf } from '../page/engine.ts';
import { get } from '../page/store.ts';
import { strings } from '../strings.ts';
import { didUndoable, sayProblem } from '../page/toast.ts';
import { whileOpen } from '../page/while-open.ts';

export async function loadVectors(): Promise<void> {
  try {
    const { vectors: list } = await call('vector.list', {});
    const known = (name: string) => list.some((vector) => vector.name === name);
    const { chosen } = useVectors.getState();
    const usual = [chosen, get().settings['ranking.preset'], 'general'].find(known);
    useVectors.setState({ list, chosen: usual ?? list[0]?.name ?? chosen });
  } catch (error) {
    useVectors.setState({ problem: sentenceOf(error) });
  }
}

export function chooseVector(chosen: string): void {
  useVectors.setState({ chosen });
}

/** Asks which of two photos is better; an answer that comes after the next question is not shown. */
export async function askWhichIsBetter(
  first: PhotoSource,
  second: PhotoSource,
  vector: string,
  asked: string,
): Promise<void> {
  useVectors.setState({ answer: null, problem: null });
  latest = asked;
  try {
    const answer = await call('vector.compare', { photos: [first, second], vector });
    if (latest === asked) useVectors.setState({ answer: { asked, ...answer } });
  } catch (error) {
    if (latest === asked) useVectors.setState({ problem: sentenceOf(error) });
  }
}

let latest = '';

/** Puts a photo that was dropped in the place of the candidate; null takes it away again. */
export async function comparePhotoWith(file: File | null): Promise<void> {
  if (!file) {
    useVectors.setState({ dropped: null });
    return;
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const dropped: DroppedPhoto = { source: { bytes, name: file.name }, name: file.name };
    useVectors.setState({ dropped });
  } catch (error) {
    sayProblem(error);
  }
}

type Words = { readonly name: string; readonly positive: string; readonly negative: string };

/** Keeps a master vector made of descriptions, one a line. True when it was saved. */
export async function saveVector({ name, ...words }: Words): Promise<boolean> {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const vector = {
    name: name.trim(),
    positive: lines(words.positive),
    negative: lines(words.negative),
  };
  const still = whileOpen();
  try {
    await call('vector.save', vector);
    useVectors.setState({ chosen: vector.name, adding: false });
    await loadVectors();
    if (still())
      didUndoable({ text: strings.vectors.saved(vector.name), undo: () => forget(vector.name) });
    return true;
  } catch (error) {
    sayProblem(error);
    return false;
  }
}

async function forget(name: string): Promise<void> {
  await call('vector.remove', { name });
  await loadVectors();
}

export async function removeVector(name: string): Promise<void> {
  const vector = useVectors.getState().list.find((one) => one.name === name);
  if (!vector) return;
  const still = whileOpen();
  try {
    await forget(name);
    const { positive, negative } = vector;
    const keep = { name, positive: [...positive], negative: [...negative] };
    const undo = async () => {
      await call('vector.save', keep);
      await loadVectors();
    };
    if (still()) didUndoable({ text: strings.vectors.removed(name), undo });
  } catch (error) {
    sayProblem(error);
  }
}
