// Owns the golden table of people found beside the face: how many maybes that adds, and how many of them are right.
// Run: node test/golden/people-beside.ts

import { join, relative } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Engine } from '../../electron/engine/engine.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { labelledFolder } from './labelled-photos.ts';
import { measureFolder } from './people-engine.ts';
import { labelsSchema } from './people-scores.ts';

/** Who a face of a photo is, and whether they are in another photo; undefined where labels do not say. */
type Known = {
  readonly whoIs: (path: string) => string | undefined;
  readonly shows: (path: string, who: string) => boolean | undefined;
};

/** Each face that is high enough and known searched for once. */
async function count(
  engine: Engine,
  folder: string,
  columns: PhotoColumns,
  { whoIs, shows }: Known,
): Promise<object> {
  const { faces, ids } = columns;
  const least = (await engine.call('settings.read', {}))['faces.minHeightPx'];
  const name = (photo: number) =>
    relative(folder, columns.paths[photo] ?? '').replaceAll('\\', '/');
  const tally = { searches: 0, added: 0, right: 0, wrong: 0 };
  const added = new Set<number>();
  for (let face = 0; face < faces.count; face++) {
    const photo = at(faces.photo, face);
    const who = whoIs(name(photo));
    if (who === undefined || at(faces.heightPx, face) < least) continue;
    const references = [{ id: at(ids, photo), ordinal: at(faces.ordinal, face) }];
    const { besides } = await engine.call('person.match', { folders: [folder], references });
    tally.searches += 1;
    for (const beside of besides) {
      const right = shows(name(beside.photo), who);
      tally.added += 1;
      if (right !== undefined) tally[right ? 'right' : 'wrong'] += 1;
      added.add(beside.photo);
    }
  }
  return { photos: columns.count, ...tally, 'photos added': added.size };
}

const sports = labelledFolder('sports');
const people = labelledFolder('people');
const rows: Record<string, object> = {};
if (sports) {
  // One player from the first frame to the last, whose face is 15 to 30 px high. Ball boys and a line judge are in the frames too.
  const known: Known = { whoIs: () => 'player', shows: () => true };
  const small: Partial<Settings> = { 'faces.minHeightPx': 14, 'numbers.read': 'on' };
  await measureFolder(
    join(sports, 'sequences'),
    async (engine, folder, columns) => {
      rows['tennis sequence'] = await count(engine, folder, columns, known);
    },
    small,
  );
}
if (people) {
  const text = readFileSync(join(people, 'labels.json'), 'utf8');
  const { labels } = labelsSchema.parse(JSON.parse(text));
  const known: Known = {
    whoIs: (path) => Object.entries(labels[path] ?? {}).find(([, label]) => label === '1')?.[0],
    shows: (path, who) => {
      const label = labels[path]?.[who];
      return label === '1' || label === '0' ? label === '1' : undefined;
    },
  };
  await measureFolder(
    people,
    async (engine, folder, columns) => {
      rows['people'] = await count(engine, folder, columns, known);
    },
    { 'numbers.read': 'on' },
  );
}
console.table(rows);
