// Raters against gold pairs, as lines of text: how far each can be relied on, and on which photos they differ.

import type { PodiumContract } from '../../../../shared/contract.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import type { PhotoColumns } from '../../../../shared/photo.ts';
import { goldRaters, goldSentence, type GoldRater } from '../../../../shared/taste/gold-pairs.ts';
import { photosByPicture } from '../../../../shared/taste/known-photos.ts';

export type GoldTold = {
  readonly gold: string;
  readonly raters: readonly GoldRater[];
};

/** Throws EngineError `not-found` where nobody of that name has settled a pair. */
export async function againstGold(call: Call<PodiumContract>, gold: string): Promise<GoldTold> {
  const { choices } = await call('taste.choices', {});
  const raters = goldRaters(choices, gold === 'you' ? '' : gold);
  if (raters.length === 0)
    throw new EngineError(
      'not-found',
      `There are no gold pairs by "${gold}" that another rater could be held against: choices of a rater of that name settle them.`,
    );
  return { gold, raters };
}

/** Photos that are at hand by their paths, others by their pictures. */
export function goldLines({ gold, raters }: GoldTold, columns: PhotoColumns | null): string[] {
  const known = columns && photosByPicture(columns);
  const nameOf = (picture: string) => {
    const photo = known?.get(picture);
    return photo === undefined ? picture.slice(0, 12) : (columns?.paths[photo] ?? picture);
  };
  return [
    `Gold pairs: settled by ${gold}.`,
    ...raters.flatMap((rater) => [
      goldSentence(rater),
      ...rater.apart.map(([better, worse]) => `  chose ${nameOf(worse)} over ${nameOf(better)}`),
    ]),
  ];
}
