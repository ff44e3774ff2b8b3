// Owns the golden table of focus: bursts of large photos whose subject is softer by a pixel or two in all frames but one.
// Run: node test/golden/focus.ts [--scenes N]

import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import type { Box } from '../../shared/photo.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { choosePhotos, rankColumns } from '../../shared/shoot/ranked-photos.ts';
import { focusBurst } from '../fixtures/focus-burst.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { labelledFolder } from './labelled-photos.ts';

/** Of the frames, in pixels at full size: the third one is in focus. */
const sigmas = [1, 2, 0, 1.5];
const inFocus = 2;

/** Photos that have detail at their own size: of 6 to 11 megapixels. */
const large = [
  'serena_williams/Australian_Open_Tennis.JPG.jpg',
  'roger_federer/Federer_640.jpg',
  'serena_williams/ap_serena1.jpg',
  'serena_williams/EPA_Britain-Tennis-Wimbledon-2019-Grand-Slam_07708067jpg-JS504550178-1.jpg',
  'serena_williams/b47a15e872fd97677ece0952f97a952a.jpg',
  'serena_williams/GettyImages-546039732.jpg',
];

type Row = {
  readonly scene: string;
  readonly before: boolean;
  readonly sports: boolean;
  readonly portrait: boolean;
  readonly read: number;
  readonly 'ms a frame': number;
};

type Scene = { readonly photo: string; readonly enlargedPx: number | null };

/** Of a processor: other work on the machine does not count. */
function cpuMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function analysed(engine: Engine, folder: string) {
  const input = { folders: [folder] };
  await engine.call('folder.sync', input);
  const start = process.cpuUsage();
  const summary = await engine.call('folder.analyse', input);
  return { input, summary, ms: cpuMs(start) };
}

/** All that the main bodies fill: which of them counts most may differ from frame to frame. */
async function subjectOf(engine: Engine, path: string): Promise<Box | null> {
  const { seen } = await engine.call('photo.about', { photo: { path } });
  const main = (seen.things ?? []).filter(({ isMain, kind }) => isMain && kind === 'person');
  if (main.length === 0) return null;
  const x = Math.min(...main.map(({ box }) => box.x));
  const y = Math.min(...main.map(({ box }) => box.y));
  const right = Math.max(...main.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...main.map(({ box }) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The frame that an album of one takes. */
async function coverOf(
  engine: Engine,
  folder: string,
  preset: 'sports' | 'portrait',
): Promise<number> {
  const input = { folders: [folder] };
  const [columns, embeddings, decisions] = await Promise.all([
    engine.call('folder.columns', input),
    engine.call('folder.embeddings', input),
    engine.call('decision.read', input),
  ]);
  const settings = defaultSettings;
  const known = { columns, embeddings, decisions, settings };
  const ranking = rankColumns(known, presetWeights(settings, preset), null);
  const [first] = choosePhotos(ranking, { count: 1, variety: 0.3, from: 'all but rejects' });
  return Number(/frame(\d)/.exec(columns.paths[first ?? -1] ?? '')?.[1]);
}

async function measure(scenes: readonly Scene[]) {
  const work = temporaryFolder();
  const rows: Row[] = [];
  try {
    const about = createEngine(engineOptions(join(work, 'about')));
    for (const [number, scene] of scenes.entries()) {
      const subject = await subjectOf(about, scene.photo);
      if (!subject) {
        console.log(`No main body in ${scene.photo}.`);
        continue;
      }
      const folder = join(work, String(number));
      mkdirSync(folder);
      for (const [i, frame] of (await focusBurst({ ...scene, subject, sigmas })).entries())
        writeFileSync(join(folder, `frame${i}.jpg`), frame);
      const engine = createEngine(engineOptions(join(work, `data${number}`)));
      await engine.call('settings.write', { values: { 'bursts.focusFrames': 0 } });
      await analysed(engine, folder);
      const before = await coverOf(engine, folder, 'sports');
      await engine.call('settings.write', { values: { 'bursts.focusFrames': 8 } });
      const { summary, ms } = await analysed(engine, folder);
      rows.push({
        scene: scene.photo.split('/').slice(-2).join('/'),
        before: before === inFocus,
        sports: (await coverOf(engine, folder, 'sports')) === inFocus,
        portrait: (await coverOf(engine, folder, 'portrait')) === inFocus,
        read: summary.filesRead,
        'ms a frame': Math.round(ms / Math.max(1, summary.filesRead)),
      });
      console.log(rows.at(-1));
      await engine.close();
      dropFolder(folder);
    }
    await about.close();
  } finally {
    dropFolder(work);
  }
  console.table(rows);
  const count = (name: 'before' | 'sports' | 'portrait') => rows.filter((row) => row[name]).length;
  console.log(
    `The frame in focus is kept, of ${rows.length} bursts: ${count('sports')} by Sports, ${count('portrait')} by Portrait; ${count('before')} by Sports without looking closer.`,
  );
}

const { values } = parseArgs({ options: { scenes: { type: 'string', default: '6' } } });
const sports = labelledFolder('sports');
const people = labelledFolder('people');
if (sports && people) {
  const schema = z.array(z.object({ photo: z.string(), kind: z.string(), keep: z.number() }));
  const labels = schema.parse(JSON.parse(await readFile(join(sports, 'moments.json'), 'utf8')));
  const kept = labels.filter(({ kind, keep }) => kind === 'play' && keep >= 2);
  const step = kept.length / Number(values.scenes);
  const chosen = Array.from(
    { length: Number(values.scenes) },
    (_, i) => kept[Math.floor(i * step)],
  );
  await measure([
    ...chosen.flatMap((label) =>
      label ? [{ photo: join(sports, 'photos', label.photo), enlargedPx: 6000 }] : [],
    ),
    ...large.map((name) => ({ photo: join(people, 'athletes', name), enlargedPx: null })),
  ]);
}
