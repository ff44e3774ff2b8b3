// Owns the golden table of kits: drawn players followed through the frames of a moment, by place alone as before and by kit too.
// Run: node test/golden/people-kits.ts

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCards } from '../../electron/engine/demo/cards.ts';
import { demoShots, type Shot } from '../../electron/engine/demo/shots.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { rasterToJpeg } from '../../electron/engine/formats/rasters.ts';
import { besideBodies } from '../../electron/engine/people/beside-faces.ts';
import type { PlayerBody } from '../../electron/engine/people/seen-again.ts';
import { kitsApart, kitsOf } from '../../electron/engine/stages/kits/kits.ts';
import { playersOf } from '../../electron/engine/stages/numbers/stage.ts';
import { percentile } from '../../shared/arithmetic/vectors.ts';
import { spoiling } from '../../shared/demo.ts';
import { keptClasses, kindOf } from '../../shared/moments/seen.ts';
import { overlap } from '../../shared/people/boxes.ts';
import type { Box } from '../../shared/photo.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { madeColumns, workedSettings } from '../shared/made-columns.ts';

/** From this overlap on a body found is a player drawn. */
const SAME_BODY = 0.5;
/** Frames of the camera alone: what a desk made of them shows the same. */
const taken = ['as it is', 'burst', 'hidden', ...spoiling];
/** COCO's number. */
const person = keptClasses.find((coco) => kindOf(coco) === 'person') ?? -1;
const limits = { sureFrom: 0.9, maybeFrom: 0.8 };

/** A body found, and the number of whoever was drawn there; null for nobody, or where two wear that number. */
type Known = PlayerBody & { readonly who: number | null; readonly main: boolean };
type Frame = {
  readonly moment: string | null;
  readonly takenMs: number;
  readonly bodies: readonly Known[];
};

async function frameOf(
  engine: Engine,
  folder: string,
  shot: Shot,
  cards: ReturnType<typeof openCards>,
) {
  const { file, athletes, moment, takenMs } = shot.answers;
  const raster = await shot.picture(cards);
  const path = join(folder, file);
  writeFileSync(path, await rasterToJpeg(raster, 90));
  const { seen } = await engine.call('photo.about', { photo: { path } });
  const poses = seen.poses ?? [];
  // All in their places, as poses name them by those.
  const plain = (seen.things ?? []).map(({ kind, score, box }) => ({
    coco: kind === 'person' ? person : -1,
    ...{ score, box },
  }));
  const players = playersOf({ things: plain });
  const kits = kitsOf(
    raster,
    players.map(({ body, box }) => {
      return { box, pose: poses.find((pose) => pose.thing === body)?.joints };
    }),
  );
  const bodies = players.map(({ body, box }, i): Known => {
    const [drawn] = athletes
      .filter((one) => overlap(one.box, box) >= SAME_BODY)
      .sort((a, b) => overlap(b.box, box) - overlap(a.box, box));
    const alone = athletes.filter(({ number }) => number === drawn?.number).length === 1;
    return {
      ...{ body, box },
      kit: kits[i] ?? null,
      who: drawn && alone ? drawn.number : null,
      main: drawn?.main ?? false,
    };
  });
  return { moment, takenMs: takenMs ?? NaN, bodies };
}

/** A face at the head of the main athlete, as if it had been found and were surely them. */
function headOf({ x, y, width, height }: Box): readonly [number, number, number, number] {
  return [x + 0.4 * width, y + 0.02 * height, 0.2 * width, 0.12 * height];
}

function tally(frames: readonly Frame[], withKits: boolean) {
  const count = { right: 0, wrong: 0, 'nobody drawn': 0, none: 0 };
  const tried = frames.flatMap((from) => {
    const main = from.bodies.find((body) => body.main);
    const others = frames.filter((one) => one !== from && one.moment === from.moment);
    return main ? others.map((to) => ({ from, to, main })) : [];
  });
  for (const { from, to, main } of tried) {
    const both = [from, to];
    const found = besideBodies({
      columns: madeColumns(2, {
        faces: [{ photo: 0, box: headOf(main.box) }],
        cameras: [0, 0],
        takenMs: both.map(({ takenMs }) => takenMs),
      }),
      similarity: Float32Array.of(1),
      limits,
      settings: workedSettings,
      playersOf: (photos) =>
        new Map(
          photos.map((photo) => [
            photo,
            (both[photo]?.bodies ?? []).map((one) => (withKits ? one : { ...one, kit: null })),
          ]),
        ),
    });
    const [one] = found;
    const body = to.bodies.find((each) => each.body === one?.body);
    if (!one) count.none += 1;
    else if (body?.who === main.who) count.right += 1;
    else count[body?.who === null || !body ? 'nobody drawn' : 'wrong'] += 1;
  }
  return { pairs: tried.length, ...count };
}

/** How far kits are apart, of the same player and of others. */
function spread(frames: readonly Frame[]) {
  const apart = { same: [] as number[], others: [] as number[] };
  for (const from of frames)
    for (const to of frames)
      for (const a of from.bodies)
        for (const b of to.bodies) {
          const known = from !== to && from.moment === to.moment && a.main && b.who !== null;
          if (known && a.who !== null && a.kit && b.kit)
            apart[a.who === b.who ? 'same' : 'others'].push(kitsApart(a.kit, b.kit));
        }
  return Object.fromEntries(
    Object.entries(apart).map(([name, values]) => {
      const sorted = Float64Array.from(values).sort();
      const at = (percent: number) => Number(percentile(sorted, percent).toFixed(1));
      return [name, { n: values.length, '10 %': at(10), '50 %': at(50), '90 %': at(90) }];
    }),
  );
}

const work = temporaryFolder();
const folder = join(work, 'match');
mkdirSync(folder);
const engine = createEngine(engineOptions(join(work, 'data')));
try {
  const cards = openCards();
  const frames: Frame[] = [];
  for (const shot of demoShots())
    if (shot.hour !== null && taken.includes(shot.answers.treatment))
      frames.push(await frameOf(engine, folder, shot, cards));
  const moments = new Set(frames.map(({ moment }) => moment)).size;
  console.log(
    `${frames.length} drawn frames of ${moments} moments; kits apart, in CIELab's units:`,
  );
  console.table(spread(frames));
  console.log(
    'The main athlete of one frame, as if their face were sure there, in each other frame:',
  );
  console.table({ 'by place': tally(frames, false), 'by place and kit': tally(frames, true) });
} finally {
  await engine.close();
  dropFolder(work);
}
