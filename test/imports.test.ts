// Who may import whom: every rule of the table is broken once on purpose, and the compiler or the linter says so.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { circles, importsIn, sourcesOf } from './fixtures/import-graph.ts';
import { builtPage, buildPageIfStale, projectFolder } from '../electron/build/build.ts';

let linter: ESLint;

before(() => {
  // Rules about imports read one file at a time: without types a snippet needs no place in a project.
  linter = new ESLint({
    cwd: projectFolder,
    overrideConfig: {
      rules: tseslint.configs.disableTypeChecked.rules ?? {},
      languageOptions: { parserOptions: { projectService: false } },
    },
  });
});

/** What the linter says about imports in `code` if it were the file `path`. */
async function lint(path: string, code: string): Promise<string[]> {
  const [result] = await linter.lintText(code, { filePath: join(projectFolder, path) });
  assert.ok(result);
  return result.messages
    .filter(({ ruleId, fatal }) => fatal === true || ruleId?.endsWith('no-restricted-imports'))
    .map(({ message }) => message);
}

const owners = [
  [
    'sharp',
    'electron/engine/formats/decode.ts',
    'Only electron/engine/formats/decode.ts opens images',
  ],
  [
    'onnxruntime-node',
    'electron/engine/running/inference.ts',
    'Only electron/engine/running/inference.ts runs',
  ],
  ...['electron/engine/cache/database.ts', 'models/state.ts', 'models/lock.ts'].map(
    (path) =>
      [
        'better-sqlite3',
        path,
        'Only electron/engine/cache/database.ts, models/state.ts and models/lock.ts open',
      ] as const,
  ),
  ['electron', 'electron/app/main.ts', 'Only electron/app/main.ts and electron/app/preload.ts'],
  ['electron', 'electron/app/preload.ts', 'Only electron/app/main.ts and electron/app/preload.ts'],
] as const;
const anyone = [
  'shared/calls/rpc.ts',
  'models/folder.ts',
  'electron/browser/server.ts',
  'electron/cli/commands/rank.ts',
  'electron/engine/queue.ts',
  'electron/engine/stages/faces/faces.ts',
  'electron/engine/cache/files.ts',
  'renderer/page/store.ts',
  'renderer/App.tsx',
];

describe('packages with one owner', () => {
  for (const [name, owner, message] of owners) {
    it(`${name} is imported by ${owner}`, async () => {
      assert.deepEqual(await lint(owner, `import * as it from '${name}';\nexport { it };\n`), []);
    });
    it(`${name} is imported by nobody else than its owners`, async () => {
      for (const path of anyone) {
        const said = await lint(path, `import * as it from '${name}';\nexport { it };\n`);
        assert.equal(said.length, 1, path);
        assert.ok(said[0]?.includes(message), `${path}: ${said[0] ?? ''}`);
      }
    });
  }
});

describe('inside the project the linter refuses', () => {
  const refused = [
    [
      'electron/browser/server.ts',
      '../engine/queue.ts',
      /Hosts use electron\/engine\/engine\.ts only/,
    ],
    [
      'electron/app/main.ts',
      '../engine/cache/files.ts',
      /Hosts use electron\/engine\/engine\.ts only/,
    ],
    ['electron/cli/commands/rank.ts', '../../engine/files/scan.ts', /Hosts use/],
    ['electron/api/rank.ts', '../cli/commands/rank.ts', /The command line stands on/],
    ['electron/host/rank-folders.ts', '../cli/commands/rank.ts', /The command line stands on/],
    ['electron/engine/stages/faces/faces.ts', '../../cache/files.ts', /Stages know pixels/],
    ['electron/engine/stages/faces/stage.ts', '../../cache/rows.ts', /Stages know pixels/],
    ['electron/engine/stage.ts', './cache/database.ts', /Stages know pixels/],
    ['electron/engine/analyse.ts', './cache/analyses.ts', /Stages know pixels/],
    ['electron/engine/cache/columns.ts', '../stages/faces/stage.ts', /knows none by name/],
    ['electron/engine/cache/files.ts', '../stages/faces/faces.ts', /it never computes a signal/],
    ['electron/engine/cache/database.ts', '../stages/faces/faces.ts', /it never computes a signal/],
    ['renderer/page/store.ts', '../../shared/contract.ts', /Schemas stay out of the page/],
    ['renderer/grid/Grid.tsx', '../../shared/contract-inputs.ts', /Schemas stay out of the page/],
    ['renderer/grid/Grid.tsx', '../../shared/contract-outputs.ts', /Schemas stay out of the page/],
  ] as const;
  for (const [path, imported, message] of refused)
    it(`${imported} in ${path}`, async () => {
      const said = await lint(path, `import { it } from '${imported}';\nexport { it };\n`);
      assert.match(said.join(), message);
    });

  it('nothing that is allowed', async () => {
    for (const [path, code] of [
      ['electron/browser/server.ts', "import { createEngine } from '../engine/engine.ts';"],
      ['electron/engine/queue.ts', "import { openFiles } from './cache/files.ts';"],
      ['renderer/page/store.ts', "import type { Preset } from '../../shared/contract.ts';"],
    ] as const)
      assert.deepEqual(await lint(path, code), [], path);
  });
});

describe('files', () => {
  it('import each other in no circle', () => {
    const imports = importsIn(projectFolder, sourcesOf(projectFolder));
    assert.ok(imports.size > 500);
    assert.deepEqual(circles(imports), []);
    const [path = '', [imported = ''] = []] = [...imports].find(([, all]) => all.length > 0) ?? [];
    const back = new Map(imports).set(imported, [path]);
    assert.ok(circles(back).some((circle) => circle.includes(path) && circle.includes(imported)));
  });
});

describe('the page', () => {
  it('carries no schemas', async () => {
    await buildPageIfStale();
    const scripts = readdirSync(join(builtPage, 'assets')).filter((name) => name.endsWith('.js'));
    assert.ok(scripts.length > 0);
    for (const name of scripts)
      assert.doesNotMatch(readFileSync(join(builtPage, 'assets', name), 'utf8'), /ZodError|_zod/);
  });

  it('has components of at most 250 lines', async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, line) => `export const x${line} = 1;`).join('\n');
    const said = async (count: number) => {
      const [result] = await linter.lintText(lines(count), {
        filePath: join(projectFolder, 'renderer/grid/Grid.tsx'),
      });
      return result?.messages.filter(({ ruleId }) => ruleId === 'max-lines').length;
    };
    assert.equal(await said(250), 0);
    assert.equal(await said(251), 1);
  });
});

/** Errors of the compiler in a file `path` of a layer that says `code`; `path` need not exist. */
function compile(layer: string, code: string): string[] {
  const configFile = join(projectFolder, layer, 'tsconfig.json');
  const snippet = join(projectFolder, layer, 'snippet.ts');
  const config = ts.getParsedCommandLineOfConfigFile(configFile, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  assert.ok(config);
  const host = ts.createCompilerHost(config.options);
  const onDisk = { ...host };
  host.fileExists = (name) => name === snippet || onDisk.fileExists(name);
  host.getSourceFile = (name, language, ...rest) =>
    name === snippet
      ? ts.createSourceFile(name, code, language)
      : onDisk.getSourceFile(name, language, ...rest);
  // Other layers are read as they are, not as they were when they were last built.
  Object.assign(host, { useSourceOfProjectReferenceRedirect: () => true });
  const program = ts.createProgram({
    rootNames: [snippet],
    options: config.options,
    projectReferences: config.projectReferences ?? [],
    host,
  });
  const file = program.getSourceFile(snippet);
  const found = [...program.getOptionsDiagnostics(), ...program.getSemanticDiagnostics(file)];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('between layers the compiler refuses', () => {
  const refused = [
    ['shared', '../electron/engine/versions.ts'],
    ['shared', '../electron/app/channels.ts'],
    ['shared', '../renderer/keys/key-table.ts'],
    ['electron/disk', '../engine/versions.ts'],
    ['electron/disk', '../../models/manifest.ts'],
    ['electron/engine', '../app/channels.ts'],
    ['electron/engine', '../../renderer/keys/key-table.ts'],
    ['electron', '../renderer/keys/key-table.ts'],
    ['renderer', '../electron/engine/versions.ts'],
    ['renderer', '../electron/app/channels.ts'],
    ['renderer', '../models/manifest.ts'],
  ] as const;
  for (const [layer, imported] of refused)
    it(`${imported} in ${layer}`, () => {
      const said = compile(layer, `import * as it from '${imported}';\nexport { it };\n`).join(
        '\n',
      );
      const name = imported.replaceAll('../', '');
      assert.ok(said.includes(name) && said.includes('not listed within the file list'), said);
    });

  it('Node and the DOM in shared, Node in the page, the DOM in hosts and engine', () => {
    assert.match(compile('shared', `import 'node:fs';\nexport {};\n`).join(), /node:fs/);
    assert.match(compile('shared', 'export const it = document;\n').join(), /'document'/);
    assert.match(compile('shared', 'export const it = process;\n').join(), /'process'/);
    assert.match(compile('renderer', 'export const it = process;\n').join(), /'process'/);
    assert.match(compile('electron', 'export const it = document;\n').join(), /'document'/);
    assert.match(compile('electron/engine', 'export const it = document;\n').join(), /'document'/);
  });

  it('nothing that is allowed', () => {
    const shared = `import { maxRank } from '../shared/calls/host.ts';`;
    assert.match(compile('renderer', shared).join(), /no exported member 'maxRank'/);
    const imported = `import { enginePort as it } from '../shared/calls/host.ts';\nexport { it };\n`;
    for (const layer of ['renderer', 'electron', 'models'])
      assert.deepEqual(compile(layer, imported), [], layer);
  });
});
