// What goes into the HTTP API and what comes out, as schemas: they check requests and make the documentation.

import { z } from 'zod';
import { captionFieldNames, longestText } from '../../shared/captions/caption.ts';
import { labelNames } from '../../shared/decisions.ts';
import { joints, thingKinds } from '../../shared/moments/seen.ts';
import { leftOutKinds } from '../../shared/left-out.ts';
import { sortNames } from '../../shared/shoot/sorting.ts';
import { signalNames } from '../../shared/signals.ts';

export const path = z
  .string()
  .min(1)
  .refine((text) => !text.includes('\0'), 'no path holds the character 0')
  .meta({ description: 'Absolute path on this machine.' });
export const share = z.number().min(0).max(1);

/** What one signal gave to a score. */
export const scorePart = z.object({
  signal: z.string(),
  raw: z.number(),
  normalised: share,
  weight: z.number(),
  contribution: z.number(),
});

export const health = z.object({
  status: z.literal('ok'),
  /** Of this start. */
  uptimeSeconds: z.number(),
  models: z
    .array(z.object({ role: z.string(), id: z.string(), title: z.string() }))
    .meta({ description: 'The models in use, one a role.' }),
});

export const classes = z.object({
  classes: z
    .array(z.string())
    .readonly()
    .meta({ description: 'In the order of the model; Podium’s hundred where there is none.' }),
  model: z.string().nullable().meta({
    description: 'What names the sports; null where nothing that is installed can tell them.',
  }),
});

const sport = z.object({
  sport: z.string(),
  confidence: z.number().min(0).max(100).meta({ description: 'Percent.' }),
});
const prediction = sport.extend({ top_3: z.array(sport) });

export const onePrediction = prediction.extend({ model: z.string() });

export const predictions = z.object({
  model: z.string().nullable(),
  predictions: z
    .array(
      z.union([
        prediction.extend({ name: z.string() }),
        z.object({ name: z.string(), error: z.string() }),
      ]),
    )
    .meta({ description: 'One a photo, in the order sent; an unreadable one says why.' }),
});

export const photoBytes = z.file().meta({ description: 'The bytes of one photo.' });

/** At most a screenful: a folder is a matter for /rank. */
const mostPhotos = 100;
const classifier = z
  .string()
  .optional()
  .meta({ description: 'Id of an imported classifier; the one in use when left out.' });

export const predictForm = z
  .object({
    photos: z.array(z.file()).min(1).max(mostPhotos).optional().meta({
      description: 'Each is answered in `predictions`.',
    }),
    file: z.file().optional().meta({ description: 'One photo, answered by itself.' }),
    classifier,
  })
  .refine(({ photos, file }) => (photos === undefined) !== (file === undefined), {
    path: ['photos'],
    message: 'send either photos or file',
  });
export const predictPaths = z.object({ paths: z.array(path).min(1).max(mostPhotos), classifier });

const vector = z.string().default('sports').meta({
  description:
    'A master vector: sports, general, album, one of your own, or what your choices taught ("taste").',
});
export const compareForm = z.object({ first: z.file(), second: z.file(), vector });
export const comparePaths = z.object({ first: path, second: path, vector });
export const comparison = z.object({
  vector: z.string(),
  first: share.meta({ description: 'Probability that the first is the better one.' }),
  second: share.meta({ description: 'One minus `first`.' }),
});

export const aboutRequest = z.object({ path });

const box = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
  .meta({ description: 'Shares of the upright photo, from its upper left corner.' });
const thing = z.int().nonnegative().meta({ description: 'Its place among `things`.' });

export const about = z.object({
  widthPx: z.int().meta({ description: 'Of the upright photo.' }),
  heightPx: z.int(),
  sizeBytes: z.int().meta({ description: 'Of the file.' }),
  shot: z
    .object({
      taken: z.string().nullable().meta({
        description: 'By the camera’s own clock, moved by `shiftMs` where it was put right.',
      }),
      shiftMs: z.number().nullable().meta({ description: 'Null where the clock was not moved.' }),
      offsetMinutes: z.number().nullable().meta({ description: 'Of that clock from UTC.' }),
      camera: z.string().nullable(),
      lens: z.string().nullable(),
      shutterSeconds: z.number().nullable(),
      aperture: z.number().nullable().meta({ description: 'The f-number.' }),
      iso: z.number().nullable(),
      focalLengthMm: z.number().nullable(),
      exposureBias: z.number().nullable().meta({ description: 'EV.' }),
      autoBracket: z.number().nullable().meta({ description: '1 for a bracket by the camera.' }),
      latitude: z.number().nullable().meta({ description: 'Degrees, north positive.' }),
      longitude: z.number().nullable().meta({ description: 'Degrees, east positive.' }),
    })
    .meta({ description: 'What the file says; null where it says nothing.' }),
  seen: z
    .object({
      things: z
        .array(
          z.object({
            name: z.string(),
            kind: z.enum(thingKinds),
            score: share,
            box,
            isMain: z.boolean().meta({ description: 'One of the bodies the photo is about.' }),
          }),
        )
        .readonly()
        .nullable(),
      poses: z
        .array(
          z.object({
            thing,
            joints: z
              .array(
                z.object({ name: z.enum(joints), x: z.number(), y: z.number(), score: z.number() }),
              )
              .readonly(),
          }),
        )
        .readonly()
        .nullable(),
      numbers: z
        .array(z.object({ number: z.string(), confidence: share, box, thing }))
        .readonly()
        .nullable(),
      faces: z
        .array(z.object({ ordinal: z.int(), box }))
        .readonly()
        .nullable(),
    })
    .meta({ description: 'What was seen; null where nobody has looked, as without its model.' }),
});

const captionTexts = z
  .partialRecord(z.enum(captionFieldNames), z.string().max(longestText))
  .meta({ description: 'Texts by field; lists between commas or semicolons.' });

export const captionsRequest = z.object({ paths: z.array(path).min(1).max(mostPhotos) });

export const captionsWritten = captionsRequest.extend({
  template: z.string().optional().meta({ description: 'The name of a saved template.' }),
  set: captionTexts.optional().meta({
    description: 'Texts, with variables such as {player}; they take the place of the template’s.',
  }),
  dryRun: z.boolean().default(false).meta({ description: 'Only tell what would be written.' }),
});

export const captions = z.object({
  captions: z.array(
    z.object({
      path,
      caption: captionTexts,
      empty: z
        .array(z.string())
        .readonly()
        .meta({ description: 'Variables of which nothing is known on this photo.' }),
    }),
  ),
});

export const folders = z.object({
  folders: z.array(path).min(1),
  recursive: z.boolean().default(true).meta({ description: 'Subfolders too.' }),
});

export const searchRequest = folders.extend({
  words: z
    .string()
    .trim()
    .min(1)
    .meta({ description: 'What the photos show: "a player jumps at the net", "#10", or both.' }),
  top: z.int().positive().default(20).meta({ description: 'How many, likest first.' }),
});

const unreadable = z
  .array(z.object({ path, message: z.string() }))
  .readonly()
  .meta({ description: 'What could not be read, and why.' });

export const findings = z.object({
  model: z.string().nullable().meta({
    description: 'What compared photos and words; null where only a number was asked for.',
  }),
  photos: z.array(
    z.object({
      rank: z.int().positive(),
      similarity: z
        .number()
        .min(-1)
        .max(1)
        .optional()
        .meta({ description: 'Cosine of photo and words.' }),
      confidence: share
        .optional()
        .meta({ description: 'How surely the number was read, where only that was asked for.' }),
      path,
    }),
  ),
  problems: unreadable,
});

const shotPart = z.string().min(1).max(200).optional();

export const rankRequest = folders.extend({
  preset: z.string().optional().meta({ description: 'sports, general, portrait, group or album.' }),
  weights: z
    .partialRecord(z.enum(signalNames), z.number().min(0).max(1e9))
    .optional()
    .meta({ description: 'Instead of a preset.' }),
  references: z
    .array(path)
    .default([])
    .meta({ description: 'Photos of one person: only photos of that person are ranked.' }),
  sureOnly: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether photos that only may show that person are left out.' }),
  number: z
    .string()
    .optional()
    .meta({ description: 'Only photos on which this number was read: "10".' }),
  camera: shotPart.meta({ description: 'Only photos of this camera: a part of its name.' }),
  lens: shotPart.meta({ description: 'Only photos with this lens: a part of its name.' }),
  iso: shotPart.meta({
    description: 'Only photos at this ISO: "800", "800-3200", "800-", "-3200".',
  }),
  shutter: shotPart.meta({
    description: 'Only photos with this shutter: "1/500", "1/500-1/2000".',
  }),
  taken: shotPart.meta({
    description:
      'Only photos of this time by the camera’s clock: "2024-05-31", "18:00-19:30", "2024-05-31 18:00-19:30".',
  }),
  top: z.int().positive().optional().meta({ description: 'Only the best, one a burst.' }),
  variety: share.optional().meta({ description: 'How different the chosen ones are.' }),
  includeRejected: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the best are chosen from rejected photos too.' }),
  sort: z.enum(sortNames).default('score').meta({
    description:
      'The order of the list: best, earliest, A, most stars, likest to the person first. Ranks stay those by score.',
  }),
  reverse: z.boolean().default(false).meta({ description: 'The list the other way round.' }),
});

export const ranking = z.object({
  photos: z.array(
    z.object({
      rank: z.int().positive(),
      score: share,
      path,
      otherPaths: z.array(path).readonly(),
      burst: z.int(),
      bracket: z.int().nullable().meta({
        description: 'Photos with one number are one exposure bracket; null for all others.',
      }),
      numbers: z
        .array(z.object({ number: z.string(), confidence: share }))
        .readonly()
        .meta({ description: 'Read on its players, where the setting numbers.read is on.' }),
      decision: z.enum(['pick', 'reject']).nullable(),
      stars: z.int().min(0).max(5).meta({ description: '0: unrated.' }),
      label: z.enum(labelNames).exclude(['none']).nullable(),
      likeness: z.enum(['sure', 'maybe']).nullable().meta({
        description:
          'How sure it is that the photo shows the person of `references`; null without.',
      }),
      because: z.string().nullable().meta({
        description:
          'Why it only may show them, such as the same number or kit near a sure photo; null where there is no more to say.',
      }),
      sentence: z.string(),
      parts: z.array(scorePart).readonly(),
      missing: z.array(z.string()).readonly(),
    }),
  ),
  copies: z
    .array(z.object({ path, copyOf: path }))
    .readonly()
    .meta({ description: 'Files that hold the picture of one of them again: never ranked.' }),
  problems: unreadable,
  leftOut: z
    .partialRecord(z.enum(leftOutKinds), z.int().positive())
    .readonly()
    .meta({ description: 'How many other files lie in the folders, by kind.' }),
});

export const problem = z.object({
  status: z.int(),
  title: z.string(),
  detail: z.string().meta({ description: 'A sentence that says what to do.' }),
  requestId: z.string(),
});
