// Names in an album: what a template may say, and that every name is safe and fits.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  albumStem,
  numberedName,
  safeStem,
  templateProblem,
} from '../../electron/engine/album/names.ts';
import { albumItem } from '../fixtures/album-item.ts';

const item = albumItem('/photos/IMG_7.CR2', {
  rank: 7,
  score: 0.87654,
  takenMs: Date.UTC(2024, 4, 6, 7, 8, 9),
});

describe('albumStem', () => {
  it('fills the fields of the template', () => {
    const filled = new Map([
      ['{rank:3}_{name}', '007_IMG_7'],
      ['{rank}', '7'],
      ['{date} {time} {score}', '2024-05-06 07-08-09 0.877'],
      ['{score:1}-{rank:1}', '0.9-7'],
      ['album', 'album'],
    ]);
    for (const [template, stem] of filled) assert.equal(albumStem(template, item), stem);
  });

  it('says so where the capture time is unknown', () => {
    assert.equal(albumStem('{date}_{time}', { ...item, takenMs: null }), 'undated_untimed');
  });

  it('refuses what it does not know, with the reason', () => {
    const bad = ['{foo}', '{rank:x}', '{rank:12}', '{name:2}', '{rank', 'rank}', 'a/{name}', '{}'];
    for (const template of bad) {
      assert.match(templateProblem(template) ?? '', /^The name template .*\.$/, template);
      assert.throws(() => albumStem(template, item), { code: 'bad-input' });
    }
    assert.equal(templateProblem('{toString}')?.includes('{rank}'), true);
  });
});

describe('names', () => {
  it('are safe on every system and never too long', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('CON', 'nul.a', '..', ' ', 'é'.repeat(200), '👨‍👩‍👧‍👦'.repeat(30)),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20000 }), (stem, count) => {
        const name = numberedName(safeStem(stem), count, '.jpg', '.CR2.xmp');
        assert.ok(Buffer.byteLength(name) <= 255 - 4, name);
        assert.ok(name.isWellFormed());
        assert.doesNotMatch(name, /[<>:"/\\|?*\p{Cc}]|^[.\s]|^\.jpg/u);
        assert.doesNotMatch(name, /^(?:con|nul|prn|aux|com1|lpt1)(?:\.|$)/i);
        assert.ok(name.endsWith(count === 1 ? '.jpg' : ` (${count}).jpg`));
      }),
    );
  });

  it('that are safe already stay as they are', () => {
    for (const stem of ['IMG_1', 'Zoë & Kim (2)', '東京 🎾', 'a.b', 'console']) {
      assert.equal(numberedName(safeStem(stem), 1, '.jpg', '.jpg'), `${stem}.jpg`);
    }
  });

  it('are cut between characters, not inside one', () => {
    const family = '👨‍👩‍👧‍👦';
    const name = numberedName(safeStem(family.repeat(20)), 1, '.jpg', '.jpg');
    assert.equal(name, `${family.repeat(10)}.jpg`, 'ten families of 25 bytes fit into 251');
    const stack = `e${'\u0301'.repeat(200)}`;
    assert.equal(Buffer.byteLength(numberedName(safeStem(stack), 1, '.jpg', '.jpg')), 255);
  });
});
