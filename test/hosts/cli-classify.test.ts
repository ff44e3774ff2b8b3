// `podium classify` on photos of known colours and classifiers that know them: what it prints, writes and answers.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { podium, type CommandResult } from '../fixtures/command-line.ts';
import {
  colourSports,
  plainPhoto,
  sportColours,
  writeColourClassifier,
} from '../fixtures/colour-classifier.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

describe('podium classify', () => {
  let work: string;
  let photos: string;
  const run = (...args: string[]): Promise<CommandResult> => command('classify', ...args);
  const command = (...args: string[]): Promise<CommandResult> =>
    podium([...args, '--data', join(work, 'data')], {
      env: { PODIUM_MODELS: join(work, 'models') },
    });

  before(async () => {
    work = temporaryFolder();
    photos = join(work, 'match');
    mkdirSync(photos);
    await ownModelFolder(join(work, 'models'));
    for (const [place, count] of [3, 2, 1].entries()) {
      const sport = colourSports[place] ?? 'golf';
      for (let number = 1; number <= count; number++) {
        const photo = await plainPhoto(sportColours[sport], 100 + 10 * number);
        writeFileSync(join(photos, `${sport}-${number}.png`), photo);
      }
    }
    const rows = ['file,label', 'tennis-1.png,Tennis', 'tennis-2.png,golf', 'tennis-3.png,tennis'];
    const more = ['golf-1.png,golf', 'golf-2.png,golf', 'swimming-1.png,kabaddi'];
    writeFileSync(join(work, 'labels.csv'), [...rows, ...more].join('\n'));
  });
  after(() => {
    dropFolder(work);
  });

  it('says what is missing while there is nothing that tells sports', async () => {
    const { code, stderr, stdout } = await run(photos);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /Import a classifier with its labels file/);
  });

  it('tells the sport of one photo, its confidence and the three likeliest', async () => {
    await writeColourClassifier(join(work, 'models'), 'colours');
    const { code, stdout } = await run(join(photos, 'golf-1.png'));
    assert.equal(code, 0);
    assert.match(stdout, /golf-1\.png +golf +\d\d\.\d % +golf \d\d\.\d %, swimming .*, tennis/);
  });

  it('tells those of a folder, and what it shows in all', async () => {
    const { code, stdout } = await run(photos);
    assert.equal(code, 0);
    for (const sport of colourSports) assert.match(stdout, new RegExp(`${sport}-1.png +${sport} `));
    assert.match(stdout, /tennis +3 +50\.0 %\ngolf +2 +33\.3 %\nswimming +1 +16\.7 %/);
  });

  it('measures itself against labels: accuracy, each class, the confusion matrix', async () => {
    const matrix = join(work, 'matrix.csv');
    const { code, stdout } = await run(
      photos,
      '--labels',
      join(work, 'labels.csv'),
      '--matrix',
      matrix,
    );
    assert.equal(code, 0);
    // Golf: 2 of 3, one taken for tennis. Tennis: 2 of 2. Kabaddi is no class of it.
    assert.match(stdout, /colours: 4 of 5 right, accuracy 80\.0 %, mean over the classes 83\.3 %/);
    assert.match(stdout, /golf +3 +2 +66\.7 % +tennis 1/);
    assert.match(stdout, /tennis +2 +2 +100\.0 %/);
    assert.match(stdout, /Not counted, 1 photos of classes it does not have: kabaddi/);
    const table = '\ufefflabel,golf,tennis\r\ngolf,2,1\r\ntennis,0,2\r\n';
    assert.equal(readFileSync(matrix, 'utf8'), table);
  });

  it('compares two classifiers on the same photos', async () => {
    const swapped = { order: [1, 0, 2] };
    await writeColourClassifier(join(work, 'models'), 'swapped', swapped);
    const csv = join(work, 'both.csv');
    const args = ['--model', 'colours', '--with', 'swapped', '--labels', join(work, 'labels.csv')];
    const { code, stdout } = await run(photos, ...args, '--csv', csv);
    assert.equal(code, 0);
    assert.match(stdout, /colours: 4 of 5 right/);
    assert.match(stdout, /swapped: 1 of 5 right/);
    assert.match(stdout, /colours and swapped agree on 16\.7 % of the photos\./);
    const once =
      /Where exactly one is right, it is colours (\d) times and swapped (\d) times: that may be chance/;
    const [, ...counts] = once.exec(stdout) ?? [];
    assert.equal(Number(counts[0]) - Number(counts[1]), 4 - 1, stdout);
    assert.match(stdout, /tennis-2\.png +tennis .*golf .*golf/);
    assert.doesNotMatch(stdout, /swimming-1\.png/);
    const [header, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    assert.match(
      header ?? '',
      /^\ufeffpath,sport,confidence,.*,label,other_sport,other_confidence$/,
    );
    assert.equal(rows.length, 6);
  });

  it('puts the sport into the ranking and into the metadata of an album', async () => {
    const csv = join(work, 'ranking.csv');
    assert.equal((await command('rank', photos, '--csv', csv)).code, 0);
    const [header = '', ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    const column = header.split(',').indexOf('sport_name');
    for (const row of rows) {
      const cells = row.split(',');
      assert.ok(cells[0]?.startsWith(`${cells[column] ?? 'none'}-`), row);
    }
    const album = join(work, 'album');
    const args = ['--top', '6', '--to', album, '--xmp', '--variety', '0'];
    assert.equal((await command('export', photos, ...args)).code, 0);
    const sidecars = readdirSync(album).filter((name) => name.endsWith('.xmp'));
    assert.equal(sidecars.length, 6);
    for (const name of sidecars) {
      const sport = colourSports.find((one) => name.includes(one)) ?? 'none';
      assert.match(
        readFileSync(join(album, name), 'utf8'),
        new RegExp(`<rdf:li>${sport}</rdf:li>`),
      );
    }
  });

  it('prints all of it as JSON', async () => {
    const { code, stdout } = await run(photos, '--json', '--model', 'colours');
    assert.equal(code, 0);
    const read = JSON.parse(stdout) as {
      models: { distribution: { sport: string; photos: number }[] }[];
      photos: { path: string; predictions: { sport: string; top3: unknown[] }[] }[];
    };
    assert.deepEqual(read.models[0]?.distribution, [
      { sport: 'tennis', photos: 3 },
      { sport: 'golf', photos: 2 },
      { sport: 'swimming', photos: 1 },
    ]);
    for (const { path, predictions } of read.photos) {
      assert.ok(path.includes(`/${predictions[0]?.sport ?? ''}-`));
      assert.equal(predictions[0]?.top3.length, 3);
    }
  });

  it('goes on past a photo that cannot be read, and says so with exit code 3', async () => {
    const broken = join(work, 'broken.jpg');
    writeFileSync(broken, 'no photo');
    const { code, stdout, stderr } = await run(broken, join(photos, 'golf-1.png'));
    assert.equal(code, 3);
    assert.match(stdout, /golf-1\.png +golf/);
    assert.match(stderr, /broken\.jpg could not be read/);
    const alone = await run(broken);
    assert.equal(alone.code, 1);
    assert.match(alone.stderr, /broken\.jpg could not be read/);
  });

  it('spells a sport one way, and knows that again in labels', async () => {
    const labels = ['canoe slamon', 'ampute football', 'barell racing'];
    await writeColourClassifier(join(work, 'models'), 'published', {}, labels);
    const csv = join(work, 'spelt.csv');
    const table = join(work, 'spelt-labels.csv');
    writeFileSync(table, 'file,label\ntennis-1.png,Canoe Slalom\ngolf-1.png,amputee_football\n');
    const args = [photos, '--model', 'published', '--labels', table];
    const outputs = [await run(...args), await run(...args, '--json')];
    assert.match(outputs[0]?.stdout ?? '', /2 of 2 right/);
    const written = await run(...args, '--csv', csv);
    assert.deepEqual(
      [...outputs, written].map(({ code }) => code),
      [0, 0, 0],
    );
    const texts = [...outputs.map(({ stdout }) => stdout), readFileSync(csv, 'utf8')];
    for (const text of texts) {
      assert.ok(text.includes('canoe slalom'));
      assert.doesNotMatch(text, /slamon|ampute |barell/);
    }
    rmSync(join(work, 'models', 'published.onnx'));
  });

  const refused: Readonly<Record<string, readonly [args: () => string[], says: RegExp]>> = {
    'a photo that is not there': [() => [join(work, 'nothing.jpg')], /no photo and no folder at/],
    'an unknown classifier': [
      () => [photos, '--model', 'none'],
      /no classifier "none"; there are "colours", "swapped", "clip"/,
    ],
    'labels of other photos': [
      () => {
        writeFileSync(join(work, 'other.csv'), 'file,label\nx.jpg,golf\n');
        return [photos, '--model', 'colours', '--labels', join(work, 'other.csv')];
      },
      /has no label for any of these photos/,
    ],
    'a table without labels': [
      () => {
        writeFileSync(join(work, 'bare.csv'), 'file,stars\nx.jpg,3\n');
        return [photos, '--model', 'colours', '--labels', join(work, 'bare.csv')];
      },
      /needs a column "path" or "file" and a column "label" or "sport"/,
    ],
    'a matrix without labels': [
      () => [photos, '--model', 'colours', '--matrix', join(work, 'm.csv')],
      /--matrix needs --labels/,
    ],
  };
  for (const [what, [args, says]] of Object.entries(refused))
    it(`refuses ${what} with exit code 2`, async () => {
      const { code, stderr } = await run(...args());
      assert.equal(code, 2, stderr);
      assert.match(stderr, says);
    });
});
