// The one list of models: what fills each role, where it comes from, and the hash that proves it is the right file.

import { z } from 'zod';
import listed from './manifest.json' with { type: 'json' };

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const packageSource = z.object({
  kind: z.literal('package'),
  package: z.string(),
  version: z.string(),
  /** The list of tensors and their bytes, as paths inside the package. */
  list: z.object({ path: z.string(), sha256 }),
  weights: z.object({ path: z.string(), sha256 }),
});
const downloadSource = z.object({ kind: z.literal('download') });

const file = z.object({
  /** Its name in the model folder. */
  file: z.string(),
  bytes: z.number().int().positive(),
  sha256,
  /** Pinned to a commit; absent for files built here. */
  url: z.url().optional(),
});

const embedding = z.object({
  /** Embeddings are compared only with embeddings of the same space. */
  space: z.string(),
  dimensions: z.number().int().positive(),
  /** Same person from this cosine similarity on. */
  threshold: z.number().min(-1).max(1),
  thresholdSource: z.string(),
});

const entry = z.object({
  id: z.string(),
  role: z.enum([
    'face-detector',
    'landmarks',
    'face-embedder',
    'expression',
    'head-pose',
    'eyes-open',
    'clip-image',
    'clip-text',
    'clip-tokenizer',
  ]),
  /** Which code prepares its input and reads its output. */
  network: z.enum([
    'ssd-mobilenet-v1',
    'landmarks-68',
    'dlib-resnet',
    'expression-7',
    'yunet',
    'sface',
    'fer-mobilefacenet',
    'fsanet',
    'ocec',
  ]),
  /** False: Podium has no code for this network yet, so it is neither offered nor chosen. */
  ready: z.boolean(),
  title: z.string(),
  tier: z.enum(['embedded', 'compact', 'best']),
  /** What having it adds, as one sentence. */
  adds: z.string(),
  licence: z.string(),
  licenceUrl: z.url(),
  commercialUse: z.boolean(),
  source: z.discriminatedUnion('kind', [packageSource, downloadSource]),
  files: z.array(file).min(1),
  input: z.string(),
  output: z.string(),
  embedding: embedding.optional(),
});

export type ModelEntry = z.infer<typeof entry>;
export type PackageSource = z.infer<typeof packageSource>;
export type Network = ModelEntry['network'];

/** Reads a list of models, best of each role first. Throws when it breaks the rules above. */
export function readManifest(json: unknown): readonly ModelEntry[] {
  return z.object({ models: z.array(entry) }).parse(json).models;
}

export const manifest: readonly ModelEntry[] = readManifest(listed);
