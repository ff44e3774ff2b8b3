// Owns the table of the five points: YuNet's own against those of the 68 landmarks, by which landmarks are taken.
// Run: node test/golden/five-points.ts

import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadModel } from '../../electron/engine/running/inference.ts';
import type { Model } from '../../electron/engine/running/inference.ts';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { findLandmarks } from '../../electron/engine/stages/faces/networks/landmarks.ts';
import { fivePoints } from '../../electron/engine/stages/faces/seen-face.ts';
import { detectWithYunet } from '../../electron/engine/stages/faces/networks/yunet.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { ModelRole } from '../../shared/models.ts';
import { labelledFolder, openLabelled } from './labelled-photos.ts';

const names = ['right eye', 'left eye', 'nose', 'right mouth corner', 'left mouth corner'];
const YUNET = 'yunet_n_dynamic.onnx';

/** Other landmarks that could be the same point, for comparison. */
const others: readonly (readonly (readonly number[])[])[] = [
  [[36, 39]],
  [[42, 45]],
  [[33], [30, 33]],
  [[60], [48, 60]],
  [[64], [54, 64]],
];

function mean(landmarks: readonly Point[], numbers: readonly number[]): Point {
  const sum = (axis: 'x' | 'y') =>
    numbers.reduce((total, number) => total + (landmarks[number]?.[axis] ?? NaN), 0);
  return { x: sum('x') / numbers.length, y: sum('y') / numbers.length };
}

const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Distances in shares of the distance of the eyes: the product's choice first, then the others, for each point. */
type Distances = readonly (readonly number[])[];

/** The largest face of a photo; its landmarks are looked for from its box alone, as with the embedded detector. */
async function measure(path: string, yunet: Model, landmarks: Model): Promise<Distances | null> {
  const { detail } = await openLabelled(path);
  const pyramid = createPyramid(detail);
  const found = await detectWithYunet(pyramid, yunet, 0.8);
  const [face] = found.toSorted((a, b) => b.box.height - a.box.height);
  if (!face?.points || face.box.height < 40) return null;
  const { box, confidence, points } = face;
  const { landmarks: all } = await findLandmarks(pyramid, { box, confidence }, landmarks);
  const eyes = apart(points[0], points[1]);
  return fivePoints(all).map((point, i) => {
    const ways = [point, ...(others[i] ?? []).map((numbers) => mean(all, numbers))];
    return ways.map((way) => apart(way, points[i] ?? point) / eyes);
  });
}

async function photosIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && /\.(jpe?g|png|webp|jfif)$/i.test(entry.name),
  );
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

function print(title: string, faces: readonly Distances[]): void {
  const average = (point: number, way: number) =>
    faces.reduce((sum, face) => sum + (face[point]?.[way] ?? NaN), 0) / faces.length;
  console.log(
    `\n${title}: ${faces.length} faces; mean distance in shares of the distance of the eyes`,
  );
  console.table(
    names.map((name, point) => ({
      point: name,
      'as taken': average(point, 0).toFixed(4),
      others: (others[point] ?? [])
        .map((numbers, way) => `${numbers.join(' and ')}: ${average(point, way + 1).toFixed(4)}`)
        .join(', '),
    })),
  );
  const each = faces.map((face) => face.reduce((sum, [way = NaN]) => sum + way, 0) / face.length);
  const median = each.toSorted((a, b) => a - b)[each.length >> 1] ?? NaN;
  const all = each.reduce((sum, distance) => sum + distance, 0) / each.length;
  console.log(`Over the five points: mean ${all.toFixed(4)}, median face ${median.toFixed(4)}`);
}

const given = resolve(import.meta.dirname, '../../../shared/models', YUNET);
const dir = await mkdtemp(join(tmpdir(), 'podium-points-'));
try {
  if (!existsSync(given))
    console.log(`There is no ../shared/models/${YUNET}: nothing is measured.`);
  else {
    await copyFile(given, join(dir, YUNET));
    const folder = await openModelFolder(dir);
    const open = (role: ModelRole) =>
      loadModel(folder.chosen(role)?.files[0]?.path ?? '', { threads: 0 });
    const [yunet, landmarks] = [await open('face-detector'), await open('landmarks')];
    for (const name of ['expression', 'people']) {
      const photos = labelledFolder(name);
      if (photos === null) continue;
      const faces: Distances[] = [];
      for (const path of await photosIn(photos)) {
        const face = await measure(path, yunet, landmarks);
        if (face) faces.push(face);
      }
      print(name, faces);
    }
    await yunet.release();
    await landmarks.release();
  }
} finally {
  await rm(dir, { recursive: true });
}
