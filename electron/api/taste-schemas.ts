// What goes into the routes of taste and comes out of them, as schemas.

import { z } from 'zod';
import { givenChoices, givenTaste, tasteVector } from '../../shared/contract-taste.ts';
import { signalNames } from '../../shared/signals.ts';
import { reasonsShown, verdicts } from '../../shared/taste/choice.ts';
import { path, scorePart, share } from './schemas.ts';

const name = z.string().trim().max(80).default('');
const count = z.int().nonnegative();

const whose = {
  rater: name.meta({ description: 'Whose choices; empty for whoever uses this Podium.' }),
  sport: name.meta({ description: 'Choices for one sport; empty for all.' }),
};

export const tasteRequest = z.object({
  folders: z.array(path).default([]).meta({
    description: 'What is new in them is analysed first; without, all photos that were compared.',
  }),
  recursive: z.boolean().default(true),
  ...whose,
});

export const nextRequest = tasteRequest.extend({ folders: z.array(path).min(1) });

export const tasteState = z.object({
  rater: z.string(),
  sport: z.string(),
  choices: count,
  skipped: count,
  away: count.meta({ description: 'About photos that are not at hand: they do not count now.' }),
  repeats: count,
  same: count.meta({ description: 'Of the repeats, those answered as before.' }),
  learned: z.boolean().meta({ description: 'Surely more than chance; before, no order changes.' }),
  sentence: z.string(),
  foretold: count,
  right: count.meta({ description: 'Of those foretold, the ones that came so.' }),
  interval: z.object({ low: share, high: share }).nullable(),
  odds: z.number(),
  confidence: share,
  rank: count,
  condition: z.number(),
  vector: tasteVector.nullable(),
  raters: z.object({
    raters: z.array(z.object({ name: z.string(), choices: count })).readonly(),
    pairs: count,
    byTwo: z
      .array(
        z.object({
          first: z.string(),
          second: z.string(),
          pairs: count,
          kappa: z.number().nullable(),
        }),
      )
      .readonly()
      .meta({ description: 'Cohen’s kappa of every two.' }),
    kappa: z.number().nullable().meta({ description: 'Fleiss’ kappa of all.' }),
    apart: z
      .array(z.tuple([z.string(), z.string()]).readonly())
      .readonly()
      .meta({ description: 'Pairs, by picture, that some see one way and some the other.' }),
  }),
});

const shown = z.object({ id: count, path });

export const nextPair = z.object({
  left: shown.nullable(),
  right: shown.nullable(),
  shown: z.enum(reasonsShown).nullable(),
  why: z.string().nullable().meta({ description: 'Why there are no two photos.' }),
  state: tasteState,
});

export const chooseRequest = z.object({
  left: count.meta({ description: 'Its id, as /taste/next gave it.' }),
  right: count,
  verdict: z.enum(verdicts),
  shown: z.enum(reasonsShown).default('given'),
  ...whose,
});

export const done = z.object({});

export const choices = givenChoices.meta({
  description: 'Of everybody, by picture (SHA-256), in the order in which they were made.',
});
export const choicesAdded = z.object({
  added: count,
  known: count.meta({ description: 'Those that were there already.' }),
});

export const tastes = z.object({
  tastes: z
    .array(
      z.object({
        name: z.string().meta({ description: 'Empty for what was learned here.' }),
        sport: z.string(),
        sentence: z.string(),
        vector: tasteVector,
      }),
    )
    .readonly(),
});
export const tasteGiven = givenTaste;

/** More than a folder that one measures elsewhere has. */
const mostRated = 10_000;

export const rateRequest = z.object({
  photos: z
    .array(
      z.object({
        name: z.string(),
        signals: z.partialRecord(z.enum(signalNames), z.number().min(-1e9).max(1e9)).meta({
          description: 'In the signal’s own unit, as /rank gives them in `raw`.',
        }),
      }),
    )
    .min(1)
    .max(mostRated)
    .meta({ description: 'They are rated against each other, as photos of one folder are.' }),
  preset: z.string().optional(),
  weights: z.partialRecord(z.enum(signalNames), z.number().min(0).max(1e9)).optional(),
});

export const rated = z.object({
  photos: z.array(
    z.object({
      name: z.string(),
      rank: z.int().positive(),
      score: share,
      taste: share.nullable().meta({
        description:
          'How likely you are to choose it over one in the middle; null before that is learned.',
      }),
      parts: z.array(scorePart),
      missing: z.array(z.string()).meta({ description: 'Weighted signals that were not sent.' }),
    }),
  ),
});
