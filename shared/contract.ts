// Every method of the engine on one screen: what goes in, what comes out, what progress says.

import { z } from 'zod';
import type { DemoFolder } from './demo.ts';
import type { ModelStatus } from './models.ts';
import type { PhotoColumns, Problem } from './photo.ts';
import { method } from './rpc.ts';
import type { SettingName, Settings } from './settings.ts';

const folders = z.object({
  /** Absolute paths; one album of photos however many folders. */
  folders: z.array(z.string().min(1)).min(1),
  recursive: z.boolean().default(true),
});

const reference = z.object({
  /** Absolute path of a photo; it need not be in the open folders. */
  path: z.string().min(1),
  /** Which of its counted faces, 0 the leftmost; needed only where it shows several. */
  face: z.int().nonnegative().optional(),
});

const albumItem = z.object({
  path: z.string().min(1),
  otherPaths: z.array(z.string()),
  rank: z.int().positive(),
  score: z.number(),
  takenMs: z.number().nullable(),
  /** Names of the people and the sport, for the sidecar. */
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

const album = z.object({
  items: z.array(albumItem).min(1),
  to: z.string().min(1),
  template: z.string().min(1).default('{rank:3}_{name}'),
  longEdgePx: z.int().positive().nullable().default(null),
  quality: z.int().min(1).max(100).default(90),
  xmp: z.boolean().default(false),
  move: z.boolean().default(false),
  dryRun: z.boolean().default(false),
});

const sheet = z.object({
  to: z.string().min(1),
  title: z.string(),
  tiles: z.array(z.object({ path: z.string(), badge: z.string(), caption: z.array(z.string()) })),
});

const histograms = z.object({
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

export type AlbumItem = z.output<typeof albumItem>;
export type AlbumPlan = z.output<typeof album>;
export type SheetPlan = z.output<typeof sheet>;
export type HistogramPlan = z.output<typeof histograms>;
export type PersonReference = z.output<typeof reference>;

export type FolderSummary = {
  /** Photos after RAW and JPEG of one name and exact copies are taken together. */
  readonly photos: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly problems: readonly Problem[];
};

export type AnalysisProgress = {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly photosPerSecond: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
};

export type AnalysisSummary = {
  readonly analysed: number;
  readonly failed: number;
  /** Files read from disk, photos decoded and model runs, as counted: all zero when nothing was stale. */
  readonly filesRead: number;
  readonly decoded: number;
  readonly inferences: number;
};

export type PersonMatch = {
  /** Cosine similarity of each face of `PhotoColumns.faces` to the nearest reference. */
  readonly similarity: Float32Array;
  /** From this similarity on a face is the person. */
  readonly threshold: number;
  /** The embedder whose space the similarities are in. */
  readonly space: string;
};

export type ExportedFile = {
  readonly from: string;
  readonly to: string;
  /** `companion`: the RAW beside a JPEG. */
  readonly kind: 'photo' | 'companion' | 'sidecar';
  /** A sentence the user should see about this file, if any. */
  readonly note: string | null;
};
export type ExportProgress = { readonly done: number; readonly total: number };

export type ModelCheck = { readonly id: string; readonly problem: string | null };

export const contract = {
  /** Finds new, changed and removed files. Opens no photo whose size and time are unchanged. */
  'folder.sync': method<FolderSummary, { readonly found: number }>()(folders),
  /** Analyses every stale photo; resumable, cancellable between photos. */
  'folder.analyse': method<AnalysisSummary, AnalysisProgress>()(folders),
  'folder.columns': method<PhotoColumns>()(folders),
  /** How alike each face of the open folders is to a person; faces stay in `folder.columns` order. */
  'person.match': method<PersonMatch>()(folders.extend({ references: z.array(reference).min(1) })),
  'album.export': method<readonly ExportedFile[], ExportProgress>()(album),
  /** Writes a contact sheet as PNG from the cached thumbnails. */
  'report.contactSheet': method<{ readonly files: readonly string[] }>()(sheet),
  'report.histograms': method<{ readonly file: string }>()(histograms),
  'settings.read': method<Settings>()(z.object({})),
  'settings.write': method<Settings>()(
    z.object({ values: z.custom<Partial<Settings>>((value) => typeof value === 'object') }),
  ),
  /** Back to the defaults: the named settings, or all. */
  'settings.reset': method<Settings>()(
    z.object({ names: z.array(z.custom<SettingName>((value) => typeof value === 'string')) }),
  ),
  /** Makes a folder of sample photos with known answers; refused where anything else is. */
  'demo.make': method<DemoFolder, AnalysisProgress>()(z.object({ to: z.string().min(1) })),
  'models.list': method<readonly ModelStatus[]>()(z.object({})),
  'models.verify': method<readonly ModelCheck[]>()(z.object({})),
} as const;

export type PodiumContract = typeof contract;
