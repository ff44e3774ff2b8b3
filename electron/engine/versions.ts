// The version of each stage as it would run now: its code, the settings it reads and the models it uses.

import { createHash } from 'node:crypto';
import type { SettingName, Settings } from '../../shared/settings.ts';
import { stageVersion } from '../../shared/stages.ts';

/** The settings whose value changes what a stage stores; the others act after the cache. */
const readBy = {
  photo: ['decode.maxMegapixels', 'decode.facesPx'],
  // Measured on pixels that were reduced to decode.facesPx first.
  pixels: ['decode.analysisPx', 'decode.facesPx'],
  faces: ['decode.facesPx', 'faces.minConfidence', 'faces.eyesMinWidthPx', 'faces.eyesMaxYawDeg'],
  clip: ['clip.crops', 'decode.analysisPx', 'decode.facesPx'],
} as const satisfies Record<string, readonly SettingName[]>;

/** Without a CLIP image model there is no clip stage, and nothing of it is stale. */
export type RunVersions = Readonly<
  Record<'photo' | 'pixels' | 'faces', string> & { clip?: string }
>;

/**
 * SHA-256 in hex of every model file of a stage, in a fixed order; `clipImageHashes` null where there is none.
 * No provider takes part: providers.ts lets one run a model only where its results are the CPU's within rounding.
 */
export function runVersions(
  settings: Settings,
  faceModelHashes: readonly string[],
  clipImageHashes: readonly string[] | null,
): RunVersions {
  const hash = (stage: keyof typeof readBy) => {
    const values = readBy[stage].map((name) => settings[name]);
    return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 8);
  };
  return {
    photo: stageVersion('photo', hash('photo'), []),
    pixels: stageVersion('pixels', hash('pixels'), []),
    faces: stageVersion('faces', hash('faces'), faceModelHashes),
    ...(clipImageHashes && { clip: stageVersion('clip', hash('clip'), clipImageHashes) }),
  };
}

/** What a failure is remembered by: any stage may be the one that failed. */
export function failureVersion({ photo, pixels, faces, clip = '-' }: RunVersions): string {
  return [photo, pixels, faces, clip].join(' ');
}
