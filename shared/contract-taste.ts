// The inputs of the engine's methods about taste: choices between two photos, and what was learned from them.

import { z } from 'zod';
import { signalNames } from './signals.ts';
import { reasonsShown, verdicts } from './taste/choice.ts';

/** An entry of `PhotoColumns.ids`. */
const id = z.int().nonnegative();

const rater = z.string().trim().max(80).default('');
const ofSport = z.string().trim().max(80).default('');

export const tasteRater = z.object({ rater });

/** Without folders: over all photos that were chosen between. */
export const tasteFolders = z.object({
  folders: z.array(z.string().min(1)).default([]),
  recursive: z.boolean().default(true),
  rater,
  sport: ofSport,
});

export const tasteChoice = z.object({
  /** Ids of the two photos as they were shown. */
  left: id,
  right: id,
  verdict: z.enum(verdicts),
  shown: z.enum(reasonsShown).default('given'),
  rater,
  sport: ofSport,
});

const picture = z.string().regex(/^[0-9a-f]{64}$/);

export const givenChoices = z.object({
  choices: z
    .array(
      z.object({
        left: picture,
        right: picture,
        verdict: z.enum(verdicts),
        rater,
        sport: ofSport,
        shown: z.enum(reasonsShown).default('given'),
        /** Milliseconds since 1970. */
        atMs: z.number().min(0).max(8.64e15),
      }),
    )
    .max(100_000)
    .readonly(),
});

export const tasteName = z.object({ name: z.string().trim().max(80), sport: ofSport });

const plain = z.number().min(-1e9).max(1e9);
const count = z.int().nonnegative();

/** As `podium taste --export` writes it. */
export const tasteVector = z.object({
  traits: z
    .array(
      z.object({
        name: z.enum(signalNames),
        middle: plain,
        spread: plain.gt(0),
        weight: plain,
        unsure: plain.nonnegative(),
      }),
    )
    .min(1)
    .max(200)
    .readonly(),
  /** Tastes that were exported before it was told apart have none. */
  lapse: z.number().min(0).max(0.5).default(0),
  choices: count,
  foretold: count,
  right: count,
  rank: count,
  condition: z.number().nonnegative(),
});

export const givenTaste = z.object({
  name: z.string().trim().min(1).max(80),
  sport: ofSport,
  vector: tasteVector,
});
