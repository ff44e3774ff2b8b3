// Whether anything has become slower: the first screen, a decision and an export, by two states of the code in turns.
// Run: node test/bench/before.ts ROOT [PHOTOS] [ROUNDS]   ROOT: the code as it was, such as a worktree with node_modules.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine, EngineOptions } from '../../electron/engine/engine.ts';
import { albumInput } from '../fixtures/album-item.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

/** Photos of the bench that show something else. */
const distinct = 60;
const screenful = 60;
const decisions = 60;
const exported = 1000;

const [root, photoCount = '5000', roundCount = '5'] = process.argv.slice(2);
if (root === undefined) throw new Error('Say where the code lies as it was before.');
const [count, rounds] = [Number(photoCount), Number(roundCount)];

type Code = {
  readonly name: string;
  readonly createEngine: (options: EngineOptions) => Engine;
  /** Milliseconds, by what was measured. */
  readonly times: Map<string, number[]>;
};

async function codeIn(name: string, folder: string): Promise<Code> {
  const file = pathToFileURL(join(resolve(folder), 'electron/engine/engine.ts'));
  const { createEngine } = (await import(file.href)) as Pick<Code, 'createEngine'>;
  return { name, createEngine, times: new Map() };
}

async function timed<T>({ times }: Code, what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const done = await work();
  const ms = times.get(what) ?? [];
  ms.push(performance.now() - started);
  times.set(what, ms);
  return done;
}

/** What the engine is asked until a screen of photos is seen: the list, the columns, the thumbnails. */
async function firstScreen({ call }: Engine, photos: string): Promise<Uint32Array> {
  const input = { folders: [photos] };
  await call('folder.sync', input);
  const { ids } = await call('folder.columns', input);
  await call('folder.thumbnails', { ids: [...ids.subarray(0, screenful)] });
  return Uint32Array.from(ids);
}

async function measure(code: Code, work: string, photos: string): Promise<void> {
  const [data, album] = [join(work, 'data'), join(work, 'album')];
  mkdirSync(data);
  const open = () => code.createEngine(engineOptions(data));
  let engine: Engine | undefined;
  try {
    const ids = await timed(code, 'first screen, a new folder', () => {
      engine = open();
      return firstScreen(engine, photos);
    });
    await engine?.close();
    await timed(code, 'first screen, opened before', () => {
      engine = open();
      return firstScreen(engine, photos);
    });
    for (let decision = 0; decision < decisions; decision++) {
      const id = ids[(decision * 7919) % ids.length] ?? NaN;
      const changes = [{ id, stars: 1 + (decision % 5) }];
      await timed(code, 'a decision', async () => engine?.call('decision.write', { changes }));
    }
    const items = [...ids.subarray(0, exported)].map((id, place) => {
      // Earlier code took photos by their paths.
      return { ...albumInput(id, { rank: place + 1 }), path: pathOf(photos, id - 1) };
    });
    await timed(code, `export of ${items.length} photos`, async () =>
      engine?.call('album.export', { items, to: album }),
    );
    await engine?.close();
  } finally {
    for (const made of [data, album]) rmSync(made, { recursive: true, force: true });
  }
}

function pathOf(folder: string, photo: number): string {
  return join(folder, `DSC_${String(photo + 1).padStart(4, '0')}.jpg`);
}

async function fill(folder: string): Promise<void> {
  mkdirSync(folder);
  await fillFolder(folder, Math.min(distinct, count));
  for (let photo = distinct; photo < count; photo++) {
    writeFileSync(
      pathOf(folder, photo),
      varied(readFileSync(pathOf(folder, photo % distinct)), Math.floor(photo / distinct)),
    );
  }
}

/** Another picture to whoever compares bytes: the coarsest step of its first table (JPEG, B.2.4.1) is another. */
function varied(jpeg: Buffer, step: number): Buffer {
  jpeg[jpeg.indexOf(Buffer.of(0xff, 0xdb)) + 5 + 63] = 1 + (step % 255);
  return jpeg;
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const work = temporaryFolder();
try {
  const photos = join(work, 'photos');
  await fill(photos);
  const before = await codeIn('before', root);
  const after = await codeIn('after', '.');
  for (let round = 0; round < rounds; round++)
    for (const code of round % 2 === 0 ? [before, after] : [after, before])
      await measure(code, work, photos);
  for (const [what, ms] of after.times) {
    const [was, is] = [middle(before.times.get(what) ?? []), middle(ms)];
    console.log(
      `${what.padEnd(28)} before ${was.toFixed(1)} ms, after ${is.toFixed(1)} ms, ${(is / was).toFixed(2)} x (middle of ${ms.length})`,
    );
  }
} finally {
  dropFolder(work);
}
