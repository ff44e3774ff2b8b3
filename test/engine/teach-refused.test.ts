// Photos that nothing can be learned from: refused in a sentence, before anything is looked at where that can be told.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { lessonPhoto } from '../fixtures/lesson-photos.ts';

describe('photos that nothing can be learned from', () => {
  const run = engineForAll();
  const refuses = async (
    name: string,
    fill: (folder: string) => Promise<void>,
    message: RegExp,
    more = {},
  ) => {
    const folder = join(run.photos, name);
    mkdirSync(folder, { recursive: true });
    await fill(folder);
    await assert.rejects(run.engine.call('teach.sport', { folder, ...more }), {
      code: 'bad-input',
      message,
    });
  };
  const photosIn = async (folder: string, count: number, sample = 1) => {
    mkdirSync(folder, { recursive: true });
    for (let number = 0; number < count; number++)
      writeFileSync(
        join(folder, `${'abcdefgh'[number] ?? ''}.jpg`),
        await lessonPhoto(sample, number),
      );
  };

  it('are refused in a sentence', async () => {
    await refuses('empty', () => Promise.resolve(), /There are no photos in .*empty to learn from/);
    await refuses(
      'flat',
      (folder) => photosIn(folder, 4),
      /has none\. Put the photos of each sport into a folder of its own/,
    );
    await refuses('one', (folder) => photosIn(join(folder, 'golf'), 4), /has only one, "golf"/);
    await refuses(
      'few',
      async (folder) => {
        await photosIn(join(folder, 'golf'), 4);
        await photosIn(join(folder, 'judo'), 1, 3);
      },
      /at least 4 photos that can be read\. Too few: "judo" \(1\)/,
    );
    await refuses(
      'broken',
      async (folder) => {
        await photosIn(join(folder, 'golf'), 4);
        await photosIn(join(folder, 'judo'), 3, 3);
        writeFileSync(join(folder, 'judo', 'h.jpg'), (await lessonPhoto(3, 9)).subarray(0, 400));
      },
      /at least 4 photos that can be read\. Too few: "judo" \(3\)/,
    );
    await refuses(
      'burst',
      async (folder) => {
        await photosIn(join(folder, 'golf'), 4);
        await photosIn(join(folder, 'judo'), 1, 3);
        for (const name of ['b', 'c', 'd'])
          writeFileSync(
            join(folder, 'judo', `${name}.jpg`),
            Buffer.concat([readFileSync(join(folder, 'judo', 'a.jpg')), Buffer.from(name)]),
          );
      },
      /Too few: "judo" \(1\)/,
    );
  });

  it('are refused where a table is no table of them', async () => {
    const says = async (text: string, message: RegExp) => {
      const table = join(run.data, 'table.csv');
      writeFileSync(table, text);
      await refuses('few', () => Promise.resolve(), message, { labels: table });
    };
    await says(
      'photo_id,stars\n1,2\n',
      /needs a column "path" or "file" and a column "label" or "sport"/,
    );
    await says('path,label\nx.jpg,golf\n', /has no label for any of these photos/);
    await says('path,label\na.jpg,NaN\nb.jpg,nan\n', /has no label for any of these photos/);
    await says(`path,label\n${'x'.repeat(1 << 20)},golf\n`, /has no label for any of these photos/);
    await says('path,label\na.jpg,golf\nb.jpg,"golf\n', /cannot be read as CSV/);
    await says('path,label\na.jpg,golf\nb.jpg,golf\n', /names only one, "golf", for these photos/);
  });
});
