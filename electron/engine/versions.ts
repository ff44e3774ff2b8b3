// The version of each stage as it would run now: its code, the settings it reads and the models it uses.

import { createHash } from 'node:crypto';
import type { InstalledModel } from '../../models/folder.ts';
import type { SettingName, Settings } from '../../shared/settings.ts';
import { stageVersion } from '../../shared/stages.ts';

/** The settings whose value changes what a stage stores; the others act after the cache. */
const readBy = {
  photo: ['decode.maxMegapixels', 'decode.facesPx'],
  // Measured on pixels that were reduced to decode.facesPx first.
  pixels: ['decode.analysisPx', 'decode.facesPx'],
  faces: ['decode.facesPx', 'faces.minConfidence', 'faces.eyesMinWidthPx', 'faces.eyesMaxYawDeg'],
  clip: ['clip.crops', 'decode.analysisPx', 'decode.facesPx'],
  sport: ['decode.analysisPx', 'decode.facesPx'],
} as const satisfies Record<string, readonly SettingName[]>;

/** Without a CLIP image model there is no clip stage, without a classifier no sport stage: nothing of them is stale. */
export type RunVersions = Readonly<
  Record<'photo' | 'pixels' | 'faces', string> & { clip?: string; sport?: string }
>;

/**
 * SHA-256 in hex of every model file of a stage, in a fixed order; `clipImageHashes` null where there is none.
 * No provider takes part: providers.ts lets one run a model only where its results are the CPU's within rounding.
 */
export function runVersions(
  settings: Settings,
  faceModelHashes: readonly string[],
  clipImageHashes: readonly string[] | null,
  classifier: InstalledModel | null,
): RunVersions {
  const hash = (stage: keyof typeof readBy) => settingsHash(stage, settings);
  return {
    photo: stageVersion('photo', hash('photo'), []),
    pixels: stageVersion('pixels', hash('pixels'), []),
    faces: stageVersion('faces', hash('faces'), faceModelHashes),
    ...(classifier && { sport: sportVersion(settings, classifierHashes(classifier)) }),
    ...(clipImageHashes && { clip: stageVersion('clip', hash('clip'), clipImageHashes) }),
  };
}

/** What a failure is remembered by: any stage may be the one that failed. */
export function failureVersion({
  photo,
  pixels,
  faces,
  clip = '-',
  sport = '-',
}: RunVersions): string {
  return [photo, pixels, faces, clip, sport].join(' ');
}

function settingsHash(stage: keyof typeof readBy, settings: Settings): string {
  const values = readBy[stage].map((name) => settings[name]);
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 8);
}

/** The version of what a classifier tells. */
export function sportVersion(settings: Settings, hashes: readonly string[]): string {
  return stageVersion('sport', settingsHash('sport', settings), hashes);
}

/** SHA-256 in hex of a classifier's network and labels, and of how it is fed. */
export function classifierHashes({ files, preprocessing }: InstalledModel): readonly string[] {
  const fed = createHash('sha256')
    .update(JSON.stringify(preprocessing ?? null))
    .digest('hex');
  return [...files.map(({ sha256 }) => sha256), fed];
}
