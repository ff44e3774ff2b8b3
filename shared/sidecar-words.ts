// Where Podium and another program differ about a photo, in words: for the page and the command line.

import type { SidecarConflict } from './contract-outputs.ts';
import { labelNames } from './decisions.ts';

/** One value of a field in words: "5 stars", "no label", "rejected". */
export function valueWords(field: SidecarConflict['field'], value: number): string {
  if (field === 'pick') return value === 1 ? 'picked' : value === -1 ? 'rejected' : 'undecided';
  if (field === 'stars')
    return value === 0 ? 'no stars' : value === 1 ? '1 star' : `${value} stars`;
  return value === 0 ? 'no label' : `${labelNames[value] ?? 'none'} label`;
}

/** What either says, and whose word holds. */
export function conflictWords({ field, ours, theirs, kept }: SidecarConflict): string[] {
  return [
    `Podium: ${valueWords(field, ours)}`,
    `another program: ${valueWords(field, theirs)}`,
    kept === 'ours' ? 'Podium is newer' : 'the other is newer',
  ];
}
