// An imported classifier as an entry of the user's own catalogue: what it is fed, and what its scores are.

import type { ModelEntry, ModelFileEntry } from './manifest.ts';

/** What a check of the file found out. */
export type ClassifierFacts = {
  /** Whole planes of red, green and blue, or the three of a pixel side by side. */
  readonly layout: 'nchw' | 'nhwc';
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

/** `files`: the network, and its class names one a line. */
export function classifierEntry(
  named: Pick<ModelEntry, 'id' | 'title'>,
  files: readonly [network: ModelFileEntry, labels: ModelFileEntry],
  { layout, scores }: ClassifierFacts,
  fit: ClassifierFit = 'stretch',
): ModelEntry {
  const { mean, std } = imageNetInput;
  return {
    ...named,
    role: 'classifier',
    network: 'classifier',
    ready: true,
    tier: 'best',
    adds: 'Tells which sport a photo shows, by the classes it was trained on.',
    licence: 'as stated where it came from',
    licenceUrl: null,
    commercialUse: null,
    source: { kind: 'import' },
    files: [...files],
    preprocessing: { ...imageNetInput, mean: [...mean], std: [...std], fit, layout },
    input: '224 x 224 RGB, ImageNet mean and standard deviation',
    output: scores === 'probabilities' ? 'one probability a class' : 'one score a class, softmax',
    classifier: { scores },
  };
}
