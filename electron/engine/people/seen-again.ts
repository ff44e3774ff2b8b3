// A player of one frame seen again in another: by place, by the colours of the kit, or by both.

import { overlap } from '../../../shared/people/boxes.ts';
import type { Box } from '../../../shared/photo.ts';
import { kitsApart, type Kit } from '../stages/kits/kits.ts';

/** A player found by the detector: its place among the photo's things, where it lies, and what it wears; null for a torso too small. */
export type PlayerBody = { readonly body: number; readonly box: Box; readonly kit: Kit | null };

/** Two frames of one moment show a body at the same place from this overlap on, and no other body comes near it. */
const samePlace = 0.5;
const otherPlace = 0.2;
/**
 * Kits nearer than this are the same, further apart than that others, in CIELab's units; between them nothing is said. On the
 * drawn match half of the same player's are within 12 and nine in ten within 25, of others' half are beyond 30; others of the same
 * team are among those (test/golden/people-kits.ts).
 */
const sameKit = 12;
const otherKit = 18;

export type Frames = {
  /** The players of the sure photo. */
  readonly before: readonly PlayerBody[];
  /** Of the other photo: those who may be the person, and all. */
  readonly open: readonly PlayerBody[];
  readonly all: readonly PlayerBody[];
  readonly isSoon: boolean;
};

/** By place, where one body alone lies there, or only one in the same kit; later, or elsewhere, by a kit that nobody else wears in either photo. */
export function seenAgain(
  { box, kit, body }: PlayerBody,
  { before, open, all, isSoon }: Frames,
): { readonly body: number; readonly how: string } | null {
  const near = isSoon ? all.filter((player) => overlap(player.box, box) >= otherPlace) : [];
  const there = near.filter(
    (player) => open.includes(player) && overlap(player.box, box) >= samePlace,
  );
  const [only] = near;
  if (only && near.length === 1 && there.length === 1)
    return {
      body: only.body,
      how: `at the same place${isSameKit(kit, only.kit) ? ' in the same kit' : ''}`,
    };
  const inKit = onlyWearer(kit, near);
  if (inKit && there.includes(inKit))
    return { body: inKit.body, how: 'at the same place in the same kit' };
  const again = onlyWearer(kit, all);
  const isAlone = before.every((player) => player.body === body || isOtherKit(kit, player.kit));
  return isAlone && again && open.includes(again)
    ? { body: again.body, how: 'the only one in the same kit' }
    : null;
}

/** The one player in this kit, where all others surely wear another. */
function onlyWearer(kit: Kit | null, players: readonly PlayerBody[]): PlayerBody | null {
  const wearers = players.filter((player) => !isOtherKit(kit, player.kit));
  const [only] = wearers;
  return only && wearers.length === 1 && isSameKit(kit, only.kit) ? only : null;
}

function isSameKit(a: Kit | null, b: Kit | null): boolean {
  return a !== null && b !== null && kitsApart(a, b) <= sameKit;
}

function isOtherKit(a: Kit | null, b: Kit | null): boolean {
  return a !== null && b !== null && kitsApart(a, b) >= otherKit;
}
