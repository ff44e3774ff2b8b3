// The container file of the HTTP host: what it copies is there, what it starts answers where it asks, and nothing runs as root.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { builtModels, builtPage, projectFolder } from '../../electron/build/build.ts';

const folder = join(projectFolder, 'electron', 'api');
const lines = readFileSync(join(folder, 'Dockerfile'), 'utf8').split('\n');
const ignored = readFileSync(join(folder, 'Dockerfile.dockerignore'), 'utf8').split('\n');
const after = (word: string) =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
const packageJson = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
  readonly engines: { readonly node: string };
};

/** Of the lines that copy out of the checkout. */
const copied = after('COPY')
  .filter((line) => !line.startsWith('--from='))
  .flatMap((line) => line.split(' ').slice(0, -1));

describe('the container file', () => {
  it('copies what the checkout has, and nothing that is kept out of it', () => {
    for (const path of copied) {
      assert.ok(existsSync(join(projectFolder, path)), `${path} is not there`);
      assert.ok(!ignored.includes(path), `${path} is kept out`);
    }
    for (const needed of [
      'electron',
      'shared',
      'models',
      'assets',
      'renderer',
      'package-lock.json',
    ])
      assert.ok(copied.includes(needed), `${needed} is not copied`);
    for (const path of ['dist', 'node_modules', 'test', '.git']) assert.ok(ignored.includes(path));
  });

  it('takes what is built from where the build puts it', () => {
    const built = after('COPY').flatMap((line) =>
      line.startsWith('--from=build ') ? [line.split(' ')] : [],
    );
    const places = [builtPage, builtModels].map((path) => relative(projectFolder, path));
    assert.deepEqual(
      built.map(([, from, to]) => [from, to]),
      places.map((place) => [`/podium/${place}`, place]),
    );
    assert.ok(after('RUN').some((line) => line.includes('node electron/build/build.ts')));
    assert.ok(existsSync(join(projectFolder, 'electron', 'build', 'build.ts')));
    const start = after('CMD').join();
    assert.ok(start.includes(`cp -Rn ${relative(projectFolder, builtModels)}/. /data/models/`));
  });

  it('starts what answers on the port that its health check asks, on a Node that will do, not as root', () => {
    const [start = ''] = after('CMD');
    const [, entry = '', port = ''] = /exec node (\S+) serve --port (\d+)/.exec(start) ?? [];
    assert.ok(existsSync(join(projectFolder, entry)), entry);
    assert.match(after('HEALTHCHECK').join(), new RegExp(`http://127\\.0\\.0\\.1:${port}/'`));
    assert.deepEqual(after('EXPOSE'), [port]);
    assert.deepEqual([after('USER'), after('VOLUME')], [['node'], ['/data']]);
    assert.ok(lines.indexOf('USER node') < lines.findIndex((line) => line.startsWith('CMD ')));
    assert.match(after('ENV').join(), /PODIUM_DATA=\/data/);
    const wanted = /(\d+)/.exec(packageJson.engines.node)?.[1] ?? '';
    for (const image of after('FROM'))
      assert.ok(Number(/^node:(\d+)-/.exec(image)?.[1]) > Number(wanted), image);
  });
});
