// Numbers on shirts: what the networks' outputs are read as, and numbers drawn on a real player, through the engine.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readDigits } from '../../electron/engine/stages/numbers/digits.ts';
import { textBoxes } from '../../electron/engine/stages/numbers/text-boxes.ts';
import { numberedSample } from '../fixtures/drawn-number.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';

/** One a digit, then a letter: with blank before and space behind, 13 kinds. */
const characters = Array.from('0123456789A');
const kinds = characters.length + 2;

/** Steps of a reader that sees these characters, `_` for nothing, each as surely. */
function steps(seen: string, sureness: number) {
  const data = new Float32Array(seen.length * kinds);
  for (const [step, character] of Array.from(seen).entries())
    data[step * kinds + (character === '_' ? 0 : characters.indexOf(character) + 1)] = sureness;
  return { data, dims: [1, seen.length, kinds] };
}

describe('readDigits', () => {
  const read = (seen: string, sureness = 0.9) => readDigits(steps(seen, sureness), characters);

  it('takes what repeats once, and twice where nothing is between', () => {
    assert.equal(read('_1100_')?.text, '10');
    assert.equal(read('1_1')?.text, '11');
    assert.equal(read('_04')?.text, '04');
    assert.ok(Math.abs((read('1_1')?.confidence ?? 0) - 0.9) < 1e-6);
  });

  it('is no number where a letter stands beside it, where nothing stands, or four digits', () => {
    for (const seen of ['1A', '___', '1234']) assert.equal(read(seen), null, seen);
  });

  it('is none below a confidence of 0.75', () => {
    assert.equal(read('10', 0.74), null);
    assert.equal(read('10', 0.76)?.text, '10');
  });
});

describe('textBoxes', () => {
  const size = { widthPx: 96, heightPx: 96 };
  /** 0.9 within 15 pixels along and 5 across a line through the middle, turned clockwise by `angle`. */
  const turned = (angle: number) => ({
    ...size,
    values: Float32Array.from({ length: 96 * 96 }, (_, i) => {
      const [x, y] = [(i % 96) - 47.5, Math.floor(i / 96) - 47.5];
      const along = x * Math.cos(angle) + y * Math.sin(angle);
      const down = y * Math.cos(angle) - x * Math.sin(angle);
      return Math.abs(along) <= 15 && Math.abs(down) <= 5 ? 0.9 : 0.05;
    }),
  });

  it('finds a text as it is turned, and gives it the margin that the map leaves out', () => {
    for (const angle of [0, 0.5, -0.5]) {
      const [box, ...others] = textBoxes(turned(angle));
      assert.ok(box);
      assert.deepEqual(others, []);
      assert.ok(Math.abs(box.angle - angle) < 0.05, `${box.angle} for ${angle}`);
      assert.ok(Math.hypot(box.x - 48, box.y - 48) < 1);
      assert.ok(box.width > 36 && box.width < 48, String(box.width));
      assert.ok(box.height > 16 && box.height < 26, String(box.height));
    }
  });

  it('finds nothing in an empty map, in specks and in what is unsure', () => {
    const map = (value: (x: number, y: number) => number) => ({
      ...size,
      values: Float32Array.from({ length: 96 * 96 }, (_, i) => value(i % 96, Math.floor(i / 96))),
    });
    assert.deepEqual(textBoxes(map(() => 0)), []);
    assert.deepEqual(textBoxes(map((x, y) => (x % 12 < 3 && y % 12 < 3 ? 1 : 0))), []);
    assert.deepEqual(
      textBoxes(map((x, y) => (x > 20 && x < 60 && y > 40 && y < 60 ? 0.5 : 0))),
      [],
    );
  });
});

describe('numbers on real players', () => {
  const own = engineForEach();

  it('are read once the setting asks for it, kept, and read by no stage again', async () => {
    writeFileSync(join(own.photos, 'a.jpg'), await numberedSample('10'));
    await own.sync();
    await own.analyse();
    assert.deepEqual((await own.columns()).numbers.text, []);

    await own.engine.call('settings.write', { values: { 'numbers.read': 'on' } });
    const { inferences } = await own.analyse();
    assert.ok(inferences > 0);
    const { numbers } = await own.columns();
    assert.deepEqual(numbers.text, ['10']);
    assert.deepEqual([...numbers.photo], [0]);
    assert.ok((numbers.confidence[0] ?? 0) >= 0.75);
    const [x = NaN, y = NaN, width = NaN, height = NaN] = numbers.box;
    assert.ok(Math.abs(x + width / 2 - 0.52) < 0.03 && width < 0.2, 'where it was drawn');
    assert.ok(y > 0.35 && y + height < 0.65);

    assert.equal((await own.analyse()).inferences, 0);
    await own.restart();
    assert.deepEqual((await own.columns()).numbers, numbers);
  });
});
