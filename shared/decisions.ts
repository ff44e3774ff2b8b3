// What a photographer decides about a photo, in the words of every other tool.

import type { DecisionColumns } from './contract-outputs.ts';

/** A label by its number; 0 is no label. The numbers are stored: never reorder them. */
export const labelNames = ['none', 'red', 'yellow', 'green', 'blue', 'purple'] as const;

export type LabelName = (typeof labelNames)[number];

/**
 * The same decisions for the photos `ids`, in their order: columns change while a folder is analysed (copies become
 * one photo, unreadable ones leave), and a decision must never slide onto its neighbour. Photos that the decisions do
 * not know are undecided.
 */
export function decisionsInOrder(decisions: DecisionColumns, ids: Float64Array): DecisionColumns {
  const same = ids.length === decisions.ids.length && ids.every((id, i) => id === decisions.ids[i]);
  if (same) return decisions;
  const places = new Map([...decisions.ids].map((id, place) => [id, place]));
  const ordered = {
    ids,
    pick: new Int8Array(ids.length),
    stars: new Uint8Array(ids.length),
    label: new Uint8Array(ids.length),
  };
  ids.forEach((id, photo) => {
    const place = places.get(id) ?? -1;
    for (const field of ['pick', 'stars', 'label'] as const)
      ordered[field][photo] = decisions[field][place] ?? 0;
  });
  return ordered;
}

/** What was decided about one photo, in words: for files and other programs. */
export type DecisionWords = {
  readonly decision: 'pick' | 'reject' | null;
  /** 0 unrated, to 5. */
  readonly stars: number;
  /** Null without a label. */
  readonly label: Exclude<LabelName, 'none'> | null;
};

/** `photo` is an index in the decisions; one they do not reach is undecided. */
export function decisionWords(decisions: DecisionColumns, photo: number): DecisionWords {
  const pick = decisions.pick[photo] ?? 0;
  const name = labelNames[decisions.label[photo] ?? 0] ?? 'none';
  return {
    decision: pick === 0 ? null : pick > 0 ? 'pick' : 'reject',
    stars: decisions.stars[photo] ?? 0,
    label: name === 'none' ? null : name,
  };
}

/** A pick without stars stands beside what photographers who rate give four: from there on a photo was wanted. */
const tierOfPicks = 4;

/** What was decided of each photo as one number: -1 a reject, 1 to 5 its stars, a pick at least 4; NaN where nothing was. */
export function decidedTiers({ pick, stars }: DecisionColumns): Float64Array {
  return Float64Array.from(pick, (decided, photo) => {
    const rated = stars[photo] ?? 0;
    if (decided < 0) return -1;
    if (decided > 0) return Math.max(tierOfPicks, rated);
    return rated > 0 ? rated : NaN;
  });
}
