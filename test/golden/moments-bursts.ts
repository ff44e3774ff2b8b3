// Which frame of a burst Podium keeps: of one labelled burst, of three made out of labelled photos, and of drawn ones.

import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { orderInBursts } from '../../shared/bursts/burst-moment.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { rankPhotos, scorePhotos, usableWeights } from '../../shared/ranking/ranking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { drawnBursts } from './drawn-bursts.ts';
import { madeBursts } from './made-moments.ts';

const burstSchema = z.object({
  dir: z.string(),
  frames: z.number(),
  peak_frames: z.array(z.number()),
  second_peak_frames: z.array(z.number()),
  worst_frames: z.array(z.number()),
});

const sports = presetWeights(defaultSettings, 'sports');

type ColumnsOf = (folder: string) => Promise<PhotoColumns>;

/** The numbers in the files' names, as one burst, the frame to keep first; of equals the one with the better score, as everywhere. */
function keptFirst(columns: PhotoColumns): number[] {
  const one = new Uint32Array(columns.count);
  const normalised = normaliseSignals(columns, defaultSettings);
  const scores = scorePhotos(normalised, usableWeights(columns, sports), columns.count);
  const order = orderInBursts(one, rankPhotos(scores, columns), columns, sports);
  return Array.from(order, (photo) =>
    Number(/\d+/.exec(basename(columns.paths[photo] ?? ''))?.[0]),
  );
}

function printed(
  name: string,
  first: readonly number[],
  peaks: readonly number[],
  worst: readonly number[],
  among: number,
) {
  const peakIn = first.slice(0, among).some((frame) => peaks.includes(frame));
  const fine = peakIn && !worst.includes(first[0] ?? -1);
  return {
    burst: name,
    frames: first.length,
    'kept first': first.slice(0, 5).join(' '),
    peaks: peaks.join(' '),
    'a peak among the first': among,
    right: fine,
  };
}

/** Prints the bursts; false where a peak is missed or a worst frame would be kept. */
export async function printBursts(root: string, columnsOf: ColumnsOf): Promise<boolean> {
  const text = await readFile(join(root, 'bursts.json'), 'utf8');
  const labelled = z.record(z.string(), burstSchema).parse(JSON.parse(text));
  const rows = [];
  for (const [name, burst] of Object.entries(labelled)) {
    const first = keptFirst(await columnsOf(join(root, burst.dir)));
    rows.push(printed(name, first, burst.peak_frames, burst.worst_frames, 3));
  }
  const work = temporaryFolder();
  try {
    for (const burst of await madeBursts(join(root, 'photos'))) {
      const folder = join(work, burst.name);
      mkdirSync(folder);
      burst.frames.forEach((frame, i) => {
        writeFileSync(join(folder, `${i}.png`), frame);
      });
      const first = keptFirst(await columnsOf(folder));
      rows.push(printed(`made: ${burst.name}`, first, [burst.peak], burst.worst, 1));
    }
    for await (const burst of drawnBursts()) {
      const folder = join(work, `drawn ${burst.name}`);
      mkdirSync(folder);
      burst.frames.forEach((frame, i) => {
        writeFileSync(join(folder, `${i}.jpg`), frame);
      });
      const first = keptFirst(await columnsOf(folder));
      rows.push(printed(`drawn: ${burst.name}`, first, burst.peaks, burst.worst, 3));
    }
  } finally {
    dropFolder(work);
  }
  console.log('Bursts, the frames to keep first:');
  console.table(rows);
  return rows.every(({ right }) => right);
}
