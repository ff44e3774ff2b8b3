// Two photos compared by a learned taste: their signals, measured where nobody has looked yet, and the probability of each.

import { at } from '../../../shared/arithmetic/vectors.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { NamedVector, PhotoSource } from '../../../shared/contract.ts';
import {
  choiceBetween,
  tasteUtilities,
  type ChosenBetween,
  type TasteVector,
} from '../../../shared/taste/taste-vector.ts';
import type { KeptTaste } from '../cache/choices.ts';
import { analyseAlone, columnsAlone, withRow, type FacesParts } from './person-faces.ts';

/** What a taste is called among master vectors: the user's own `taste`, one from elsewhere by its name, and the sport. */
export function tasteVectorName({ name, sport }: Pick<KeptTaste, 'name' | 'sport'>): string {
  const whose = name === '' ? 'taste' : `taste of ${name}`;
  return sport === '' ? whose : `${whose} (${sport})`;
}

/** As they stand in the list of master vectors. */
export function tasteVectors(tastes: readonly KeptTaste[]): NamedVector[] {
  return tastes.map((taste) => ({
    name: tasteVectorName(taste),
    kind: 'learned',
    positive: [],
    negative: [],
    own: false,
  }));
}

/** Rejects with a sentence about the photo that cannot be read, or of which nothing is known that the taste goes by. */
export async function compareByTaste(
  parts: FacesParts,
  vector: TasteVector,
  photos: readonly [PhotoSource, PhotoSource],
  signal: AbortSignal,
): Promise<ChosenBetween> {
  const first = await utilityOf(parts, vector, photos[0], signal);
  const second = await utilityOf(parts, vector, photos[1], signal);
  return choiceBetween(first, second, vector);
}

function utilityOf(
  parts: FacesParts,
  vector: TasteVector,
  source: PhotoSource,
  signal: AbortSignal,
): Promise<number> {
  return withRow(parts, source, 'photo', async (row) => {
    if (!('id' in source)) await analyseAlone(parts, row, signal);
    const columns = columnsAlone(parts, row);
    const [problem] = columns.problems;
    if (columns.count === 0 && problem) throw new EngineError('unreadable', problem.message);
    const utility = at(tasteUtilities(vector, columns, parts.settings()), 0);
    if (!Number.isNaN(utility)) return utility;
    throw new EngineError(
      'unreadable',
      'Nothing is known of this photo that your taste goes by: it has not been looked at yet.',
    );
  });
}
