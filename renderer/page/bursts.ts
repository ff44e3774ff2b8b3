// Bursts as they are used: one opened where it stands, and stepped through frame by frame.

import { want } from '../../shared/shoot/acts/finding.ts';
import { only } from '../../shared/shoot/selection.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { selectedPlace, selectPlace } from './moving.ts';
import { opened, selectedIndex, shoot } from './store.ts';

/** Opens the burst of the selected photo where it stands, or closes it again. */
export function toggleBurst(): void {
  const { known, wanted } = shoot();
  if (!wanted.filters.stacked) return;
  if (isOpen(shoot())) closeBurst();
  else if (isInBurst(shoot()))
    want(opened(), { openBurst: known.photos.columns.ids[selectedIndex(shoot())] ?? null });
}

/** Stacks what is open; one stays with the frame that now stands for the burst. */
function closeBurst(): void {
  const { bursts } = shoot().known.photos;
  const burst = bursts[selectedIndex(shoot())];
  want(opened(), { openBurst: null });
  if (selectedPlace() >= 0) return;
  const place = shoot().order.shown.findIndex((photo) => bursts[photo] === burst);
  if (place >= 0) selectPlace(place);
}

/** To another frame of the same burst, as they were taken; the burst opens for it. */
export function stepFrame(step: -1 | 1): void {
  if (!isInBurst(shoot())) return;
  if (shoot().wanted.filters.stacked && !isOpen(shoot())) toggleBurst();
  const { known } = shoot();
  const frames = framesOf(shoot());
  const next = frames[frames.indexOf(selectedIndex(shoot())) + step];
  if (next === undefined) return;
  const id = known.photos.columns.ids[next];
  if (id !== undefined) want(opened(), only(id));
}

/** Whether the burst of the selected photo is the one that is open. */
function isOpen({ known, wanted }: Shoot): boolean {
  const { bursts, indexOf } = known.photos;
  const open = bursts[indexOf.get(wanted.openBurst ?? NaN) ?? -1];
  return open !== undefined && open === bursts[selectedIndex({ known, wanted })];
}

function isInBurst({ known, wanted }: Shoot): boolean {
  const { bursts, burstSizes } = known.photos;
  return (burstSizes[bursts[selectedIndex({ known, wanted })] ?? -1] ?? 1) > 1;
}

/** The shown frames of the selected photo's burst, as they were taken. */
export function framesOf({ known, wanted, order }: Shoot): Uint32Array {
  const { bursts, ties } = known.photos;
  const burst = bursts[selectedIndex({ known, wanted })];
  const frames = new Set(order.shown.filter((photo) => bursts[photo] === burst));
  return ties.filter((photo) => frames.has(photo));
}
