// The inputs of the engine's methods, checked once where a call arrives.

import { mostShiftSeconds } from './clocks.ts';
import { z } from 'zod';
import { captionFieldNames, longestText, mostEntries } from './captions/caption.ts';
import { copyColours, copyFormats, copyMetadata, markPlaces, sharpenings } from './album/copies.ts';
import { modelRoles } from './models.ts';
import { signalNames } from './signals.ts';

/** `id` of a photo is its entry in `PhotoColumns.ids`. */
const id = z.int().nonnegative();

export const nothing = z.object({});

export const folders = z.object({
  /** Absolute paths; one album of photos however many folders. */
  folders: z.array(z.string().min(1)).min(1),
  recursive: z.boolean().default(true),
});

/** `waits`: photos that are still being written are left out until they are whole. */
export const syncedFolders = folders.extend({ waits: z.boolean().default(false) });

/** None where no folder is watched. */
export const watchedFolders = z.object({
  folders: z.array(z.string().min(1)).default([]),
  recursive: z.boolean().default(true),
});

/**
 * `preset`: the one in use, whose prompts the aesthetic is measured by, and by whose weights the frames of a burst that nothing tells
 * apart are found; the setting's when left out.
 */
export const foldersByPreset = folders.extend({ preset: z.string().min(1).optional() });

export const photo = z.object({ id });

/** SHA-256 of the photo's content. */
export const pictured = z.object({ contentHex: z.string().regex(/^[0-9a-f]{64}$/) });

export const cachedImage = pictured.extend({
  size: z.enum(['thumbnail', 'preview', 'full', 'quick']),
});

/** At most a screenful: each may have to be decoded. */
export const thumbnails = z.object({ ids: z.array(id).max(64) });

const photoReference = z.object({
  /** Absolute path of a photo; it need not be in the open folders. */
  path: z.string().min(1),
  /** Which of its counted faces, 0 the leftmost; needed only where it shows several. */
  face: z.int().nonnegative().optional(),
});

const face = z.object({
  /** The photo that shows it. */
  id,
  /** Its entry in `FaceColumns.ordinal`. */
  ordinal: z.int().nonnegative(),
});

const reference = z.union([photoReference, face]);

export const personMatch = folders.extend({
  references: z.array(reference).min(1),
  /** Until the faces are grouped, which the margin to the next person needs; otherwise the answer says whether they were. */
  waits: z.boolean().default(true),
});

export const personName = z.object({
  faces: z.array(face).min(1),
  /** An empty name takes the name away from the faces. */
  name: z.string().trim().max(200),
});

export const restore = z.object({ what: z.enum(['copy', 'nothing']) });

export const forgottenPerson = z.object({ name: z.string().trim().min(1).max(200) });

/** Absolute path. */
export const forgottenFolder = z.object({ folder: z.string().min(1) });

export const personReject = z.object({
  /** Faces of the person. */
  reference: z.array(reference).min(1),
  /** The face that is somebody else. */
  face,
  /** False takes it back. */
  rejected: z.boolean(),
});

/** A photo: one of the open folders, a file, or its bytes with the name that tells RAW formats apart. */
export const photoSource = z.union([
  z.object({ id }),
  z.object({ path: z.string().min(1) }),
  z.object({
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    name: z.string().min(1).max(255),
  }),
]);

/** A photo, wherever it lies, whose faces are asked for. */
export const personFaces = z.object({ photo: photoSource });

/** A photo, wherever it lies, of which everything known is asked for. */
export const photoAbout = z.object({ photo: photoSource });

export const sportClasses = z.object({ classifier: z.string().min(1).optional() });

export const sportPhotos = z.object({
  /** At most a screenful: each may have to be decoded. */
  photos: z.array(photoSource).min(1).max(64),
  /** A classifier's id, or `clip` for zero-shot; the one in use when left out. */
  classifier: z.string().min(1).optional(),
});

const decision = z.object({
  /** 1 pick, -1 reject, 0 neither. */
  pick: z.int().min(-1).max(1),
  /** 0 unrated. */
  stars: z.int().min(0).max(5),
  /** 0 none, else an index of `labelNames`. */
  label: z.int().min(0).max(5),
});

const decisionChange = decision.partial().extend({ id });

/** What is left out stays as it is. */
export const decisionChanges = z.object({ changes: z.array(decisionChange).readonly() });

/** SHA-256 as hex: what names a hand burst. */
const burstName = z.string().regex(/^[0-9a-f]{64}$/);

/** Photos that are one burst from now on: a new one, the one of that name, or, with null, whatever Podium finds. */
const burstChange = z.object({
  ids: z.array(id).min(1).readonly(),
  burst: z.union([z.literal('new'), burstName]).nullable(),
});

export const burstChanges = z.object({ changes: z.array(burstChange).readonly() });

/** How far a camera's clock is moved in a folder; null: as in the folder around it, or not at all. */
const clockChange = z.object({
  folder: z.string().min(1),
  /** As in `PhotoColumns.bodies`. */
  body: z.string().min(1),
  seconds: z.number().min(-mostShiftSeconds).max(mostShiftSeconds).nullable(),
});

export const clockChanges = z.object({ changes: z.array(clockChange).readonly() });

/** A list of players or codes of a whole league has some hundred kilobytes. */
export const mostListBytes = 4 * 2 ** 20;

const captionText = z.string().max(longestText).nullable();
const captionList = z
  .array(z.string().trim().min(1).max(longestText))
  .max(mostEntries)
  .readonly()
  .nullable();

/** An empty text or list empties the field; null leaves it to the file again. What is left out stays as it is. */
const captionEdit = z
  .object({
    headline: captionText,
    description: captionText,
    persons: captionList,
    keywords: captionList,
    event: captionText,
    location: captionText,
    city: captionText,
    country: captionText,
    byline: captionText,
    copyright: captionText,
  })
  .partial()
  .strict();

export const captionPhotos = z.object({ ids: z.array(id).readonly() });

const captionChange = z.object({ id, edit: captionEdit });

export const captionChanges = z.object({ changes: z.array(captionChange).readonly() });

const templateText = z.string().max(longestText);

export const templateName = z.object({ name: z.string().trim().min(1).max(80) });

export const template = templateName.extend({
  fields: z.partialRecord(z.enum(captionFieldNames), templateText).readonly(),
});

/** A list as it was pasted, or a file: its bytes, or where it lies. */
const list = z.union([
  z.object({ text: z.string().max(mostListBytes) }),
  z.object({
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    name: z.string().min(1).max(255),
  }),
  z.object({ path: z.string().min(1) }),
]);

export const rosterList = z.object({ list });

const short = z.string().trim().max(500);

const roster = z.object({
  players: z
    .array(z.object({ team: short, number: z.string().regex(/^\d{0,3}$/), name: short.min(1) }))
    .max(5000)
    .readonly(),
  match: z.object({ event: short, venue: short, score: short }),
});

export const rosterFolder = z.object({ folder: z.string().min(1), roster: roster.nullable() });

export const codeFile = z.object({ list, name: z.string().trim().min(1).max(255) });

export const codeFileName = z.object({ name: z.string().min(1).max(255) });

export const presetName = z.object({ name: z.string().trim().min(1).max(80) });

export const preset = presetName.extend({
  weights: z.partialRecord(z.enum(signalNames), z.number().min(0).max(1e9)),
});

/** How the page was left: one entry for the whole page, one for each set of folders. */
export const pageName = z.object({ name: z.string().min(1).max(32_768) });

export const pageState = pageName.extend({
  value: z.custom<object>(
    (value) => z.record(z.string(), z.json()).safeParse(value).success,
    'must be an object of plain values',
  ),
});

export const photoSearch = folders.extend({ words: z.string().trim().min(1).max(1000) });

export const vectorName = z.object({ name: z.string().trim().min(1).max(80) });

const prompts = z.array(z.string().trim().min(1).max(500)).min(1).max(50);

export const vector = vectorName.extend({ positive: prompts, negative: prompts });

export const vectorCompare = z.object({
  photos: z.tuple([photoSource, photoSource]),
  /** A name of `vector.list`. */
  vector: z.string().min(1),
});

const albumItem = decision.extend({
  id,
  /** Those of `PhotoColumns.otherPaths`; the engine takes none that no scan has found. */
  otherPaths: z.array(z.string()),
  /** Path of a copy of the photo, as a scan found it, to be taken in its place; null for the photo itself. */
  copy: z.string().nullable().default(null),
  rank: z.int().positive(),
  score: z.number(),
  takenMs: z.number().nullable(),
  /** Keywords for the sidecar: the sport. Names come with the faces. */
  subjects: z.array(z.string()),
  faces: z.array(
    z.object({
      box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
      name: z.string().nullable(),
    }),
  ),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
});

const pixels = z.int().positive().max(65_535);

const copySize = z.discriminatedUnion('by', [
  z.object({ by: z.literal('original') }),
  z.object({ by: z.enum(['long-edge', 'short-edge']), px: pixels }),
  z.object({ by: z.literal('box'), widthPx: pixels, heightPx: pixels }),
  z.object({ by: z.literal('megapixels'), megapixels: z.number().min(0.001).max(900) }),
]);

const mark = {
  place: z.enum(markPlaces),
  opacity: z.number().gt(0).max(1),
  size: z.number().min(0.005).max(1),
};

const copyForm = z.object({
  size: copySize,
  format: z.enum(copyFormats),
  quality: z.int().min(1).max(100),
  sharpen: z.enum(sharpenings),
  colour: z.enum(copyColours),
  watermark: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(200), ...mark }),
      z.object({ kind: z.literal('image'), path: z.string().min(1), ...mark }),
    ])
    .nullable(),
  metadata: z.enum(copyMetadata),
});

/** The name is checked where it is saved: what Podium brings keeps its own. */
export const albumPreset = presetName.extend({
  copies: copyForm.nullable(),
  xmp: z.boolean(),
  template: z.string().min(1).max(200),
});

export const album = z.object({
  items: z.array(albumItem).min(1),
  to: z.string().min(1),
  template: z.string().min(1).default('{rank:3}_{name}'),
  /** How the copies are made; null copies the files as they are. */
  copies: copyForm.nullable().default(null),
  xmp: z.boolean().default(false),
  move: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  /** Name of the destination that its files are sent to when all of them are made. */
  send: z.string().min(1).nullable().default(null),
});

export const ingest = z.object({
  /** Absolute path of the card, or of any folder. */
  from: z.string().min(1),
  to: z.array(z.string().min(1)).min(1).max(2),
  template: z.string().min(1).default('{date}/{name}'),
  dryRun: z.boolean().default(false),
});

/** `to`: the folder for all of them; null for one named Rejected beside each. */
export const rejectsMove = folders.extend({ to: z.string().min(1).nullable().default(null) });

export const rejectsRestore = folders.extend({
  /** Paths where files lie now, to bring back their photos only; null for all. */
  files: z.array(z.string().min(1)).nullable().default(null),
});

export const sheet = z.object({
  to: z.string().min(1),
  /** Draws it under a free name into that folder, of photos alone that a scan has found. */
  inside: z.boolean().default(false),
  title: z.string(),
  tiles: z.array(z.object({ path: z.string(), badge: z.string(), caption: z.array(z.string()) })),
});

/** 64 MB are the rows of a hundred thousand photos with all that is known of them. */
export const table = z.object({ to: z.string().min(1), text: z.string().min(1).max(64e6) });

export const gallery = z.object({
  /** Absolute path of a folder that is empty or not there. */
  to: z.string().min(1),
  /** Makes it in a new folder inside that one, which may hold anything then. */
  inside: z.boolean().default(false),
  title: z.string(),
  photos: z.array(z.object({ id, caption: z.string(), alt: z.string().min(1) })).min(1),
});

/** The table of a proof, as `proofCsv` writes it. */
export const proof = z.object({
  to: z.string().min(1),
  inside: z.boolean().default(false),
  text: z.string().min(1).max(4e6),
});

export const histograms = z.object({
  to: z.string().min(1),
  title: z.string(),
  histograms: z.array(
    z.object({
      label: z.string(),
      unit: z.string(),
      values: z.custom<Float64Array>((value) => value instanceof Float64Array),
    }),
  ),
});

export const modelChoice = z.object({
  role: z.enum(modelRoles),
  id: z.string().min(1).nullable(),
});

export const modelIds = z.object({ ids: z.array(z.string().min(1)).min(1) });

export const modelId = z.object({ id: z.string().min(1) });

export const modelImport = z.object({
  /** Absolute path of the model file. */
  path: z.string().min(1),
  /** Absolute path of the file of a classifier's class names; without one the file is a model of the list. */
  labels: z.string().min(1).optional(),
  /** What the classifier is to be called; its file's name when left out. */
  name: z.string().trim().min(1).max(80).optional(),
  /** How a photo becomes the classifier's square: squeezed, or its middle cut out. */
  fit: z.enum(['stretch', 'centre-square']).default('stretch'),
});

export const taughtFolder = z.object({
  /** Absolute path: photos in subfolders, one a class, or the photos that `labels` names. */
  folder: z.string().min(1),
  /** Absolute path of a CSV with a column "path" or "file" and a column "label" or "sport". */
  labels: z.string().min(1).optional(),
  /** What the classifier is to be called; as the folder when left out. */
  name: z.string().trim().min(1).max(80).optional(),
  /** What is learned from: the best that is installed, or one of them. */
  features: z.enum(['best', 'bodies', 'clip']).default('best'),
  /** Units between features and classes; 0 learns one layer. */
  hidden: z.int().min(0).max(512).default(0),
  /** The same seed and photos teach the same. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
});

export type CaptionChange = z.output<typeof captionChange>;
export type GivenList = z.output<typeof list>;
export type AlbumItem = z.output<typeof albumItem>;
export type AlbumPlan = z.output<typeof album>;
export type SheetPlan = z.output<typeof sheet>;
export type HistogramPlan = z.output<typeof histograms>;
export type PhotoReference = z.output<typeof photoReference>;
/** A face of a photo that has been analysed, by the photo's id. */
export type FaceReference = z.output<typeof face>;
export type PersonReference = z.output<typeof reference>;
export type PhotoSource = z.output<typeof photoSource>;
export type ClockChange = z.output<typeof clockChange>;
export type BurstChange = z.input<typeof burstChange>;
export type DecisionChange = z.output<typeof decisionChange>;
