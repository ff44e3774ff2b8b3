// Owns the golden table of faces in the dark: how many of those found in photos of people are found again in less light.
// Run: node test/golden/dark-faces.ts

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { loadModel, type Model } from '../../electron/engine/running/inference.ts';
import { seeBodies } from '../../electron/engine/stages/bodies/bodies.ts';
import type { Detection, PixelBox } from '../../electron/engine/stages/faces/detection.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import type { FaceNetworks } from '../../electron/engine/stages/faces/face-models.ts';
import { openFaceModels } from '../../electron/engine/stages/faces/faces.ts';
import { looksAt } from '../../electron/engine/stages/faces/finding/light.ts';
import { isSameFace, oneEach } from '../../electron/engine/stages/faces/finding/one-face.ts';
import { openModelFolder } from '../../models/folder.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { labelledFolder } from './labelled-photos.ts';

const LIGHT = [0.3, 0.18] as const;
const EVERY = 4;
const PHOTOS = 16;
const LONGER_PX = 1200;
const least = defaultSettings['faces.minConfidence'];

/** Every fourth photo by name, until there are sixteen. */
async function photosOf(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true });
  const photos = found.filter((name) => /\.jp[^.]*g$/i.test(name)).sort();
  return photos
    .filter((_, i) => i % EVERY === 0)
    .slice(0, PHOTOS)
    .map((name) => join(folder, name));
}

/** The photo at most 1200 pixels long, with a share of its light. */
function dimmed(bytes: Buffer, light: number): Promise<Buffer> {
  const fit = {
    width: LONGER_PX,
    height: LONGER_PX,
    fit: 'inside',
    withoutEnlargement: true,
  } as const;
  return sharp(bytes).rotate().resize(fit).linear(light, 0).jpeg({ quality: 90 }).toBuffer();
}

type Opened = { readonly networks: FaceNetworks; readonly bodies: Model };

async function findIn(
  bytes: Buffer,
  name: string,
  { networks, bodies }: Opened,
  levelled: boolean,
): Promise<readonly PixelBox[]> {
  const { detail } = await decodePhoto(bytes, name, defaultSettings);
  const pyramid = createPyramid(detail);
  const { widthPx, heightPx } = detail;
  const { things } = await seeBodies(pyramid, bodies);
  const persons = things.flatMap(({ coco, box: { x, y, width, height } }) =>
    coco === 0
      ? [{ x: x * widthPx, y: y * heightPx, width: width * widthPx, height: height * heightPx }]
      : [],
  );
  const found: Detection[] = [];
  for (const look of levelled ? looksAt(pyramid) : [pyramid])
    if (look) found.push(...(await networks.detect(look, least, persons)));
  return oneEach(found).map(({ box }) => box);
}

async function measure(folder: string, opened: Opened): Promise<void> {
  const rows = new Map<string, { again: number; more: number }>();
  let all = 0;
  for (const path of await photosOf(folder)) {
    const bytes = await readFile(path);
    const name = basename(path);
    const bright = await findIn(await dimmed(bytes, 1), name, opened, true);
    all += bright.length;
    for (const light of LIGHT)
      for (const levelled of [false, true]) {
        const found = await findIn(await dimmed(bytes, light), name, opened, levelled);
        const again = bright.filter((box) => found.some((dark) => isSameFace(box, dark))).length;
        const key = `${light} of the light, ${levelled ? 'levelled' : 'as it is'}`;
        const row = rows.get(key) ?? { again: 0, more: 0 };
        rows.set(key, { again: row.again + again, more: row.more + found.length - again });
      }
  }
  console.log(`${all} faces in ${PHOTOS} photos in full light.`);
  for (const [key, { again, more }] of rows)
    console.log(`${key}: ${again} found again (${(again / all).toFixed(3)}), ${more} others`);
}

const folder = labelledFolder('people');
if (folder !== null) {
  const dir = await mkdtemp(join(tmpdir(), 'podium-golden-'));
  try {
    const models = await openModelFolder(dir);
    const faces = await openFaceModels(models, defaultSettings);
    const bodies = await loadModel(models.chosen('bodies')?.files[0]?.path ?? '', { threads: 1 });
    await measure(folder, { networks: await faces.networks(), bodies });
    await bodies.release();
    await faces.release();
  } finally {
    await rm(dir, { recursive: true });
  }
}
