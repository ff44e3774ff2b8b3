// Builds what Electron and browsers cannot run as it is: the page, the TypeScript of the app as JavaScript, the models.

import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineOptionsIn } from '../host/data-folder.ts';
import { createEngine } from '../engine/engine.ts';
import { billOfMaterials } from './licences/bill.ts';
import { thirdPartyNotices } from './licences/notices.ts';
import { replaceFolder } from './replace-folder.ts';

/** The checkout. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
export const builtPage = join(projectFolder, 'dist', 'renderer');
export const builtApp = join(projectFolder, 'dist', 'app');
export const builtModels = join(projectFolder, 'dist', 'models');
const builtLicences = join(projectFolder, 'dist', 'licences');
/** Of the page too, which shows it. */
const noticesFile = 'notices.txt';

/** Layers that run on Node, and what they read beside their code. */
const appFolders = ['electron', 'shared', 'models', 'assets'];
const pageFolders = [
  'renderer',
  'shared',
  'vite.config.ts',
  'package-lock.json',
  'electron/build/licences',
  'models/notices.txt',
];
/** What only a checkout needs: the command line, the browser host, what builds. Paths begin like these. */
const notInTheApp = [
  'electron/api/',
  'electron/browser/',
  'electron/build/',
  'electron/cli/',
  'electron/app/preload.ts', // bundled instead
  'assets/entitlements.',
  'assets/icon.',
  'assets/make-icon.ts',
];

/** Builds the page when there is none or its sources are newer. True when it did. */
export async function buildPageIfStale(): Promise<boolean> {
  if (!(await isStale(join(builtPage, 'index.html'), pageFolders))) return false;
  await buildPage();
  return true;
}

/** With the notices that it shows. A host that serves the old page, or a second build, never meets half of one. */
export async function buildPage(): Promise<void> {
  // Only a checkout has it, and only a build needs it.
  const { build } = await import('vite');
  const configFile = join(projectFolder, 'vite.config.ts');
  await buildBeside(builtPage, async (outDir) => {
    await build({ configFile, logLevel: 'warn', build: { outDir } });
    await writeFile(join(outDir, noticesFile), await thirdPartyNotices(projectFolder));
  });
}

/** Makes a folder under another name first, and puts it in its place when it is whole. */
async function buildBeside(place: string, make: (to: string) => Promise<void>): Promise<void> {
  const fresh = `${place}.${process.pid}`;
  try {
    await make(fresh);
    await replaceFolder(fresh, place);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** True when `made` is missing or older than anything in the folders and files of the checkout it is made of. */
async function isStale(made: string, sources: readonly string[]): Promise<boolean> {
  const madeMs = await modifiedMs(made);
  if (madeMs === undefined) return true;
  const newest = await Promise.all(sources.map((source) => newestMs(join(projectFolder, source))));
  return Math.max(...newest) > madeMs;
}

/** Folders count too: theirs changes when a file in them goes. */
async function newestMs(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = await Promise.all(
    inside.map((entry) => modifiedMs(join(entry.parentPath, entry.name))),
  );
  return Math.max(found.mtimeMs, ...times.map((time) => time ?? 0));
}

function modifiedMs(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => undefined,
  );
}

/** Builds the app when there is none or its sources are newer. True when it did. */
export async function buildAppIfStale(): Promise<boolean> {
  if (!(await isStale(join(builtApp, 'electron', 'app', 'preload.cjs'), appFolders))) return false;
  await buildBeside(builtApp, buildApp);
  return true;
}

/**
 * The app's tree in `to`, file for file as in the checkout: types are stripped (which keeps every line where it was), imports
 * of our `.ts` files become `.js`. Nothing is bundled, except the preload, which Electron's sandbox wants as one script.
 */
export async function buildApp(to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  for (const folder of appFolders) {
    const files = await readdir(join(projectFolder, folder), {
      recursive: true,
      withFileTypes: true,
    });
    for (const file of files.filter((entry) => entry.isFile())) {
      const source = join(file.parentPath, file.name);
      if (belongsToApp(source)) await buildFile(source, to);
    }
  }
  await bundlePreload(to);
}

function belongsToApp(source: string): boolean {
  const path = relative(projectFolder, source).replaceAll(sep, '/');
  const forCompiler = path.endsWith('/tsconfig.json') || path.endsWith('.d.ts');
  return !forCompiler && !notInTheApp.some((start) => path.startsWith(start));
}

async function buildFile(source: string, to: string): Promise<void> {
  const made = join(to, relative(projectFolder, source));
  await mkdir(dirname(made), { recursive: true });
  if (extname(source) !== '.ts') {
    await cp(source, made);
    return;
  }
  const stripped = stripTypeScriptTypes(await readFile(source, 'utf8'));
  await writeFile(made.replace(/\.ts$/, '.js'), await importJavaScript(stripped, source));
}

/** `'./scan.ts'`, in an import or as the address of a worker, becomes `'./scan.js'` where that file is ours. */
async function importJavaScript(code: string, source: string): Promise<string> {
  const names = new Set(Array.from(code.matchAll(/'([\w./-]+)\.ts'/g), ([, name]) => name ?? ''));
  let rewritten = code;
  for (const name of names) {
    const target = resolve(dirname(source), `${name}.ts`);
    if ((await modifiedMs(target)) !== undefined)
      rewritten = rewritten.replaceAll(`'${name}.ts'`, `'${name}.js'`);
  }
  return rewritten;
}

async function bundlePreload(to: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: join(to, 'electron', 'app'),
      emptyOutDir: false,
      minify: false,
      target: 'chrome130',
      lib: { entry: join(projectFolder, 'electron', 'app', 'preload.ts'), formats: ['cjs'] },
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'preload.cjs' } },
    },
  });
}

/** The embedded models as the packaged app carries them. Built by an engine, which checks every file it finds there. */
export async function buildModels(): Promise<void> {
  await rm(builtModels, { recursive: true, force: true }); // those of an earlier version would be packed too
  const data = await mkdtemp(join(tmpdir(), 'podium-build-'));
  const engine = createEngine({ ...engineOptionsIn(data), modelsFolder: builtModels });
  try {
    await engine.call('models.list', {});
  } finally {
    await engine.close();
    await rm(data, { recursive: true, force: true });
  }
}

/** What lies beside the packaged app: the notices for whoever looks there, and the bill of materials for programs. */
export async function buildLicences(to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await writeFile(join(to, noticesFile), await thirdPartyNotices(projectFolder));
  await writeFile(join(to, 'sbom.cdx.json'), await billOfMaterials(projectFolder));
}

// As a script: everything that is packaged, afresh.
if (import.meta.main) {
  await buildPage();
  await buildBeside(builtApp, buildApp);
  await buildModels();
  await buildBeside(builtLicences, buildLicences);
}
