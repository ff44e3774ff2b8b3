// Owns the golden table of grouping people: pairs of labelled faces put together rightly, wrongly or not at all.
// Run: node test/golden/people-groups.ts

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Engine } from '../../electron/engine/engine.ts';
import type { PersonGroups } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { measurePeople } from './people-engine.ts';
import { labelsSchema, minHeightPx, round, type Labels } from './people-scores.ts';

await measurePeople(measure);

async function measure(engine: Engine, folder: string, columns: PhotoColumns): Promise<void> {
  const input = { folders: [folder] };
  const labels = labelsSchema.parse(JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')));
  const known = labelledFaces(columns, folder, labels);
  const names = new Set(known.values()).size;
  console.log(
    `${columns.faces.count} faces in ${columns.count} photos; ${known.size} of them, of ${names} people, are labelled.`,
  );
  const found = await engine.call('person.groups', input);
  console.table([
    { threshold: "the model's", ...pairFigures(found, known) },
    ...(await swept(engine, folder, known)),
  ]);
}

async function swept(engine: Engine, folder: string, known: ReadonlyMap<number, string>) {
  const rows: object[] = [];
  for (const threshold of [0.935, 0.94, 0.945, 0.95, 0.955, 0.96, 0.965]) {
    const values = { 'person.threshold': 'custom', 'person.customThreshold': threshold } as const;
    await engine.call('settings.write', { values });
    const found = await engine.call('person.groups', { folders: [folder] });
    rows.push({ threshold, ...pairFigures(found, known) });
  }
  return rows;
}

/** The only counted face of every photo that is labelled with one person: whose it is cannot be mistaken. */
function labelledFaces({ faces, paths }: PhotoColumns, folder: string, { labels }: Labels) {
  const counted = [...faces.photo.keys()].filter(
    (face) => (faces.heightPx[face] ?? 0) >= minHeightPx,
  );
  const byPhoto = Map.groupBy(counted, (face) => faces.photo[face] ?? NaN);
  const known = new Map<number, string>();
  for (const [photo, [face, ...others]] of byPhoto) {
    const label = labels[relative(folder, paths[photo] ?? '').replaceAll('\\', '/')] ?? {};
    const [name, ...more] = Object.keys(label).filter((identity) => label[identity] === '1');
    if (face === undefined || others.length > 0 || name === undefined || more.length > 0) continue;
    known.set(face, name);
  }
  return known;
}

function pairFigures({ group, groups }: PersonGroups, known: ReadonlyMap<number, string>) {
  const count = { right: 0, wrong: 0, missed: 0 };
  const labelled = [...known];
  for (const [i, [a, nameA]] of labelled.entries()) {
    for (const [b, nameB] of labelled.slice(0, i)) {
      const together = group[a] === group[b];
      if (together) count[nameA === nameB ? 'right' : 'wrong'] += 1;
      else if (nameA === nameB) count.missed += 1;
    }
  }
  return {
    groups: groups.length,
    ...count,
    precision: round(count.right / (count.right + count.wrong)),
    recall: round(count.right / (count.right + count.missed)),
  };
}
