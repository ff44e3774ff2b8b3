// What the list of models says of an imported classifier, of photos or of the features of photos: what it is fed, and what its scores are.

import type { ModelEntry } from './manifest.ts';

/** What a trial of a network of whole photos found out. */
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

/** What a trial of a head found out: it is given the numbers by which another network sums up a photo. */
export type HeadFacts = {
  /** Which network's numbers. */
  readonly space: string;
  readonly dimensions: number;
};

const inputPrefix = 'features of ';

/** The name of a head's input, which says whose numbers it takes. */
export function headInput(space: string): string {
  return inputPrefix + space;
}

/** The space that an input's name says; null where it says none. */
export function spaceOfInput(name: string): string | null {
  const space = name.startsWith(inputPrefix) ? name.slice(inputPrefix.length) : '';
  return /^[\w.-]{1,80}$/.test(space) ? space : null;
}

type Described = Pick<ModelEntry, 'network' | 'input' | 'output'>;
type OfPhotos = Described & { readonly preprocessing: NonNullable<ModelEntry['preprocessing']> };
type OfFeatures = Described & { readonly embedding: NonNullable<ModelEntry['embedding']> };

/** The fields of a classifier's entry that its file decides. */
export function describeInput(
  { layout, scores }: ClassifierFacts,
  fit: ClassifierFit,
  classes: number,
): OfPhotos {
  const { mean, std } = imageNetInput;
  return {
    network: 'classifier',
    preprocessing: { ...imageNetInput, mean: [...mean], std: [...std], fit, layout },
    input: layout === 'nchw' ? 'float [1, 3, 224, 224]' : 'float [1, 224, 224, 3]',
    output: `${classes} ${scores === 'probabilities' ? 'probabilities' : 'scores, made probabilities by softmax'}`,
  };
}

/** The same of a head. */
export function describeHead({ space, dimensions }: HeadFacts, classes: number): OfFeatures {
  return {
    network: 'feature-head',
    embedding: { space, dimensions },
    input: `float [n, ${dimensions}], ${headInput(space)}`,
    output: `${classes} probabilities`,
  };
}
