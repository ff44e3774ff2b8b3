// Bursts put together and taken apart by hand: on the screen at once, kept right after, and undone as a decision.

import type { BurstChange } from '../../contract.ts';
import { isCancelled } from '../../calls/rpc.ts';
import type { HandBursts, Regrouping } from '../../bursts/by-hand.ts';
import { changed } from '../changes.ts';
import { withHandBursts } from '../photos.ts';
import { only } from '../selection.ts';
import type { Shoot } from '../shoot.ts';
import type { Step } from '../undo-line.ts';
import { attempt, type OpenShoot } from './open.ts';
import { forget, noteAndSay } from './undo.ts';

/** The names of hand bursts by the id of the photo; null where Podium groups it. */
type Names = ReadonlyMap<number, string | null>;

/** Groups photos anew; `text` says it. What cannot be kept is shown as it was, and said. */
export function regroup(open: OpenShoot, regrouping: Regrouping, text: string): Promise<void> {
  const changes = changesOf(open.get(), regrouping);
  const shown = namesOf(changes);
  const before = apply(open, shown);
  let kept: readonly BurstChange[] = [];
  const keep = async (wanted: () => readonly BurstChange[], names: Names, otherwise: Names) => {
    apply(open, names);
    try {
      await write(open, async (call) => {
        kept = (await call('burst.write', { changes: [...wanted()] })).before;
      });
    } catch (error) {
      if (!isCancelled(error)) apply(open, otherwise);
      throw error;
    }
  };
  const step: Step = {
    text,
    undo: () => keep(() => kept, before, shown),
    redo: () => keep(() => changes, shown, before),
  };
  noteAndSay(open, 'decided', step);
  return attempt(open, async () => {
    try {
      await keep(() => changes, shown, before);
    } catch (error) {
      if (!isCancelled(error)) forget(open, 'decided', step);
      throw error;
    }
  });
}

/** In its turn, so that undo has the answer of what it undoes; it goes on when the folders are left meanwhile. */
function write(open: OpenShoot, send: (call: OpenShoot['ask']) => Promise<void>): Promise<void> {
  const { host } = open;
  return open.whileOpen(host.writes.add(() => send(host.call)));
}

function changesOf({ known }: Shoot, { bursts, freed }: Regrouping): BurstChange[] {
  const { ids } = known.photos.columns;
  const idsOf = (photos: readonly number[]) => photos.map((photo) => ids[photo] ?? NaN);
  return [
    ...bursts.map((photos): BurstChange => ({ ids: idsOf(photos), burst: 'new' })),
    ...(freed.length > 0 ? [{ ids: idsOf(freed), burst: null }] : []),
  ];
}

/** Until the engine has named them, new bursts go by their photos. */
function namesOf(changes: readonly BurstChange[]): Names {
  return new Map(
    changes.flatMap(({ ids, burst }) =>
      ids.map((id) => [id, burst === 'new' ? JSON.stringify(ids) : burst] as const),
    ),
  );
}

/** Puts names on the screen and gives back what was there. The selected photo, or else its burst's cover, stays selected. */
function apply(open: OpenShoot, names: Names): Names {
  const shoot = open.get();
  const { photos } = shoot.known;
  const hand = new Map(photos.columns.handBursts);
  const before = new Map<number, string | null>();
  for (const [id, name] of names) {
    const photo = photos.indexOf.get(id);
    if (photo === undefined) continue;
    before.set(id, hand.get(photo) ?? null);
    if (name === null) hand.delete(photo);
    else hand.set(photo, name);
  }
  if (sameNames(hand, photos.columns.handBursts)) return before;
  const { openBurst, selected } = shoot.wanted;
  const opening = openBurst === null ? {} : { openBurst: selected };
  open.put(onCover(changed(shoot, opening, { photos: withHandBursts(photos, hand) })));
  return before;
}

function sameNames(a: HandBursts, b: HandBursts): boolean {
  return a.size === b.size && [...a].every(([photo, name]) => b.get(photo) === name);
}

function onCover(shoot: Shoot): Shoot {
  const { known, wanted, order } = shoot;
  const { bursts, indexOf, columns } = known.photos;
  const selected = indexOf.get(wanted.selected ?? NaN) ?? -1;
  if (order.shown.includes(selected)) return shoot;
  const cover = order.shown.find((photo) => bursts[photo] === bursts[selected]);
  const id = columns.ids[cover ?? -1];
  return id === undefined ? shoot : changed(shoot, only(id));
}
