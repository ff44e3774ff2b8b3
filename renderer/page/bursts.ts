// Bursts as they are used: one opened where it stands, and stepped through frame by frame.

import { framesAsTaken } from '../../shared/shoot/burst-covers.ts';
import { want } from '../../shared/shoot/acts/finding.ts';
import { only } from '../../shared/shoot/selection.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { selectTop } from './moving.ts';
import { opened, selectedIndex, shoot } from './store.ts';

/** Opens the burst of the selected photo where it stands, or closes it again. */
export function toggleBurst(): void {
  const { known, wanted } = shoot();
  if (!wanted.filters.stacked) return;
  if (isBurstOpen(shoot())) {
    want(opened(), { openBurst: null });
    selectTop();
  } else if (isInBurst(shoot()))
    want(opened(), { openBurst: known.photos.columns.ids[selectedIndex(shoot())] ?? null });
}

/** To another frame of the same burst, as they were taken; the burst opens for it. */
export function stepFrame(step: -1 | 1): void {
  if (!isInBurst(shoot())) return;
  if (shoot().wanted.filters.stacked && !isBurstOpen(shoot())) toggleBurst();
  const { known } = shoot();
  const frames = framesOf(shoot());
  const next = frames[frames.indexOf(selectedIndex(shoot())) + step];
  if (next === undefined) return;
  const id = known.photos.columns.ids[next];
  if (id !== undefined) want(opened(), only(id));
}

/** Whether the burst of the selected photo is the one that is open. */
export function isBurstOpen({ known, wanted }: Shoot): boolean {
  const { bursts, indexOf } = known.photos;
  const open = bursts[indexOf.get(wanted.openBurst ?? NaN) ?? -1];
  return open !== undefined && open === bursts[selectedIndex({ known, wanted })];
}

function isInBurst({ known, wanted }: Shoot): boolean {
  const { bursts, burstSizes } = known.photos;
  return (burstSizes[bursts[selectedIndex({ known, wanted })] ?? -1] ?? 1) > 1;
}

/** The shown frames of the selected photo's burst, as they were taken. */
function framesOf({ known, wanted, order }: Shoot): Uint32Array {
  const { bursts, ties } = known.photos;
  const burst = bursts[selectedIndex({ known, wanted })];
  const shown = new Set(order.shown);
  return framesAsTaken(burst, bursts, ties).filter((photo) => shown.has(photo));
}
