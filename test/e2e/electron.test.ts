// Every test of the page once more, in Electron itself, where its binary is; where it is not, how many were not run.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { electronRuntime } from '../../electron/cli/start.ts';
import { testsCounted } from './count-tests.ts';
import { hostVariable } from './pages/session.ts';

const here = import.meta.dirname;
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts') && name !== basename(import.meta.filename))
  .map((name) => join(here, name));

/** Why Electron cannot be driven here; undefined where it can. */
function whyNot(): string | undefined {
  if (electronRuntime() === undefined) return 'Electron binary not present';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const noDisplay = DISPLAY === undefined && WAYLAND_DISPLAY === undefined;
  return process.platform === 'linux' && noDisplay
    ? 'No display for Electron (xvfb-run gives it one)'
    : undefined;
}

/** Imports the files with a node:test that only counts. */
async function countTests(): Promise<number> {
  process.env[hostVariable] = 'electron';
  const counting = pathToFileURL(join(here, 'count-tests.ts')).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'node:test' ? { url: counting, shortCircuit: true } : next(specifier, context),
  });
  for (const file of files) await import(pathToFileURL(file).href);
  hooks.deregister();
  return testsCounted();
}

/** One file at a time: windows of two would fight for the focus. Resolves with what was printed when it failed. */
function runInElectron(file: string): Promise<string | undefined> {
  const env: NodeJS.ProcessEnv = { ...process.env, [hostVariable]: 'electron' };
  delete env['NODE_TEST_CONTEXT']; // a run of its own, not a part of this one
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', file], { env });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve(code === 0 ? undefined : printed);
    });
  });
}

const reason = whyNot();

describe('in Electron', () => {
  if (reason === undefined)
    for (const file of files)
      it(basename(file), async () => {
        assert.equal(await runInElectron(file), undefined);
      });
  else
    it('counts what is not run', async (test) => {
      const tests = await countTests();
      assert.ok(tests >= files.length, `${tests} tests in ${files.length} files`);
      console.log(`${reason}: ${tests} tests not run`);
      test.diagnostic(`${reason}: ${tests} tests not run`);
    });
});
