// What Podium's code gives each network: an entry of a list that says otherwise would be run on wrong numbers.

import { imageNetInput } from './classifier.ts';
import type { ModelEntry, Network } from './manifest.ts';

type Preprocessing = NonNullable<ModelEntry['preprocessing']>;
type Pixels = Extract<Preprocessing, { kind: 'pixels' }>;

/** What of an input the code decides; what is left out it reads from the file or from the entry. */
type Facts = Readonly<Partial<Omit<Pixels, 'kind' | 'mean' | 'std'>>> & {
  readonly kind: 'pixels';
  readonly mean?: readonly number[];
  readonly std?: readonly number[];
};
type Tokens = Readonly<Extract<Preprocessing, { kind: 'tokens' }>>;

const plain = { scale: 1, mean: [0, 0, 0], std: [1, 1, 1] } as const;
const square = (sidePx: number) => ({ widthPx: sidePx, heightPx: sidePx }) as const;

/** CLIP's published size, and mean and standard deviation of red, green and blue of values 0..1. */
export const clipPixels = {
  kind: 'pixels',
  ...square(224),
  fit: 'centre-square',
  channels: 'rgb',
  layout: 'nchw',
  scale: 1 / 255,
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
} as const satisfies Facts;

/** CLIP's published tokens and length. */
export const clipTokens = {
  kind: 'tokens',
  startToken: 49406,
  endToken: 49407,
  maxTokens: 77,
} as const satisfies Tokens;

const rgbImage = { kind: 'pixels', channels: 'rgb', layout: 'nhwc', ...plain } as const;
const alignedFace = {
  kind: 'pixels',
  ...square(112),
  fit: 'aligned-face',
  channels: 'rgb',
  layout: 'nchw',
} as const;

/** Red first, though PaddleOCR gives blue first: of 43 labelled numbers 17 were read instead of 15 on two bodies a photo. */
const paddle = {
  kind: 'pixels',
  fit: 'letterbox',
  channels: 'rgb',
  layout: 'nchw',
  scale: 1 / 255,
} as const;

/** ImageNet's numbers, as PaddleOCR publishes them. */
export const textDetectorPixels = {
  ...paddle,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} as const satisfies Facts;

/** As PaddleOCR publishes it. */
export const textReaderPixels = {
  ...paddle,
  heightPx: 48,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
} as const satisfies Facts;

/** Null: it is given an embedding or features, which are prepared by whatever made them. */
export const networkInputs: Readonly<Record<Network, Facts | Tokens | null>> = {
  'ssd-mobilenet-v1': { ...rgbImage, ...square(512), fit: 'letterbox' },
  'landmarks-68': { ...rgbImage, ...square(112), fit: 'stretch' },
  'dlib-resnet': { ...rgbImage, ...square(150), fit: 'upright-face' },
  'expression-7': { ...rgbImage, ...square(112), fit: 'stretch' },
  'full-range-faces': { ...rgbImage, ...square(192), fit: 'letterbox' },
  facemesh: { ...rgbImage, ...square(192), fit: 'upright-face' },
  iris: { ...rgbImage, ...square(64), fit: 'eye' },
  nanodet: { ...rgbImage, ...square(416), fit: 'letterbox' },
  movenet: { ...rgbImage, ...square(192), fit: 'body' },
  'paddle-text-detector': textDetectorPixels,
  'paddle-text-reader': textReaderPixels,
  yunet: { kind: 'pixels', fit: 'letterbox', channels: 'bgr', layout: 'nchw', ...plain },
  sface: { ...alignedFace, ...plain },
  'fer-mobilefacenet': {
    ...alignedFace,
    scale: 1 / 255,
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
  },
  fsanet: {
    kind: 'pixels',
    ...square(64),
    fit: 'stretch',
    channels: 'bgr',
    layout: 'nchw',
    scale: 1,
    mean: [127.5, 127.5, 127.5],
    std: [128, 128, 128],
  },
  ocec: {
    kind: 'pixels',
    ...{ widthPx: 40, heightPx: 24, fit: 'eye', channels: 'rgb', layout: 'nchw' },
    ...{ ...plain, scale: 1 / 255 },
  },
  'clip-vision': clipPixels,
  'clip-text': clipTokens,
  'clip-tokenizer': clipTokens,
  'linear-head': null,
  classifier: imageNetInput,
  'feature-head': null,
};

/** Why an entry cannot be run, as a sentence: it wants its input prepared in another way than Podium does. Else null. */
export function inputProblem({
  title,
  network,
  preprocessing,
}: Pick<ModelEntry, 'title' | 'network' | 'preprocessing'>): string | null {
  if (!preprocessing) return null;
  const said: Readonly<Record<string, unknown>> = preprocessing;
  const others = Object.entries(networkInputs[network] ?? {}).filter(
    ([name, value]) => !same(said[name], value),
  );
  if (others.length === 0) return null;
  const list = others.map(
    ([name, value]) => `${name} ${shown(said[name])} instead of ${shown(value)}`,
  );
  return `${title} cannot be used: by its entry it is given ${list.join(', ')}, which Podium has no code for. Correct the entry, or choose another model.`;
}

/** 1 / 255 is not written with all its digits everywhere. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-6 * Math.abs(b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, i) => same(value, b[i]));
  return a === b;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
