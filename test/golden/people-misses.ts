// Owns the misses of finding people: their table and their contact sheet.

import sharp from 'sharp';
import { closeUp } from './people-faces.ts';
import type { LabelledFace, PhotoFaces } from './people-faces.ts';
import { counted, ofProduct, round } from './people-scores.ts';
import type { Labels } from './people-scores.ts';
import type { PersonScore } from './person-scores.ts';

export type Miss = PersonScore & { readonly nearest: LabelledFace | undefined };

export function missesOf(
  labels: Labels,
  photos: ReadonlyMap<string, PhotoFaces>,
  scores: readonly PersonScore[],
  threshold: number,
): Miss[] {
  return scores
    .filter(
      ({ similarity, present }) => (similarity !== null && similarity >= threshold) !== present,
    )
    .map((score) => {
      const reference = photos.get(labels.references[score.identity] ?? '')?.faces[0];
      const found = photos.get(score.photo);
      const faces = reference && found ? counted(found) : [];
      const ranked = faces.toSorted((a, b) =>
        reference ? ofProduct(reference, b) - ofProduct(reference, a) : 0,
      );
      return { ...score, nearest: ranked[0] };
    });
}

export async function writeMisses(
  folder: string,
  misses: readonly Miss[],
  labels: Labels,
  photos: ReadonlyMap<string, PhotoFaces>,
  file: string,
): Promise<void> {
  const cellPx = 200;
  const cells: { input: Buffer; left: number; top: number }[] = [];
  for (const [row, { identity, photo, nearest }] of misses.entries()) {
    const reference = labels.references[identity] ?? '';
    const shown = [
      await closeUp(folder, reference, photos.get(reference)?.faces[0]?.face, cellPx),
      await closeUp(folder, photo, nearest?.face, cellPx),
      await closeUp(folder, photo, undefined, cellPx),
    ];
    for (const [column, { data }] of shown.entries()) {
      const input = await sharp(data, { raw: { width: cellPx, height: cellPx, channels: 3 } })
        .png()
        .toBuffer();
      cells.push({
        input,
        left: cellPx * (column + 3 * (row % 2)),
        top: cellPx * Math.floor(row / 2),
      });
    }
  }
  const size = { width: 6 * cellPx, height: cellPx * Math.max(Math.ceil(misses.length / 2), 1) };
  await sharp({ create: { ...size, channels: 3, background: 'white' } })
    .composite(cells)
    .png()
    .toFile(file);
  console.log(`Contact sheet of the misses (reference, nearest face, photo; two a row): ${file}`);
}

export function printMisses(misses: readonly Miss[]): void {
  console.log('\nMisses');
  console.table(
    misses.map(({ identity, photo, present, similarity, nearest }) => ({
      identity,
      photo: photo.slice(-60),
      kind: present ? 'missed' : 'false alarm',
      similarity: similarity === null ? 'no face' : round(similarity),
      heightPx: Math.round(nearest?.face.heightPx ?? 0),
      yawDeg: Math.round(nearest?.face.yawDeg ?? 0),
      visibility: round(nearest?.face.visibility ?? 0),
    })),
  );
}
