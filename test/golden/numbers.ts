// Owns the golden figures of numbers: drawn ones on real bodies, and those of ../shared/photos/sports/moments.json.
// Run: node test/golden/numbers.ts

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { seeBodies } from '../../electron/engine/stages/bodies/bodies.ts';
import { bodies } from '../../electron/engine/stages/bodies/stage.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { seeNumbers, type Player } from '../../electron/engine/stages/numbers/numbers.ts';
import type { Reader } from '../../electron/engine/stages/numbers/reading.ts';
import { numbers, playersOf } from '../../electron/engine/stages/numbers/stage.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { Raster } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { kits, withNumber, type Print } from '../fixtures/drawn-number.ts';
import { modelsFolder } from '../fixtures/match-folder.ts';
import { labelledFolder, openLabelled } from './labelled-photos.ts';

const DRAWN = 200;
const EACH_BODY = 4;
/** Whoever is seen smaller has no number that anybody reads. */
const DRAWN_FROM_PX = 130;
const wanted = { read: 0.65, wrong: 0.01 };

type Drawn = { readonly raster: Raster; readonly player: Player };
type Figures = { read: number; wrong: number; bodies: number; ms: number };

const labels = z.array(z.object({ photo: z.string(), kind: z.string(), number: z.string() }));
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Upright ones: a number drawn on a chest that is not there would prove nothing. */
function stands({ box }: Player, { widthPx, heightPx }: Raster): boolean {
  const high = box.height * heightPx;
  return high >= DRAWN_FROM_PX && high > 1.5 * box.width * widthPx;
}

/** Of 1 to 99, turned by up to 12 degrees, the digits 10 to 18 % of the body high. */
function printOf(i: number): Print {
  const number = String(((i * 37) % 99) + 1);
  const kit = kits[i % kits.length] ?? kits[0];
  return { number, kit, size: 0.1 + 0.016 * (i % 6), turnDeg: ((i * 7) % 25) - 12 };
}

async function readDrawn(all: readonly Drawn[], reader: Reader): Promise<Figures> {
  const figures = { read: 0, wrong: 0, bodies: 0, ms: 0 };
  for (let i = 0; i < DRAWN; i++) {
    const on = all[Math.floor(i / EACH_BODY) % all.length];
    if (!on) throw new Error('No body to draw a number on.');
    const print = printOf(i);
    const raster = await withNumber(on.raster, on.player.box, print);
    const start = process.cpuUsage();
    const [seen] = await seeNumbers(createPyramid(raster), [on.player], reader);
    const { user, system } = process.cpuUsage(start);
    figures.ms += (user + system) / 1000;
    figures.bodies++;
    if (seen?.text === print.number) figures.read++;
    else if (seen) {
      figures.wrong++;
      console.log(`drawn ${print.number}, read ${seen.text} (${seen.confidence.toFixed(2)})`);
    }
  }
  return figures;
}

function printDrawn({ read, wrong, bodies: count, ms }: Figures): boolean {
  console.log(
    `Drawn: ${count} numbers, ${percent(read / count)} read, ${percent(wrong / count)} read wrong (wanted: ${percent(wanted.read)}, ${percent(wanted.wrong)}); ${Math.round(ms / count)} ms of processor time a body.`,
  );
  return read / count >= wanted.read && wrong / count <= wanted.wrong;
}

const root = labelledFolder('sports');
if (root !== null) {
  const models = await openModelFolder(modelsFolder);
  const detector = await bodies.open(models, defaultSettings);
  const reader = await numbers.open(models, defaultSettings);
  const text = await readFile(join(root, 'moments.json'), 'utf8');
  const drawnOn: Drawn[] = [];
  const found = { photos: 0, withBody: 0, right: 0, readings: 0, same: 0 };
  const others: string[] = [];
  for (const { photo, kind, number } of labels.parse(JSON.parse(text))) {
    const enough = drawnOn.length >= DRAWN / EACH_BODY;
    if (number === '' && (kind !== 'play' || enough)) continue;
    const { detail: raster } = await openLabelled(join(root, 'photos', photo));
    const pyramid = createPyramid(raster);
    const players = playersOf(await seeBodies(pyramid, detector));
    if (number === '') {
      const standing = players.slice(0, 2).filter((player) => stands(player, raster));
      drawnOn.push(...standing.map((player) => ({ raster, player })));
      continue;
    }
    const seen = await seeNumbers(pyramid, players, reader);
    const same = seen.filter((one) => one.text === number).length;
    found.photos++;
    if (players.length > 0) found.withBody++;
    if (same > 0) found.right++;
    found.readings += seen.length;
    found.same += same;
    for (const one of seen)
      if (one.text !== number) others.push(`${photo}: ${one.text}, labelled ${number}`);
  }
  console.log(
    `Labelled: ${found.photos} photos with a number, ${found.withBody} of them with a body; the number is read on ${found.right} (${percent(found.right / found.withBody)} of those with a body); ${found.same} of ${found.readings} readings are the labelled number (${percent(found.same / found.readings)}). One number a photo is labelled: the others may be right, on other players:`,
  );
  console.log(others.join('\n'));
  if (!printDrawn(await readDrawn(drawnOn, reader))) process.exitCode = 1;
  await reader.release();
  await detector.release();
}
