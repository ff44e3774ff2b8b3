// Texts that come from elsewhere: sidecars, tables, settings, prompts, lists of models and of classes, journals of exports.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLabels } from '../../../electron/cli/terminal/labels.ts';
import { readSportLabels } from '../../../electron/disk/sport-labels.ts';
import { settleExports } from '../../../electron/engine/album/settle.ts';
import { readSettings, writeSettings } from '../../../electron/engine/files/settings-file.ts';
import { readPromptSets } from '../../../electron/engine/scoring/prompts.ts';
import { mergeSidecar, readSidecar, sidecarText } from '../../../electron/engine/xmp/sidecar.ts';
import { readCatalogue } from '../../../models/catalogue.ts';
import { readLabels as readClasses } from '../../../models/labels.ts';
import { manifest } from '../../../models/manifest.ts';
import { settingNames, settingProblem } from '../../../shared/settings.ts';
import { rawness } from '../judge.ts';
import { Wrong, type OpenParser, type Parser, type Take } from '../parser.ts';
import * as texts from '../seeds/texts.ts';

/** A parser that is given the path of a file. */
function ofFile(name: string, take: (path: string, folder: string) => Promise<unknown>) {
  return (folder: string): Promise<OpenParser> =>
    Promise.resolve({
      take: (bytes) => {
        const path = join(folder, name);
        writeFileSync(path, bytes);
        return take(path, folder);
      },
    });
}

const changes = { rating: 3, label: 'Red', flag: 'pick', addSubjects: ['sharp'] } as const;

/** What is merged into a sidecar stands in it afterwards, and merging it again changes nothing. */
async function sidecar(path: string): Promise<void> {
  const text = await sidecarText(path);
  readSidecar(text);
  const merged = mergeSidecar(text, changes);
  const { rating, label, flag, subjects } = readSidecar(merged);
  if (rating !== 3 || label !== 'Red' || flag !== 'pick' || !subjects.includes('sharp'))
    throw new Wrong('What was merged into the sidecar is not in it.');
  if (mergeSidecar(merged, changes) !== merged) throw new Wrong('Merging again changes it.');
}

const photos = ['/photos/a.jpg', '/photos/b.jpg', '/photos/c.jpg'];

async function table(path: string): Promise<void> {
  const { values } = readLabels(
    path,
    photos.map((photo) => [photo]),
  );
  if (values.length !== photos.length) throw new Wrong('A photo has no label.');
  return Promise.resolve();
}

async function settings(path: string, folder: string): Promise<void> {
  const notes: string[] = [];
  const before = readFileSync(path);
  const read = readSettings(path, (sentence) => notes.push(sentence));
  const wrong = settingNames.filter((name) => settingProblem(name, read[name]) !== null);
  if (wrong.length > 0) throw new Wrong(`It took a wrong value of ${wrong.join(', ')}.`);
  const raw = notes.map(rawness).find((one) => one !== null);
  if (raw !== undefined) throw new Wrong(raw);
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  if (!kept.some((one) => one.equals(before))) throw new Wrong('The user’s file is gone.');
  writeSettings(path, {});
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  return Promise.resolve();
}

async function prompts(_path: string, folder: string): Promise<void> {
  const { sets, faults } = await readPromptSets(folder);
  const [fault] = faults.values();
  if (fault) throw fault;
  const set = sets.get('mine');
  if (!set?.positive.length || !set.negative.length) throw new Wrong('A set has no prompts.');
}

const classes: Take = (bytes) => {
  const names = readClasses(bytes.toString('utf8'));
  if (names.some((name) => name === '')) throw new Wrong('A class has no name.');
  return Promise.resolve();
};

const originals = { 'a.jpg': 'one photo', 'b.jpg': 'another photo', 'note.txt': 'no photo' };

/** Whatever a journal says: an original that goes is in the album, byte by byte. */
function openJournals(folder: string): Promise<OpenParser> {
  const [photosFolder, album] = [join(folder, 'photos'), join(folder, 'album')];
  const take: Take = async (bytes) => {
    for (const one of [photosFolder, album]) rmSync(one, { recursive: true, force: true });
    for (const one of [photosFolder, album]) mkdirSync(one);
    for (const [name, text] of Object.entries(originals))
      writeFileSync(join(photosFolder, name), text);
    writeFileSync(join(album, texts.partName), originals['a.jpg']);
    writeFileSync(join(album, 'theirs.jpg'), 'somebody’s own');
    const journal = bytes.toString('utf8').replaceAll(texts.photosMark, photosFolder);
    writeFileSync(join(album, texts.journalName), journal);
    await settleExports(album);
    const left = [photosFolder, album].flatMap((one) =>
      readdirSync(one).map((name) => readFileSync(join(one, name), 'utf8')),
    );
    const lost = [...Object.values(originals), 'somebody’s own'].filter(
      (text) => !left.includes(text),
    );
    if (lost.length > 0) throw new Wrong(`Settling the export lost ${lost.join(', ')}.`);
  };
  return Promise.resolve({ take });
}

export const textParsers: readonly Parser[] = [
  { name: 'sidecar', weight: 10, seeds: texts.sidecarSeeds, open: ofFile('a.xmp', sidecar) },
  { name: 'csv', weight: 10, seeds: texts.tableSeeds, open: ofFile('labels.csv', table) },
  {
    name: 'csv-sports',
    weight: 10,
    seeds: texts.sportSeeds,
    open: ofFile('sports.csv', (path) =>
      Promise.resolve().then(() => readSportLabels(path, photos)),
    ),
  },
  {
    name: 'settings',
    weight: 10,
    seeds: texts.settingsSeeds,
    open: ofFile('settings.json', settings),
  },
  { name: 'prompts', weight: 10, seeds: texts.promptSeeds, open: ofFile('mine.json', prompts) },
  {
    name: 'manifest',
    weight: 10,
    seeds: texts.catalogueSeeds,
    open: ofFile('catalogue.json', (_path, folder) => readCatalogue(folder, manifest)),
  },
  {
    name: 'classes',
    weight: 10,
    seeds: texts.classSeeds,
    open: () => Promise.resolve({ take: classes }),
  },
  { name: 'journal', weight: 10, seeds: texts.journalSeeds, open: openJournals },
];
