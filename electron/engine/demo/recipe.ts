// The demo folder's recipe: which part of which sample photo each frame shows, and what is done to it.

import { z } from 'zod';
import { hash } from 'node:crypto';
import listed from '../../../assets/demo/recipe.json' with { type: 'json' };

/** x, y, width, height in pixels of the sample. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const name = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

const part = z.object({
  scene: name,
  /** The frame is cut around these faces; without them it is the whole sample. */
  faces: z.array(name).min(1).optional(),
});

const step = z.union([
  z.enum(['again', 'smaller', 'copy', 'moved', 'blurred', 'dark', 'burnt']),
  /** Stored as a turned camera stores it: Exif orientation. */
  z.object({ turned: z.int().min(2).max(8) }),
]);

const recipeSchema = z.object({
  /** Capture time of the first frame, as a camera without time zone writes it. */
  starts: z.iso.datetime({ local: true }),
  /** The npm package whose photos these are. */
  package: z.string(),
  samples: z.array(z.object({ scene: name, file: z.string(), faces: z.record(name, box) })),
  /** One person, seen in several samples. */
  person: z.array(z.object({ scene: name, face: name })),
  reference: part,
  moments: z.array(
    z.object({
      name,
      /** Several parts are put side by side. */
      show: z.array(part).min(1),
      then: z.array(step).default([]),
    }),
  ),
  /** A camera that follows: a window of a sample, moved from frame to frame. */
  burst: z.object({
    name,
    scene: name,
    frames: z.int().positive(),
    everyMs: z.int().positive(),
    widthPx: z.int().positive(),
    stepPx: z.int().positive(),
    /** Numbers of the frames in which the camera moved too fast. */
    moved: z.array(z.int().positive()),
  }),
});

export type Recipe = z.output<typeof recipeSchema>;
export type Moment = Recipe['moments'][number];
export type Part = z.output<typeof part>;
export type Sample = Recipe['samples'][number];
export type Step = z.output<typeof step>;

export const recipe: Recipe = recipeSchema.parse(listed);

/** Raise it whenever a change of the code changes the photos or their known answers. */
const MAKER_VERSION = 4;

/** Another recipe or another way to carry it out, another version. */
export const recipeVersion: string = hash(
  'sha256',
  `${MAKER_VERSION}\n${JSON.stringify(listed)}`,
).slice(0, 16);

/** Throws when the recipe names a scene that it does not have. */
export function sampleOf(scene: string): Sample {
  const sample = recipe.samples.find((known) => known.scene === scene);
  if (!sample) throw new Error(`The demo's recipe has no scene ${scene}.`);
  return sample;
}
