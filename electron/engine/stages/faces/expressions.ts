// The expressions that Podium stores for a face.

/** Order of the stored probabilities. */
export const expressions = [
  'neutral',
  'happy',
  'sad',
  'angry',
  'fearful',
  'disgusted',
  'surprised',
] as const;
