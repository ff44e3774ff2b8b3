// `npm test`: every test file in a process of its own, two at a time at least. Much of a test is waiting, for a browser
// or a disk, and Node's own choice of one file at a time leaves one of two cores idle.

import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

run({
  cwd: project,
  files: globSync('test/**/*.test.ts', { cwd: project }).sort(),
  concurrency: Math.max(2, availableParallelism() - 1),
  timeout: 300_000,
  execArgv: ['--import', './test/fixtures/compiled.js'],
})
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(spec)
  .pipe(process.stdout);
