// Exports that are killed before a random change of the disk, then repeated, and repeated once more.

import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportAlbum } from '../../../electron/engine/album/export.ts';
import { hashes, modifiedMs, plain } from '../../fixtures/album-folder.ts';
import { albumItem } from '../../fixtures/album-item.ts';
import {
  exportEnds,
  exportLeftovers,
  fillForExport,
  hashesIn,
  itemsLeft,
  type ExportFolders,
} from '../../fixtures/export-trial.ts';
import { dropFolder, samplePhoto, temporaryFolder } from '../../fixtures/match-folder.ts';
import { below, type FaultKind, type Found } from '../fault-kind.ts';

/** About as many as an export of these photos takes; whatever comes later finds it finished. */
const mostSteps = 40;

type Way = { readonly move: boolean; readonly hardLinks: boolean };

/** Photos that differ in their last bytes. */
export function exportFolders(root: string): ExportFolders {
  const photos = join(root, 'photos');
  const photo = (name: string) => {
    const path = join(photos, name);
    const sample = readFileSync(samplePhoto(1 + (name.charCodeAt(0) % 3)));
    writeFileSync(path, Buffer.concat([sample, Buffer.from(name)]));
    utimesSync(path, modifiedMs / 1000, modifiedMs / 1000);
    return albumItem(path);
  };
  return { photos, album: join(root, 'album'), photo };
}

function exporting({ move, hardLinks }: Way): FaultKind {
  return {
    name: `killed while ${move ? 'moving' : 'copying'}${hardLinks ? '' : ', no hard links'}`,
    weight: 45,
    short: 3,
    async open() {
      const root = temporaryFolder();
      const folders = exportFolders(root);
      const { photos, album } = folders;
      const outcomes = new Map<boolean, Outcome>();
      for (const xmp of [false, true]) {
        fillForExport(folders);
        const originals = hashes(photos);
        await exportAlbum(itemsLeft(photos), { ...plain, to: album, move, xmp });
        outcomes.set(xmp, { originals, album: hashes(album), photos: hashes(photos) });
      }
      return {
        async run(random) {
          const xmp = random() < 0.5;
          const whole = outcomes.get(xmp);
          if (!whole) throw new Error('There is no export to compare with.');
          fillForExport(folders);
          const options = { ...plain, to: album, move, xmp };
          const at = 1 + below(random, mostSteps);
          const isOver = await exportEnds({ items: itemsLeft(photos), options, hardLinks, at });
          const killed = afterKill(folders, whole, { move, hardLinks });
          await exportAlbum(itemsLeft(photos), options);
          const half = killed.half + unlike(hashes(album), whole.album);
          const changed = killed.changed + unlike(hashes(photos), whole.photos);
          const leftovers = exportLeftovers(album).length;
          const isRepeated = itemsLeft(photos).length > 0;
          if (isRepeated) await exportAlbum(itemsLeft(photos), options);
          const more = Object.keys(hashes(album)).length > Object.keys(whole.album).length;
          return {
            struck: isOver ? 0 : 1,
            lost: killed.lost,
            half: half + leftovers,
            changed,
            duplicated: more ? 1 : 0,
          };
        },
        end() {
          dropFolder(root);
        },
      };
    },
  };
}

type Hashes = Readonly<Record<string, string>>;

/** What there is before an export, and after one that nothing disturbs. */
type Outcome = { readonly originals: Hashes; readonly album: Hashes; readonly photos: Hashes };

/** Right after the kill: a name in the album is whole, or only reserved where that is how names are taken. */
function afterKill(
  { photos, album }: ExportFolders,
  whole: Outcome,
  { move, hardLinks }: Way,
): Pick<Found, 'lost' | 'half' | 'changed'> {
  const now = hashes(photos);
  const there = existsSync(album) ? hashes(album) : {};
  const isReserved = (name: string) => !hardLinks && statSync(join(album, name)).size === 0;
  const half = Object.entries(there).filter(
    ([name, hash]) =>
      !name.startsWith('.podium-') && hash !== whole.album[name] && !isReserved(name),
  );
  const kept = hashesIn(photos, album);
  // A sidecar that is moved is merged into the album's, which holds more.
  const photosOnly = Object.entries(whole.originals).filter(([name]) => !name.endsWith('.xmp'));
  const lost = photosOnly.filter(([, hash]) => !kept.includes(hash));
  const changed = Object.entries(whole.originals).filter(([name, hash]) =>
    move ? name in now && now[name] !== hash : now[name] !== hash,
  );
  return { lost: lost.length, half: half.length, changed: changed.length };
}

/** Names that hold something else, or are in one only. */
export function unlike(one: Hashes, other: Hashes): number {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => one[name] !== other[name]).length;
}

export const exportingKinds: readonly FaultKind[] = [false, true].flatMap((move) =>
  [true, false].map((hardLinks) => exporting({ move, hardLinks })),
);
