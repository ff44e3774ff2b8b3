// The one list of models: what fills each role, where it comes from, and the hash that proves it is the right file.

import { z } from 'zod';
import { modelRoles } from '../shared/models.ts';
import listed from './manifest.json' with { type: 'json' };

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A name in the model folder that is nothing but a name: a list can name no file outside of it. */
const plainName = z.string().regex(/^\w[\w.-]{0,120}$/);

const packageSource = z.object({
  kind: z.literal('package'),
  package: z.string(),
  version: z.string(),
  /** As paths inside the package: a list of tensors or a graph, then its weights; or files that are taken as they are. */
  sources: z.array(z.object({ path: z.string(), sha256 })).min(1),
});
const downloadSource = z.object({ kind: z.literal('download') });
/** Brought by the user from disk: it cannot be fetched again. */
const importSource = z.object({ kind: z.literal('import') });

const address = z.url({ protocol: /^https?$/ });

const file = z.object({
  /** Its name in the model folder. */
  file: plainName,
  bytes: z.number().int().positive(),
  sha256,
  /** Pinned to a commit where its host has them; absent for files that are built here or imported. */
  url: address.optional(),
  /** Other addresses of the same bytes, tried in this order when the first does not answer. */
  mirrors: z.array(address).default([]),
});

const embedding = z.object({
  /** Embeddings are compared only with embeddings of the same space; CLIP's images and words share one. */
  space: z.string(),
  dimensions: z.number().int().positive(),
  /** Faces: same person from this cosine similarity on. */
  threshold: z.number().min(-1).max(1).optional(),
  thresholdSource: z.string().optional(),
  /** Faces: distances from the threshold, as shared/people/people-margins.ts says; absent where none were measured. */
  margins: z
    .object({
      seed: z.number(),
      twin: z.number(),
      second: z.number(),
      several: z.number(),
      sure: z.number(),
      next: z.number(),
      clear: z.number(),
      maybe: z.number(),
    })
    .optional(),
  marginsSource: z.string().optional(),
  /** CLIP: what cosine similarities are multiplied by before the softmax. */
  logitScale: z.number().positive().optional(),
});

const perChannel = z.tuple([z.number(), z.number(), z.number()]);

/** How pixels become the input: (value x scale - mean) / std, value being 0..255. */
const pixelInput = z.object({
  kind: z.literal('pixels'),
  /** Null where the file takes any size. */
  widthPx: z.number().int().positive().nullable(),
  heightPx: z.number().int().positive().nullable(),
  fit: z.enum([
    'letterbox',
    'centre-square',
    'stretch',
    'aligned-face',
    'upright-face',
    'eye',
    'body',
  ]),
  channels: z.enum(['rgb', 'bgr']),
  layout: z.enum(['nchw', 'nhwc']),
  scale: z.number().positive(),
  mean: perChannel,
  std: perChannel,
});

/** How words become the input. */
const tokenInput = z.object({
  kind: z.literal('tokens'),
  startToken: z.number().int(),
  endToken: z.number().int(),
  /** Longer texts are cut; the end token stays. */
  maxTokens: z.number().int().positive(),
});

const entry = z.object({
  id: plainName,
  role: z.enum(modelRoles),
  /** Which code prepares its input and reads its output. */
  network: z.enum([
    'ssd-mobilenet-v1',
    'landmarks-68',
    'dlib-resnet',
    'expression-7',
    'full-range-faces',
    'facemesh',
    'iris',
    'nanodet',
    'movenet',
    'paddle-text-detector',
    'paddle-text-reader',
    'yunet',
    'sface',
    'fer-mobilefacenet',
    'fsanet',
    'ocec',
    'clip-vision',
    'clip-text',
    'clip-tokenizer',
    'linear-head',
    'classifier',
    'feature-head',
  ]),
  /** False: Podium has no code for this network yet, so it is neither offered nor chosen. */
  ready: z.boolean(),
  title: z.string().min(1),
  /** False: it fills its role only where the user chose it, since it did not measure better than what is built in. */
  byItself: z.literal(false).optional(),
  tier: z.enum(['embedded', 'compact', 'best']),
  /** What having it adds, as one sentence. */
  adds: z.string(),
  licence: z.string(),
  licenceUrl: z.url().nullable(),
  /** Null where only the user knows: a model of their own. */
  commercialUse: z.boolean().nullable(),
  source: z.discriminatedUnion('kind', [packageSource, downloadSource, importSource]),
  /** A classifier has two: the network, and its class names one a line. */
  files: z.array(file).min(1),
  preprocessing: z.discriminatedUnion('kind', [pixelInput, tokenInput]).optional(),
  input: z.string(),
  output: z.string(),
  embedding: embedding.optional(),
});

/** What the file of a classifier of the user's own decides of its entry. */
export const classifierFields = entry.pick({
  ...{ network: true, preprocessing: true, embedding: true, input: true, output: true },
});

export type ModelEntry = z.infer<typeof entry>;
export type ModelFileEntry = ModelEntry['files'][number];
export type PackageSource = z.infer<typeof packageSource>;
export type Network = ModelEntry['network'];

/** Reads a list of models, best of each role first. Throws when it breaks the rules above. */
export function readManifest(json: unknown): readonly ModelEntry[] {
  return z.object({ models: z.array(entry) }).parse(json).models;
}

export const manifest: readonly ModelEntry[] = readManifest(listed);
