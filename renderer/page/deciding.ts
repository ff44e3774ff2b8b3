// Deciding about what is selected: picks, rejects, stars and labels, in the page's words.

import { noBracket } from '../../shared/bursts/brackets.ts';
import { decide, type Decision } from '../../shared/shoot/acts/deciding.ts';
import { keptOfBurst, touchedPhotos } from '../../shared/shoot/touched.ts';
import { strings } from '../strings.ts';
import { burstStrings } from '../strings/bursts.ts';
import { fileName } from './file-name.ts';
import { opened, screen, selectedIndex, shoot } from './store.ts';

/** The photos that a decision is about, by their index, in the order of the screen. */
export function decidedAbout(): Uint32Array {
  const { known, wanted, order } = shoot();
  const { ids } = known.photos.columns;
  const inGrid = screen().view === 'grid';
  return touchedPhotos({ ...wanted, shown: order.shown, ids, inGrid });
}

/** Decides about the selected photos: one act, one undo. The same label twice takes it away, as everywhere. */
export function decideSelected(decision: Decision, text: string): void {
  const { photos, decisions } = shoot().known;
  const chosen = decidedAbout();
  const [first] = chosen;
  if (first === undefined) return;
  const { label } = decision;
  const again = label !== undefined && chosen.every((photo) => decisions.label[photo] === label);
  const said = again ? strings.actions.label0 : text;
  const named =
    chosen.length > 1
      ? strings.decidedMany(said, chosen.length)
      : strings.decided(said, fileName(photos.columns.paths[first] ?? ''));
  const decided = { ...decision, ...(again && { label: 0 }) };
  const ids = Array.from(chosen, (photo) => photos.columns.ids[photo] ?? 0);
  const changes = ids.map((id) => ({ id, ...decided }));
  void decide(opened(), changes, named);
}

/** Picks what is selected of the active photo's burst and rejects the rest of it: one step, one undo. */
export function pickBest(): void {
  const { known } = shoot();
  const { columns } = known.photos;
  const index = selectedIndex(shoot());
  const kept = decidedAbout();
  if (!kept.includes(index)) return; // the grid does not show it
  const changes = keptOfBurst(known.photos, columns.ids, index, kept);
  const picked = changes.filter(({ pick }) => pick === 1).length;
  const isBracket = known.photos.brackets[index] !== noBracket;
  const rest = changes.length - picked;
  const text = isBracket
    ? burstStrings.keptBracket(picked, rest)
    : strings.pickedBest(picked, rest);
  void decide(opened(), changes, text);
}
