// Folders that are taken away while they are analysed or exported from, and put back later.

import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { exportAlbum } from '../../../electron/engine/album/export.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { hashes, plain } from '../../fixtures/album-folder.ts';
import {
  cannotSeeStops,
  exportLeftovers,
  fillForExport,
  hashesIn,
  itemsLeft,
  standsStill,
  startExport,
} from '../../fixtures/export-trial.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../../fixtures/match-folder.ts';
import { below, type FaultKind } from '../fault-kind.ts';
import { giveMany, openLedger } from '../ledger.ts';
import { makeTrialFolder } from '../trial-folder.ts';
import { exportFolders, unlike } from './exporting.ts';

const longestWaitMs = 1500;

/** Takes a folder away, as an unplugged disk is: an empty one is left, or none. Returns what brings it back. */
function takeAway(folder: string, leavesEmpty: boolean): () => void {
  const elsewhere = `${folder} elsewhere`;
  renameSync(folder, elsewhere);
  if (leavesEmpty) mkdirSync(folder);
  return () => {
    if (leavesEmpty) rmdirSync(folder);
    renameSync(elsewhere, folder);
  };
}

/** Errors that are told as sentences; whatever else there is ends the run. */
async function orSaid(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof EngineError && ['not-found', 'unreadable'].includes(error.code)))
      throw error;
  });
}

const whileAnalysing: FaultKind = {
  name: 'folder taken away while analysing',
  weight: 15,
  short: 1,
  async open() {
    const folder = await makeTrialFolder(3);
    const { data, photos, places } = folder;
    const input = { folders: [photos] };
    return {
      async run(random) {
        folder.renew();
        const ledger = openLedger(places.length);
        const engine = createEngine(engineOptions(data));
        try {
          await engine.call('folder.sync', input);
          const { ids } = await engine.call('folder.columns', input);
          const giving = { call: engine.call, ids, photos: places, random };
          const acknowledged = await giveMany(ledger, { ...giving, most: 4 });
          const analysed = engine.call('folder.analyse', input);
          const [waitMs, leavesEmpty] = [random() * longestWaitMs, random() < 0.5];
          await wait(waitMs);
          const putBack = takeAway(photos, leavesEmpty);
          const { analysed: before } = await analysed;
          if (random() < 0.7) await orSaid(engine.call('folder.sync', input));
          putBack();
          await engine.call('folder.sync', input);
          await engine.call('folder.analyse', input);
          const { count, problems } = await engine.call('folder.columns', input);
          if (count !== places.length || problems.length > 0)
            throw new Error(`${count} photos; ${problems.map(({ message }) => message).join(' ')}`);
          const { stars } = await engine.call('decision.read', input);
          const struck = before < places.length ? 1 : 0;
          const lost = ledger.missing([...stars]);
          return { struck, acknowledged, lost, changed: folder.changed() };
        } finally {
          await engine.close();
        }
      },
      end: folder.drop,
    };
  },
};

const whileExporting: FaultKind = {
  name: 'folder taken away while exporting',
  weight: 25,
  short: 2,
  cannot: cannotSeeStops,
  open() {
    const root = temporaryFolder();
    const folders = exportFolders(root);
    const { photos, album } = folders;
    const session = {
      async run(random: () => number) {
        const move = random() < 0.5;
        const options = { ...plain, template: '{name}', to: album, move, xmp: random() < 0.5 };
        fillForExport(folders);
        const originals = hashes(photos);
        await exportAlbum(itemsLeft(photos), options);
        const whole = hashes(album);
        fillForExport(folders);
        const at = 4 + below(random, 30);
        const items = itemsLeft(photos);
        const child = startExport({
          items,
          options,
          hardLinks: random() < 0.5,
          at,
          signal: 'SIGSTOP',
        });
        const over = once(child, 'exit');
        const isOver = !(await standsStill(child));
        const putBack = takeAway(photos, false);
        child.kill('SIGCONT');
        await over;
        putBack();
        const kept = hashesIn(photos, album);
        const lost = Object.entries(originals).filter(
          ([name, hash]) => !name.endsWith('.xmp') && !kept.includes(hash),
        ).length;
        const half = Object.entries(hashes(album)).filter(([name, hash]) => whole[name] !== hash);
        const changed = move ? 0 : unlike(hashes(photos), originals);
        await exportAlbum(itemsLeft(photos), options);
        const again = hashes(album);
        return {
          struck: isOver ? 0 : 1,
          lost,
          half: half.length + exportLeftovers(album).length + unlike(again, whole),
          changed,
          duplicated: Object.keys(again).length > Object.keys(whole).length ? 1 : 0,
        };
      },
      end() {
        dropFolder(root);
      },
    };
    return Promise.resolve(session);
  },
};

export const vanishing: readonly FaultKind[] = [whileAnalysing, whileExporting];
