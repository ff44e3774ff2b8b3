// Bytes and pages of decisions.db and cache.db that a disk has changed while Podium was closed.

import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { flipBit } from '../../fixtures/decided-data.ts';
import { deleteCache } from '../../fixtures/engine-in-test.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import { below, oneOf, type FaultKind, type Random } from '../fault-kind.ts';
import { makeDecidedFolder } from '../decided-folder.ts';
import type { TrialFolder } from '../trial-folder.ts';
import { starsNow } from '../trial-folder.ts';

const pageBytes = 4096;

type Damage = (file: string, random: Random) => void;

function overwrite(file: string, offset: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, offset);
  closeSync(handle);
}

function anyPage(file: string, random: Random): number {
  return below(random, Math.ceil(statSync(file).size / pageBytes)) * pageBytes;
}

const damages: readonly Damage[] = [
  (file, random) => {
    flipBit(file, below(random, statSync(file).size), below(random, 8));
  },
  (file, random) => {
    overwrite(file, below(random, statSync(file).size), Buffer.of(below(random, 256)));
  },
  (file, random) => {
    overwrite(file, anyPage(file, random), Buffer.alloc(pageBytes));
  },
  (file, random) => {
    const noise = Buffer.from(Array.from({ length: pageBytes }, () => below(random, 256)));
    overwrite(file, anyPage(file, random), noise);
  },
  (file, random) => {
    const from = anyPage(file, random);
    overwrite(file, anyPage(file, random), readFileSync(file).subarray(from, from + pageBytes));
  },
];

/** A bit in a place that holds what tells the photos apart. */
function damageKey(file: string, key: Buffer, random: Random): void {
  const bytes = readFileSync(file);
  const places: number[] = [];
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) places.push(at);
  if (places.length === 0) throw new Error(`${file} does not hold the picture.`);
  flipBit(file, oneOf(random, places) + below(random, key.length), below(random, 8));
}

function flipped(name: 'decisions.db' | 'cache.db', weight: number): FaultKind {
  return {
    name: `bytes and pages of ${name} changed`,
    weight,
    short: 8,
    async open() {
      const folder = await makeDecidedFolder();
      return {
        async run(random) {
          folder.renew();
          const file = join(folder.data, name);
          if (random() < 0.3) damageKey(file, oneOf(random, folder.pictures), random);
          else oneOf(random, damages)(file, random);
          const { stars, isNoticed } = await read(folder);
          const wrong = stars.filter((value, photo) => value !== folder.stars[photo]).length;
          const acknowledged = folder.stars.length;
          return {
            struck: isNoticed ? 1 : 0,
            acknowledged,
            lost: wrong,
            changed: folder.changed(),
          };
        },
        end: folder.drop,
      };
    },
  };
}

/** The stars, after whatever Podium says has to be done for them to be seen. */
async function read(folder: TrialFolder): Promise<{ stars: number[]; isNoticed: boolean }> {
  const open = { folders: [folder.photos] };
  let engine: Engine | undefined;
  try {
    engine = createEngine(engineOptions(folder.data));
    const { lost } = await engine.call('kept.check', {});
    if (lost) await engine.call('kept.restore', { what: 'copy' });
    await engine.call('folder.sync', open);
    await engine.call('folder.columns', open);
    const { stars } = await engine.call('decision.read', open);
    return { stars: [...stars], isNoticed: lost !== null };
  } catch (error) {
    const isSaid = error instanceof EngineError && /(?:damaged|newer version)/.test(error.message);
    if (!isSaid) throw error;
  } finally {
    await engine?.close();
  }
  deleteCache(folder.data);
  return { stars: await starsNow(folder), isNoticed: true };
}

export const flippedKinds: readonly FaultKind[] = [
  flipped('decisions.db', 70),
  flipped('cache.db', 70),
];
