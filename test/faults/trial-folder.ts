// A data folder and a folder of photos for the runs of one kind, and what became of both.

import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../electron/engine/engine.ts';
import { withEngine } from '../fixtures/decided-data.ts';
import { engineOptions, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { snapshot } from '../fixtures/snapshot.ts';
import { changesBetween } from './fault-kind.ts';

export type TrialFolder = {
  readonly root: string;
  readonly data: string;
  readonly photos: string;
  /** The photos in the order of their ids. */
  readonly places: readonly number[];
  /** Photos that are not what they were at first. */
  changed(): number;
  /** Replaces the data folder by a copy of another, or by none. */
  renew(from?: string): void;
  /** Deletes all of it. */
  readonly drop: () => void;
};

export async function makeTrialFolder(photoCount: number): Promise<TrialFolder> {
  const root = temporaryFolder();
  const [data, photos] = [join(root, 'data'), join(root, 'photos')];
  mkdirSync(data);
  mkdirSync(photos);
  await fillFolder(photos, photoCount);
  const before = snapshot(photos);
  return {
    root,
    data,
    photos,
    places: Array.from({ length: photoCount }, (_, place) => place),
    changed: () => changesBetween(before, snapshot(photos)),
    renew(from) {
      rmSync(data, { recursive: true });
      if (from === undefined) mkdirSync(data);
      else cpSync(from, data, { recursive: true });
    },
    drop() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/**
 * The stars of all photos in the order of their paths, each photo read anew where its cache was lost: until then nobody knows
 * which decisions are its. Without the stages that only measure.
 */
export async function starsNow({ data, photos }: TrialFolder): Promise<number[]> {
  // First with all stages: they bring the tables along.
  await withEngine(data, ({ call }) => call('folder.sync', { folders: [photos] }));
  const engine = createEngine({ ...engineOptions(data), stages: [] });
  try {
    await engine.call('folder.analyse', { folders: [photos] });
    const { stars } = await engine.call('decision.read', { folders: [photos] });
    return [...stars];
  } finally {
    await engine.close();
  }
}
