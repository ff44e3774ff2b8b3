// What is done to the pixels of copies: sharpened for where they are seen, and marked.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { firstMark, type CopyForm, type Watermark } from '../../shared/album/copies.ts';
import { isError } from '../fixtures/engine-error.ts';
import { madeCopy as made } from '../fixtures/copy-forms.ts';

describe('the sharpening of a copy', () => {
  it('is the unsharp mask that it says, stronger for print', async () => {
    const data = Buffer.from(
      Array.from({ length: 64 * 64 * 3 }, (_, at) => (Math.floor(at / 3) % 64 < 32 ? 90 : 170)),
    );
    const raw = { width: 64, height: 64, channels: 3 } as const;
    const edge = await sharp(data, { raw }).png().toBuffer();
    const rise = async (sharpen: CopyForm['sharpen']) => {
      const copy = await made(edge, { format: 'png', sharpen }, 'a.png');
      const row = (await sharp(copy, { ignoreIcc: true }).raw().toBuffer()).subarray(0, 64 * 3);
      return { low: Math.min(...row), high: Math.max(...row), far: row[3] };
    };
    const [none, screen, print] = [await rise('none'), await rise('screen'), await rise('print')];
    assert.deepEqual(none, { low: 90, high: 170, far: 90 });
    assert.ok(screen.high > 175 && screen.low < 85, JSON.stringify(screen));
    assert.ok(print.high > screen.high && print.low < screen.low, JSON.stringify(print));
    for (const { far } of [screen, print]) assert.ok(Math.abs((far ?? 0) - 90) <= 1);
  });
});

describe('the mark on a copy', () => {
  const grey = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#808080' } })
      .png()
      .toBuffer();
  const text: Watermark = { kind: 'text', text: '© Anna', ...firstMark, size: 0.1, opacity: 1 };
  /** Where pixels differ from the ground: the first and last row and column, as shares. */
  const marked = async (photo: Buffer, watermark: Watermark) => {
    const copy = await made(photo, { format: 'png', watermark }, 'a.png');
    const { data, info } = await sharp(copy, { ignoreIcc: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    assert.equal(info.channels, 3);
    let [left, top, right, bottom, peak] = [1, 1, 0, 0, 0];
    for (let at = 0; at < data.length; at += 3) {
      const off = Math.abs((data[at] ?? 0) - 128);
      peak = Math.max(peak, off);
      if (off < 3) continue;
      const [x, y] = [(at / 3) % info.width, Math.floor(at / 3 / info.width)];
      left = Math.min(left, x / info.width);
      right = Math.max(right, x / info.width);
      top = Math.min(top, y / info.height);
      bottom = Math.max(bottom, y / info.height);
    }
    return { left, top, right, bottom, peak };
  };

  it('stands at its place, of its size, in pictures of any size', async () => {
    for (const [width, height] of [
      [600, 400],
      [300, 900],
    ] as const) {
      const photo = await grey(width, height);
      const corner = await marked(photo, text);
      assert.ok(corner.right > 0.9 && corner.bottom > 0.9, JSON.stringify(corner));
      const share = ((corner.bottom - corner.top) * height) / Math.min(width, height);
      assert.ok(share > 0.05 && share <= 0.1, `${share}`);
      const opposite = await marked(photo, { ...text, place: 'top-left' });
      assert.ok(opposite.left < 0.1 && opposite.top < 0.1 && opposite.bottom < 0.2);
      const middle = await marked(photo, { ...text, place: 'centre' });
      assert.ok(Math.abs(middle.left + middle.right - 1) < 0.05);
    }
  });

  it('is as faint as asked for, and a long one stays inside', async () => {
    const photo = await grey(600, 400);
    const faint = await marked(photo, { ...text, opacity: 0.3 });
    const full = await marked(photo, text);
    assert.ok(full.peak > 115 && faint.peak < 50 && faint.peak > 20, `${full.peak} ${faint.peak}`);
    const long = await marked(photo, { ...text, text: 'A very long sentence '.repeat(9) });
    assert.ok(long.left >= 0.01 && long.right <= 0.99, JSON.stringify(long));
  });

  it('is a picture with its own transparency; what is none is refused with its name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podium-mark-'));
    try {
      const logo = join(folder, 'logo.png');
      const clear = { width: 80, height: 40, channels: 4, background: '#ff000080' } as const;
      writeFileSync(logo, await sharp({ create: clear }).png().toBuffer());
      const form = { kind: 'image', path: logo, ...firstMark, size: 0.1, opacity: 1 } as const;
      const { left, right, peak } = await marked(await grey(600, 400), form);
      assert.ok(Math.abs((right - left) * 600 - 79) <= 2, 'twice as wide as high');
      assert.ok(peak > 55 && peak < 70, `half transparent: ${peak}`);
      writeFileSync(join(folder, 'logo.txt'), 'no picture');
      await assert.rejects(
        marked(await grey(60, 40), { ...form, path: join(folder, 'logo.txt') }),
        isError('bad-input', /logo\.txt is not a picture/),
      );
      await assert.rejects(
        marked(await grey(60, 40), { ...form, path: join(folder, 'gone.png') }),
        isError('not-found', /gone\.png cannot be read/),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
