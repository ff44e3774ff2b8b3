// Disks that fill up: the one with the decisions while they are made, the one with the album while it is exported.

import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportAlbum } from '../../../electron/engine/album/export.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { hashes, plain } from '../../fixtures/album-folder.ts';
import {
  exportLeftovers,
  fillForExport,
  hashesIn,
  itemsLeft,
} from '../../fixtures/export-trial.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../../fixtures/match-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../../fixtures/small-disk.ts';
import { below, type FaultKind } from '../fault-kind.ts';
import { giveMany, openLedger } from '../ledger.ts';
import { makeTrialFolder, starsNow } from '../trial-folder.ts';
import { exportFolders, unlike } from './exporting.ts';

const isFull = /the disk is full/;

/** Leaves so many bytes, rounded to pages. */
function fillDisk(path: string, leftBytes: number): string {
  const { bavail, bsize } = statfsSync(path);
  const ballast = join(path, 'ballast');
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
  return ballast;
}

const whileDeciding: FaultKind = {
  name: 'disk full while deciding',
  weight: 25,
  short: 2,
  cannot: noSmallDisk,
  async open() {
    const folder = await makeTrialFolder(6);
    const { photos, places } = folder;
    const disk = mountSmallDisk(8);
    const data = join(disk.path, 'data');
    mkdirSync(data);
    const ledger = openLedger(places.length, isFull);
    return {
      async run(random) {
        const engine = createEngine(engineOptions(data));
        let acknowledged = 0;
        let struck = 0;
        try {
          await engine.call('folder.sync', { folders: [photos] });
          const { ids } = await engine.call('folder.columns', { folders: [photos] });
          const giving = { call: engine.call, ids, photos: places, random };
          const ballast = fillDisk(disk.path, below(random, 24) * 4096);
          acknowledged += await giveMany(ledger, { ...giving, most: 20 });
          if (acknowledged < 20) struck = 1;
          rmSync(ballast);
          acknowledged += await giveMany(ledger, { ...giving, most: below(random, 4) });
          fillDisk(disk.path, below(random, 8) * 4096);
        } finally {
          await engine.close(); // while it is full
          rmSync(join(disk.path, 'ballast'), { force: true });
        }
        const lost = ledger.missing(await starsNow({ ...folder, data }));
        return { struck, acknowledged, lost, changed: folder.changed() };
      },
      end() {
        disk.remove();
        folder.drop();
      },
    };
  },
};

const whileExporting: FaultKind = {
  name: 'disk full while exporting',
  weight: 25,
  short: 2,
  cannot: noSmallDisk,
  open() {
    const root = temporaryFolder();
    const disk = mountSmallDisk(4);
    const folders = { ...exportFolders(root), album: join(disk.path, 'album') };
    const { photos, album } = folders;
    const session = {
      async run(random: () => number) {
        fillForExport(folders);
        const originals = hashes(photos);
        const move = random() < 0.5;
        const options = { ...plain, to: album, move, xmp: random() < 0.5 };
        await exportAlbum(itemsLeft(photos), options);
        const whole = hashes(album);
        fillForExport(folders);
        const after = below(random, 3);
        const leftBytes = below(random, 60) * 4096;
        const onProgress = ({ done }: { done: number }) => {
          if (done === after) fillDisk(disk.path, leftBytes);
        };
        if (after === 0) fillDisk(disk.path, leftBytes);
        const isWhole = await exportAlbum(itemsLeft(photos), { ...options, onProgress }).then(
          () => true,
          refusedFor(/the disk is full|only .* are free/),
        );
        const kept = hashesIn(photos, album);
        const lost = Object.entries(originals).filter(
          ([name, hash]) => !name.endsWith('.xmp') && !kept.includes(hash),
        ).length;
        const arrived = Object.entries(hashesOrNone(album));
        const broken = arrived.filter(([name, hash]) => whole[name] !== hash).length;
        const changed = move ? 0 : unlike(hashes(photos), originals);
        rmSync(join(disk.path, 'ballast'), { force: true });
        await exportAlbum(itemsLeft(photos), options);
        const again = hashes(album);
        const wanted = Object.values(whole).filter((hash) => !Object.values(again).includes(hash));
        const more = Object.keys(again).length > Object.keys(whole).length;
        return {
          struck: isWhole ? 0 : 1,
          lost: lost + wanted.length,
          half: broken + exportLeftovers(album).length,
          changed,
          duplicated: more ? 1 : 0,
        };
      },
      end() {
        disk.remove();
        dropFolder(root);
      },
    };
    return Promise.resolve(session);
  },
};

/** False for a refusal that says why; whatever else went wrong is thrown on. */
function refusedFor(why: RegExp): (error: unknown) => false {
  return (error) => {
    if (error instanceof EngineError && why.test(error.message)) return false;
    throw error;
  };
}

function hashesOrNone(folder: string): Record<string, string> {
  try {
    return hashes(folder);
  } catch {
    return {}; // nothing was begun
  }
}

export const fullDisks: readonly FaultKind[] = [whileDeciding, whileExporting];
