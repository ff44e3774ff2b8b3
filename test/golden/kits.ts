// Owns the golden table of kits on real photos: pairs of people told apart by eye, and one player through the frames of a rally.
// Run: node test/golden/kits.ts

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { kitsApart, kitsOf, type Kit } from '../../electron/engine/stages/kits/kits.ts';
import { playersOf } from '../../electron/engine/stages/numbers/stage.ts';
import { keptClasses, kindOf } from '../../shared/moments/seen.ts';
import type { Box } from '../../shared/photo.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { labelledFolder, openLabelled } from './labelled-photos.ts';
import { otherKits, sameKits, type KitPair } from './worn-kits.ts';

/** As electron/engine/people/seen-again.ts has them: nearer is the same kit, further another. */
const sameKit = 12;
const otherKit = 18;
/** A labelled body is the one found whose middle is as near, in shares of the photo. */
const samePlace = 0.02;
/** COCO's number. */
const person = keptClasses.find((coco) => kindOf(coco) === 'person') ?? -1;

type Worn = { readonly box: Box; readonly kit: Kit | null };

/** The players of a photo with their kits, the largest first. */
async function kitsIn(engine: Engine, path: string): Promise<Worn[]> {
  const { seen } = await engine.call('photo.about', { photo: { path } });
  const things = (seen.things ?? []).map(({ kind, score, box }) => ({
    coco: kind === 'person' ? person : -1,
    ...{ score, box },
  }));
  const players = playersOf({ things });
  const { detail } = await openLabelled(path);
  const wearers = players.map(({ body, box }) => {
    return { box, pose: seen.poses?.find((pose) => pose.thing === body)?.joints };
  });
  return kitsOf(detail, wearers).flatMap((kit, i) => {
    const player = players[i];
    return player ? [{ box: player.box, kit }] : [];
  });
}

function wornAt(worn: readonly Worn[], [x, y]: readonly [number, number]): Kit | null {
  const away = ({ box }: Worn) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
  const [nearest] = worn.toSorted((a, b) => away(a) - away(b));
  return nearest && away(nearest) <= samePlace ? nearest.kit : null;
}

/** How many pairs are the same kit, another, or neither; `apart` is null where a kit cannot be told. */
function tallyOf(apart: readonly (number | null)[]) {
  const known = apart.filter((value) => value !== null);
  const sorted = known.toSorted((a, b) => a - b);
  return {
    pairs: apart.length,
    'the same': known.filter((value) => value <= sameKit).length,
    'nothing said': known.filter((value) => value > sameKit && value < otherKit).length,
    another: known.filter((value) => value >= otherKit).length,
    'no kit': apart.length - known.length,
    median: Number((sorted[sorted.length >> 1] ?? NaN).toFixed(1)),
  };
}

function apartOf(one: Kit | null, other: Kit | null): number | null {
  return one && other ? kitsApart(one, other) : null;
}

async function ofPairs(engine: Engine, folder: string, pairs: readonly KitPair[]) {
  const apart: (number | null)[] = [];
  for (const [photo, one, other] of pairs) {
    const worn = await kitsIn(engine, join(folder, 'photos', photo));
    apart.push(apartOf(wornAt(worn, one), wornAt(worn, other)));
  }
  return tallyOf(apart);
}

/** The largest player of each frame against that of every other. */
async function ofRally(engine: Engine, folder: string) {
  const frames: (Kit | null)[] = [];
  for (const file of readdirSync(folder).sort())
    frames.push((await kitsIn(engine, join(folder, file)))[0]?.kit ?? null);
  return tallyOf(frames.flatMap((one, i) => frames.slice(i + 1).map((kit) => apartOf(one, kit))));
}

const sports = labelledFolder('sports');
if (sports !== null) {
  const work = temporaryFolder();
  const engine = createEngine(engineOptions(work));
  try {
    console.table({
      'two in the same colours': await ofPairs(engine, sports, sameKits),
      'two in other kits': await ofPairs(engine, sports, otherKits),
      'one player, 70 frames': await ofRally(engine, join(sports, 'sequences', 'tennis')),
    });
  } finally {
    await engine.close();
    dropFolder(work);
  }
}
