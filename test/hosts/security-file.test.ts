// SECURITY.md says what is proved by which test: those tests are there, and what it says of the sources is so.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectFolder } from '../../electron/build/build.ts';

const text = readFileSync(join(projectFolder, 'SECURITY.md'), 'utf8').replaceAll(/\n(?!\n)/g, ' ');

/** Each file that is named, with the titles that follow it. */
const named = Array.from(
  text.matchAll(/`(test\/[\w./-]+\.ts)`: (“[^”]+”(?:, “[^”]+”)*)/g),
  ([, file = '', titles = '']) =>
    Array.from(titles.matchAll(/“([^”]+)”/g), ([, title = '']) => ({ file, title })),
).flat();

describe('SECURITY.md', () => {
  it('names tests that are there', () => {
    assert.ok(named.length > 30, `${named.length} tests are named`);
    for (const { file, title } of named) {
      const source = readFileSync(join(projectFolder, file), 'utf8').replaceAll("\\'", "'");
      const quoted = [`it('${title}'`, `it("${title}"`];
      assert.ok(
        quoted.some((start) => source.includes(start)),
        `${file}: ${title}`,
      );
    }
  });

  it("has a line for each of Electron's twenty", () => {
    const numbers = Array.from(text.matchAll(/\| +(\d+) \|/g), ([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });
});

describe('the app', () => {
  it('uses none of what Electron advises against', () => {
    const folder = join(projectFolder, 'electron', 'app');
    const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const page = readFileSync(join(projectFolder, 'renderer', 'index.html'), 'utf8');
    const advisedAgainst =
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|<webview|openExternal|loadFile|file:\/\/\//;
    for (const source of [...sources, page]) assert.doesNotMatch(source, advisedAgainst);
    assert.ok(sources.some((source) => source.includes('new BrowserWindow')));
  });
});
