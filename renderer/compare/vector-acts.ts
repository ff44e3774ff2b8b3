// Comparing two photos by a master vector, and keeping one's own.

import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import { attempt } from '../../shared/shoot/acts/open.ts';
import { noteAndSay } from '../../shared/shoot/acts/undo.ts';
import type { VectorsState } from './vectors-state.ts';
import { sourceOf } from '../page/dropped-bytes.ts';
import { opened, page, setPage } from '../page/store.ts';
import { sayProblem } from '../page/toast.ts';
import { strings } from '../strings.ts';

export function setVectors(change: Partial<VectorsState>): void {
  setPage({ vectors: { ...page().vectors, ...change } });
}

export async function loadVectors(): Promise<void> {
  const open = opened();
  try {
    const { vectors: list } = await open.ask('vector.list', {});
    const known = (name: string) => list.some((vector) => vector.name === name);
    const { chosen } = page().vectors;
    const usual = [chosen, open.get().known.settings['ranking.preset'], 'general'].find(known);
    setVectors({ list, chosen: usual ?? list[0]?.name ?? chosen, problem: null });
  } catch (error) {
    if (!isCancelled(error)) setVectors({ problem: sentenceOf(error) });
  }
}

/** Puts a photo that was dropped in the place of the candidate; null takes it away again. */
export async function comparePhotoWith(file: File | null): Promise<void> {
  if (!file) {
    setVectors({ dropped: null });
    return;
  }
  try {
    setVectors({ dropped: { source: await sourceOf(file), name: file.name } });
  } catch (error) {
    sayProblem(error);
  }
}

type Words = { readonly name: string; readonly positive: string; readonly negative: string };

/** Keeps a master vector made of descriptions, one a line. */
export function saveVector({ name, ...words }: Words): Promise<void> {
  const open = opened();
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
  return attempt(open, async () => {
    await open.tell('vector.save', vector);
    setVectors({ chosen: vector.name, adding: false });
    await loadVectors();
    noteAndSay(open, 'looked', {
      text: strings.vectors.saved(vector.name),
      undo: () => forget(vector.name),
    });
  });
}

async function forget(name: string): Promise<void> {
  await opened().tell('vector.remove', { name });
  await loadVectors();
}

export function removeVector(name: string): Promise<void> {
  const open = opened();
  return attempt(open, async () => {
    const vector = page().vectors.list.find((one) => one.name === name);
    if (!vector) return;
    await forget(name);
    const keep = { name, positive: [...vector.positive], negative: [...vector.negative] };
    const undo = async () => {
      await open.tell('vector.save', keep);
      await loadVectors();
    };
    noteAndSay(open, 'looked', { text: strings.vectors.removed(name), undo });
  });
}
