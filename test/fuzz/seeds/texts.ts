// Texts as people and programs write them for Podium, whole and right.

import { hash } from 'node:crypto';
import { manifest } from '../../../models/manifest.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { madeEntry } from '../../fixtures/made-model.ts';
import { sidecars } from '../../fixtures/sidecars.ts';
import type { Seed } from '../mutations/mutate.ts';
import type { Structure } from '../mutations/structure.ts';
import { csvText, jsonText, lines, xmlText } from '../mutations/texts.ts';

function seeds(texts: readonly (string | Buffer)[], structure: Structure): Promise<Seed[]> {
  return Promise.resolve(
    texts.map((text, i) => ({ name: `seed-${i}`, bytes: Buffer.from(text as string), structure })),
  );
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

export const sidecarSeeds = (): Promise<Seed[]> =>
  seeds([...Object.values(sidecars), utf16(sidecars.darktable)], xmlText);

export const tableSeeds = (): Promise<Seed[]> =>
  seeds(
    [
      'path,rating\n/photos/a.jpg,5\n/photos/b.jpg,3\n/photos/c.jpg,\n',
      '\ufefffile,pick\r\n"a.jpg",true\r\n"b.jpg",FALSE\r\n',
      'photo,score,note\na.jpg,0.5,"two\nlines, ""quoted"""\nb.jpg,1e-3,\n',
      'file,label\na.jpg,1\nc.jpg,0\n',
    ],
    csvText,
  );

export const sportSeeds = (): Promise<Seed[]> =>
  seeds(
    [
      'path,label\n/photos/a.jpg,tennis\nb.jpg,field hockey\n',
      'file;sport\n',
      'file,sport\na.jpg,"x"\n',
    ],
    csvText,
  );

export async function classSeeds(): Promise<Seed[]> {
  const named = await seeds(
    ['class_index,class\n0,tennis\n1,golf\n', 'index,name\n1,b\n0,a\n'],
    csvText,
  );
  const listed = await seeds(
    ['["tennis", "golf"]', '{"0":"a","1":"b"}', '{"a":0,"b":1}'],
    jsonText,
  );
  return [...named, ...listed, ...(await seeds(['tennis\ngolf\n', '0 a\n1 b\n'], lines))];
}

export const settingsSeeds = (): Promise<Seed[]> =>
  seeds(
    [
      JSON.stringify(defaultSettings, null, 2),
      JSON.stringify({ 'decode.maxMegapixels': 100, 'of a newer Podium': [1, 'two'] }),
      '{}',
    ],
    jsonText,
  );

export const promptSeeds = (): Promise<Seed[]> =>
  seeds(
    [JSON.stringify({ positive: ['a good photo', 'sharp'], negative: ['blurred', 'noise'] })],
    jsonText,
  );

export function catalogueSeeds(): Promise<Seed[]> {
  const own = manifest
    .filter(({ source }) => source.kind === 'download')
    .slice(0, 2)
    .map((entry) => ({
      ...entry,
      id: `${entry.id}-own`,
      files: entry.files.map((file) => ({ ...file, file: `own-${file.file}` })),
    }));
  return seeds(
    [
      JSON.stringify({ models: own }),
      JSON.stringify({ models: [madeEntry('made', 'classifier', ['network', 'names'])] }),
    ],
    jsonText,
  );
}

export const photosMark = '/the/photos';
const other = '00000000-0-1-00000000'.replace(/^0{8}/, '12345678');
export const journalName = `.podium-${other}.export`;
export const partName = `.podium-${other}-1.part`;
const sha256 = hash('sha256', 'one photo');

export function journalSeeds(): Promise<Seed[]> {
  const plan = (move: boolean) => ({
    ...{ kind: 'plan', id: other, template: '{rank}_{name}', move },
    stems: [[`${photosMark}/a.jpg`, '001_a']],
  });
  const file = (more: object) => ({
    ...{ kind: 'photo', from: `${photosMark}/a.jpg`, name: '001_a.jpg', part: partName },
    ...{ sha256, removed: null },
    ...more,
  });
  const moved = file({ removed: sha256 });
  const named = file({ name: 'theirs.jpg', removed: hash('sha256', 'no photo') });
  const journals = [
    [plan(false), { kind: 'placing', files: [file({})] }],
    [plan(true), { kind: 'placing', files: [moved] }],
    [plan(true), { kind: 'settled' }, { kind: 'placing', files: [moved, named] }],
  ];
  return seeds(
    journals.map((journal) => journal.map((line) => `${JSON.stringify(line)}\n`).join('')),
    jsonText,
  );
}
