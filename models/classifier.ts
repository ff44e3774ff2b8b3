// What the list of models says of an imported classifier: what it is fed, and what its scores are.

import type { ModelEntry } from './manifest.ts';

/** What a trial of the file found out. */
export type ClassifierFacts = {
  /** Whole planes of red, green and blue, or the three of a pixel side by side. */
  readonly layout: 'nchw' | 'nhwc';
  /** Whether its results are probabilities already, or need a softmax. */
  readonly scores: 'probabilities' | 'logits';
};

/** How a photo becomes a square: squeezed, as the pictures of the 100-sports set were, or its middle cut out. */
export type ClassifierFit = 'stretch' | 'centre-square';

/** 224 x 224 RGB of 0..1, with the mean and standard deviation of ImageNet's pixels. */
export const imageNetInput = {
  kind: 'pixels',
  widthPx: 224,
  heightPx: 224,
  channels: 'rgb',
  scale: 1 / 255,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} as const;

type Described = Pick<ModelEntry, 'input' | 'output'> & {
  readonly preprocessing: NonNullable<ModelEntry['preprocessing']>;
};

/** The fields of a classifier's entry that its file decides. */
export function describeInput(
  { layout, scores }: ClassifierFacts,
  fit: ClassifierFit,
  classes: number,
): Described {
  const { mean, std } = imageNetInput;
  return {
    preprocessing: { ...imageNetInput, mean: [...mean], std: [...std], fit, layout },
    input: layout === 'nchw' ? 'float [1, 3, 224, 224]' : 'float [1, 224, 224, 3]',
    output: `${classes} ${scores === 'probabilities' ? 'probabilities' : 'scores, made probabilities by softmax'}`,
  };
}
