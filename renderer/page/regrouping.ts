// Putting bursts together and taking them apart by hand, from what is selected.

import {
  freed,
  joined,
  splitAt,
  takenOut,
  type Grouped,
  type Regrouping,
} from '../../shared/bursts/by-hand.ts';
import { regroup } from '../../shared/shoot/acts/hand-bursts.ts';
import { framesAsTaken } from '../../shared/shoot/burst-covers.ts';
import { burstStrings } from '../strings/bursts.ts';
import { isBurstOpen, toggleBurst } from './bursts.ts';
import { decidedAbout } from './deciding.ts';
import { fileName } from './file-name.ts';
import { opened, selectedIndex, shoot } from './store.ts';
import { say } from './toast.ts';

/** Joins the selected photos; a stack that is not open stands for all of its frames. */
export function joinBurst(): void {
  const chosen = decidedAbout();
  if (chosen.length < 2) {
    say(burstStrings.selectMore);
    return;
  }
  const all = framesMeant(chosen);
  act(joined(grouped(), [...all]), burstStrings.joined(all.size), burstStrings.isOne);
}

/** Begins a burst at the active photo; one that is still stacked is opened first, to see where. */
export function splitBurst(): void {
  const { bursts, ties } = shoot().known.photos;
  const photo = selectedIndex(shoot());
  const frames = [...framesAsTaken(bursts[photo], bursts, ties)];
  if (frames.length > 1 && isStacked()) {
    toggleBurst();
    say(burstStrings.openFirst);
    return;
  }
  const place = frames.indexOf(photo);
  const text = burstStrings.split(place, frames.length - place);
  const otherwise = frames.length > 1 ? burstStrings.isFirst : burstStrings.noBurst;
  act(splitAt(grouped(), frames, photo), text, otherwise);
}

/** Takes the selected frames out of their bursts, each by itself. */
export function takeFromBurst(): void {
  const { bursts, burstSizes, columns } = shoot().known.photos;
  const taken = [...decidedAbout()].filter((photo) => (burstSizes[bursts[photo] ?? -1] ?? 1) > 1);
  const text =
    taken.length === 1
      ? burstStrings.takenOut(fileName(columns.paths[taken[0] ?? -1] ?? ''))
      : burstStrings.takenOutMany(taken.length);
  act(takenOut(grouped(), taken), text, burstStrings.noBurst);
}

/** Takes back what was done by hand to the bursts of the selected photos. */
export function freeBurst(): void {
  const all = framesMeant(decidedAbout());
  const regrouping = freed(grouped(), [...all]);
  act(regrouping, burstStrings.freed(regrouping?.freed.length ?? 0), burstStrings.notByHand);
}

function grouped(): Grouped {
  const { foundBursts: found, bursts, columns } = shoot().known.photos;
  return { found, bursts, hand: columns.handBursts };
}

function act(regrouping: Regrouping | null, text: string, otherwise: string): void {
  if (regrouping) void regroup(opened(), regrouping, text);
  else say(otherwise);
}

/** The photos themselves, and all frames of the stacks that are not open. */
function framesMeant(chosen: Uint32Array): ReadonlySet<number> {
  const { known, wanted } = shoot();
  const { bursts, indexOf } = known.photos;
  if (!wanted.filters.stacked) return new Set(chosen);
  const open = bursts[indexOf.get(wanted.openBurst ?? NaN) ?? -1];
  const stacks = new Set([...chosen].map((photo) => bursts[photo]));
  stacks.delete(open);
  const hidden = [...bursts.keys()].filter((photo) => stacks.has(bursts[photo]));
  return new Set([...chosen, ...hidden]);
}

function isStacked(): boolean {
  return shoot().wanted.filters.stacked && !isBurstOpen(shoot());
}
