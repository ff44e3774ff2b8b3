import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine } from '../../electron/engine/engine.ts';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';
import { engineOptions, fillFolder } from '../fixtures/match-folder.ts';

let folder: CommandFolder;
let work: string;
let photos: string;
let run: CommandFolder['run'];

before(async () => {
  folder = await commandFolder();
  ({ work, photos, run } = folder);
});
after(() => {
  folder.drop();
});

describe('podium taste', () => {
  it('takes choices as lines, says what they taught, and gives them and the taste away', async () => {
    const empty = await run('taste', photos, '--next');
    assert.equal(empty.code, 0, empty.stderr);
    assert.match(empty.stdout, /^Nothing learned yet: no two photos were compared\.\nchoices: 0\n/);
    assert.match(empty.stdout, /Which one would you share\? \S+\.jpg or \S+\.jpg/);

    const engine = createEngine(engineOptions(join(work, 'data')));
    const { paths, signals, count } = await engine.call('folder.columns', { folders: [photos] });
    await engine.close();
    const lines: string[] = [];
    for (let left = 0; left < count; left++)
      for (let right = 0; right < count; right++) {
        if (left === right) continue;
        const [a, b] = [signals.colourfulness[left] ?? 0, signals.colourfulness[right] ?? 0];
        const verdict = a > b ? 'left' : 'right';
        const [one, other] = [paths[left] ?? '', paths[right] ?? ''].map((path) => basename(path));
        lines.push(JSON.stringify({ left: one, right: other, verdict }));
      }
    const file = join(work, 'choices.jsonl');
    writeFileSync(file, ['no json', ...lines].join('\n'));
    const added = await run('taste', photos, '--add', file, '--json');
    assert.equal(added.code, 3, added.stderr);
    assert.match(added.stderr, /Line 1 is no JSON\.\n110 choices taken\./);
    const state = JSON.parse(added.stdout) as {
      learned: boolean;
      choices: number;
      repeats: number;
    };
    assert.deepEqual([state.learned, state.choices, state.repeats], [true, 110, 55]);

    const [out, vector] = [join(work, 'out.jsonl'), join(work, 'taste.json')];
    const given = await run('taste', photos, '--choices', out, '--export', vector);
    assert.equal(given.code, 0, given.stderr);
    assert.match(given.stdout, /^You prefer |^Many small things/);
    assert.equal(readFileSync(out, 'utf8').trimEnd().split('\n').length, 110);

    const theirs = ['--import', vector, '--name', 'anna', '--compare', 'anna'];
    const compared = await run('taste', photos, ...theirs);
    assert.equal(compared.code, 0, compared.stderr);
    assert.match(compared.stdout, /"anna": .* Likeness to your taste 1\.000/);

    const again = await run('taste', photos, '--add', out, '--rater', 'ben');
    assert.match(again.stderr, /110 choices taken\./);
    assert.match(again.stdout, /you and ben: Cohen's kappa|rater ben: 110 choices|Nothing learned/);

    const odd = join(work, 'odd.jsonl');
    const [first = '{}'] = lines;
    const turned = { ...(JSON.parse(first) as { verdict: string }), rater: 'cara' };
    turned.verdict = turned.verdict === 'left' ? 'right' : 'left';
    writeFileSync(odd, JSON.stringify(turned));
    const gold = await run('taste', photos, '--add', odd, '--gold', 'you');
    assert.equal(gold.code, 0, gold.stderr);
    assert.match(gold.stdout, /ben: 55 of 55 gold pairs as settled .*: surely better than chance/);
    assert.match(
      gold.stdout,
      /cara: 0 of 1 gold pairs .* cannot be told\.\n {2}chose .*\.jpg over /,
    );
    const nobody = await run('taste', photos, '--gold', 'nobody');
    assert.equal(nobody.code, 2);
    assert.match(nobody.stderr, /no gold pairs by "nobody"/);

    const ranked = await run('rank', photos, '--weights', 'taste=1', '--top', '1');
    assert.equal(ranked.code, 0, ranked.stderr);
    assert.doesNotMatch(ranked.stderr, /Not measured/);

    const deleted = await run('taste', photos, '--delete');
    assert.match(deleted.stderr, /110 choices are deleted/);
    assert.match(deleted.stdout, /^Nothing learned yet/);
    const without = await run('rank', photos, '--weights', 'taste=1', '--top', '1');
    assert.match(without.stderr, /Not measured, .*Your taste.*podium taste/);
  });

  it('refuses in a sentence what is none', async () => {
    const none = join(work, 'none.jsonl');
    writeFileSync(none, '{"left":"nobody.jpg","right":"sample1.jpg","verdict":"left"}\n');
    const missing = await run('taste', photos, '--add', none);
    assert.equal(missing.code, 2);
    assert.match(
      missing.stderr,
      /no choice that could be taken\. Line 1: there is no photo nobody\.jpg/,
    );
    writeFileSync(none, '{"traits": []}');
    const odd = await run('taste', '--import', none, '--name', 'odd');
    assert.equal(odd.code, 2);
    assert.match(odd.stderr, /no taste that Podium wrote\.$/m);
  });
});

describe('podium tune', () => {
  it('says what tuned weights gain on photos held out, and saves them only when asked', async () => {
    const season = join(work, 'season');
    mkdirSync(season);
    await fillFolder(season, 24);
    const few = await run('tune', photos);
    assert.equal(few.code, 0);
    assert.match(few.stdout, /^Nobody has said which photos are good.*No gain can be seen/);
    const unsaid = await run('tune', photos, '--save', 'Spread');
    assert.match(unsaid.stderr, /not saved as "Spread"/);

    const engine = createEngine(engineOptions(join(work, 'data')));
    const input = { folders: [season] };
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
    const { paths, signals } = await engine.call('folder.columns', input);
    const labels = join(work, 'season.csv');
    const rows = paths.map((path, photo) => `${path},${signals.colourfulness[photo] ?? 0}`);
    writeFileSync(labels, ['path,score', ...rows].join('\n'));
    const args = ['--labels', labels, '--weights', 'contrast=1'];
    const tuned = await run('tune', season, ...args, '--json', '--save', 'Mine');
    assert.equal(tuned.code, 0, tuned.stderr);
    const told = JSON.parse(tuned.stdout) as {
      gains: boolean;
      count: number;
      from: string;
      before: number;
      held_out: number;
    };
    assert.deepEqual([told.gains, told.from, told.count], [true, 'ratings', 24]);
    assert.ok(told.held_out > told.before);
    const { presets } = await engine.call('preset.list', {});
    assert.ok((presets.find(({ name }) => name === 'Mine')?.weights.colourfulness ?? 0) > 0);

    const right = ['--labels', labels, '--weights', 'colourfulness=1', '--save', 'Other'];
    const nothing = await run('tune', season, ...right);
    assert.equal(nothing.code, 2);
    assert.match(nothing.stdout, /^No gain that can be told from chance/);
    assert.match(nothing.stderr, /not saved as "Other"/);

    const colour = (photo: number) => signals.colourfulness[photo] ?? 0;
    const lines = paths.flatMap((left, a) =>
      paths.slice(a + 1).map((right, b) => {
        const verdict = colour(a) > colour(a + 1 + b) ? 'left' : 'right';
        return JSON.stringify({ left: basename(left), right: basename(right), verdict });
      }),
    );
    const choices = join(work, 'season.jsonl');
    writeFileSync(choices, lines.join('\n'));
    await run('taste', season, '--add', choices);
    const chosen = await run('tune', season, '--weights', 'contrast=1', '--json');
    const by = JSON.parse(chosen.stdout) as typeof told;
    assert.deepEqual([by.gains, by.from, by.count], [true, 'choices', lines.length]);
    assert.ok(by.held_out > by.before);
    assert.equal((await engine.call('preset.list', {})).presets.length, 1);
    await engine.close();
  });
});
