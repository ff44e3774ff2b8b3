// What a photographer decides about a photo, in the words of every other tool.

/** A label by its number; 0 is no label. The numbers are stored: never reorder them. */
export const labelNames = ['none', 'red', 'yellow', 'green', 'blue', 'purple'] as const;

export type LabelName = (typeof labelNames)[number];
