// What a photographer was told about the stars they gave: acknowledged, or asked for and never answered.

import { EngineError, type Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { below, type Random } from './fault-kind.ts';

export type Ledger = {
  /** Gives a photo stars; true when the engine has answered that they are kept, false when it died or said why not. */
  give(call: Call<PodiumContract>, id: number, photo: number, stars: number): Promise<boolean>;
  /**
   * How many photos have neither the stars that were acknowledged nor those asked for since. From then on what is there
   * counts.
   */
  missing(kept: readonly number[]): number;
};

/** `photos`: how many, all without stars. `refusal`: what the engine may say instead of keeping them; none by default. */
export function openLedger(photos: number, refusal = /^$/): Ledger {
  const acknowledged = Array<number>(photos).fill(0);
  /** What was being written when it ended: each may be there or not. */
  const asked = Array.from({ length: photos }, () => new Set<number>());
  return {
    async give(call, id, photo, stars) {
      asked[photo]?.add(stars);
      try {
        await call('decision.write', { changes: [{ id, stars }] });
      } catch (error) {
        const isSaid = error instanceof EngineError && refusal.test(error.message);
        if (isSaid || (error instanceof EngineError && error.code === 'stopped')) return false;
        throw error;
      }
      acknowledged[photo] = stars;
      asked[photo]?.clear();
      return true;
    },
    missing(kept) {
      const missed = acknowledged.filter((stars, photo) => {
        const now = kept[photo] ?? NaN;
        return now !== stars && asked[photo]?.has(now) !== true;
      }).length;
      for (const photo of acknowledged.keys()) {
        acknowledged[photo] = kept[photo] ?? 0;
        asked[photo]?.clear();
      }
      return missed;
    },
  };
}

export type Giving = {
  readonly call: Call<PodiumContract>;
  readonly ids: ArrayLike<number>;
  /** Places of those that may be chosen. */
  readonly photos: readonly number[];
  readonly most: number;
  readonly random: Random;
  /** Asked before each. */
  readonly isOver?: () => boolean;
};

/** Gives random photos stars, one after the other, until one is not kept; returns how many were acknowledged. */
export async function giveMany(ledger: Ledger, giving: Giving): Promise<number> {
  const { call, ids, photos, most, random, isOver = () => false } = giving;
  for (let given = 0; given < most; given++) {
    if (isOver()) return given;
    const photo = photos[below(random, photos.length)] ?? 0;
    const isKept = await ledger.give(call, ids[photo] ?? NaN, photo, 1 + below(random, 5));
    if (!isKept) return given;
  }
  return most;
}
