// The kits stage: what colours each player wears, to know them again where their face is turned away.

import { at } from '../../../../shared/arithmetic/vectors.ts';
import { floatBytes, floatsFrom } from '../../float-bytes.ts';
import { openNothing, type NamedStage, type Rows } from '../../stage.ts';
import { bodies } from '../bodies/stage.ts';
import { playersOf } from '../numbers/stage.ts';
import { pose } from '../pose/stage.ts';
import { kitsOf, type Kit } from './kits.ts';

/** The kit of one player; `body` is the place among the things seen. */
export type WornKit = { readonly body: number; readonly kit: Kit };

export const kits: NamedStage<unknown, readonly WornKit[]> = {
  name: 'kits',
  version: 2,
  reads: ['decode.facesPx'],
  needs: [],
  after: [bodies, pose],
  open: openNothing,
  run: ({ detail }, { earlier }) => {
    const seen = earlier(bodies);
    const { poses } = earlier(pose);
    const players = playersOf(seen);
    const wearers = players.map(({ body, box }) => {
      return { box, pose: poses.find((one) => one.body === body)?.joints };
    });
    return kitsOf(detail, wearers).flatMap((kit, i) => {
      const player = players[i];
      return kit && player ? [{ body: player.body, kit }] : [];
    });
  },

  tables: [
    `CREATE TABLE kits (
       content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
       kits BLOB NOT NULL                     -- float32: which of the things, then share and L, a, b of two colours
     ) STRICT;`,
  ],
  save(rows, content, found) {
    rows.change('INSERT OR REPLACE INTO kits (content, kits) VALUES (@content, @kits)', {
      content,
      kits: bytesOfKits(found),
    });
  },
};

/** The kits in each of the photos that has been looked at, by its place among `ids`. */
export function kitsOfPhotos(rows: Rows, ids: ArrayLike<number>): Map<number, WornKit[]> {
  const found = rows.ofPhotos<readonly [place: number, kits: Buffer]>(ids, 'kits', 'kits');
  return new Map(found.map(([place, bytes]) => [place, kitsFrom(bytes)]));
}

const COLOURS = 2;
/** Numbers a kit. */
const WIDTH = 1 + 4 * COLOURS;

function bytesOfKits(found: readonly WornKit[]): Buffer {
  const numbers = new Float32Array(WIDTH * found.length);
  found.forEach(({ body, kit }, i) => {
    numbers.set([body, ...kit.flatMap(({ share, lab }) => [share, ...lab])], WIDTH * i);
  });
  return floatBytes(numbers);
}

function kitsFrom(bytes: Uint8Array): WornKit[] {
  const numbers = floatsFrom(bytes);
  return Array.from({ length: numbers.length / WIDTH }, (_, i) => {
    const value = (column: number) => at(numbers, WIDTH * i + column);
    const colours = Array.from({ length: COLOURS }, (__, colour) => 1 + 4 * colour);
    const kit = colours.map((column) => ({
      share: value(column),
      lab: [value(column + 1), value(column + 2), value(column + 3)] as const,
    }));
    return { body: value(0), kit: kit.filter(({ share }) => share > 0) };
  });
}
