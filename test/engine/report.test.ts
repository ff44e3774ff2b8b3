// Contact sheets and histograms: whole photos in their colours, legible without any font, valid whatever the names.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { contactSheetSvgs, type Tile } from '../../electron/engine/report/contact-sheet.ts';
import { fitted, textWidthPx, wrapped } from '../../electron/engine/report/drawing.ts';
import { binCounts, histogramsSvg } from '../../electron/engine/report/histograms.ts';
import { writeContactSheet, writeHistograms } from '../../electron/engine/report/report.ts';
import { parseXml } from '../../electron/engine/xmp/xml.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podium-report-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function tile(colour: string, width: number, height: number, name = 'a'): Promise<Tile> {
  const flat = { width, height, channels: 3, background: colour } as const;
  const jpeg = await sharp({ create: flat }).jpeg({ quality: 100 }).toBuffer();
  return { jpeg, badge: '', caption: [`${name}.jpg\t0.8`, 'Sharp and well exposed.'] };
}

/** How many pixels of a picture are close to a colour, and the box they fill. */
async function areaOf(file: string, colour: readonly number[]) {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const box = { left: info.width, top: info.height, right: -1, bottom: -1 };
  let count = 0;
  for (let at = 0; at < info.width * info.height; at++) {
    if (colour.some((value, band) => Math.abs((data[3 * at + band] ?? 0) - value) > 12)) continue;
    const [x, y] = [at % info.width, Math.floor(at / info.width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
    count++;
  }
  return { count, width: box.right - box.left + 1, height: box.bottom - box.top + 1 };
}

describe('contact sheet', () => {
  it('shows every photo whole, in its colour and shape', async () => {
    const file = join(folder, 'sheet.png');
    const shapes = [
      ['#ff0000', 600, 400, [255, 0, 0]],
      ['#00ff00', 400, 600, [0, 255, 0]],
      ['#0000ff', 900, 600, [0, 0, 255]],
      ['#ffff00', 500, 500, [255, 255, 0]],
      ['#ff00ff', 1600, 900, [255, 0, 255]],
    ] as const;
    const tiles = await Promise.all(shapes.map(([colour, w, h]) => tile(colour, w, h)));
    assert.deepEqual(await writeContactSheet(file, { title: 'Best', tiles }), [file]);
    for (const [name, width, height, colour] of shapes) {
      const area = await areaOf(file, colour);
      const shape = area.width / area.height;
      assert.ok(Math.abs(shape / (width / height) - 1) < 0.03, `${name} is ${shape}`);
      assert.ok(area.count > 0.97 * area.width * area.height, `${name} is covered`);
      assert.ok(area.height > 150, `${name} is ${area.height} px high`);
    }
  });

  it('goes on to further pages, each of them bounded', async () => {
    const one = await tile('#888', 60, 40);
    const tiles = Array.from({ length: 200 }, (_, index) => ({ ...one, badge: `${index + 1}` }));
    const files = await writeContactSheet(join(folder, 'many.png'), { title: 'Many', tiles });
    const names = ['many.png', 'many-2.png', 'many-3.png', 'many-4.png'];
    assert.deepEqual(
      files,
      names.map((name) => join(folder, name)),
    );
    for (const file of files) {
      const { width, height } = await sharp(file).metadata();
      assert.ok(width <= 2000 && height <= 4000, `${width} x ${height}`);
    }
    const left = (await readdir(folder)).filter((name) => name.startsWith('.podium'));
    assert.deepEqual(left, []);
  });

  it('can be empty', async () => {
    const file = join(folder, 'empty.png');
    await writeContactSheet(file, { title: 'Nothing', tiles: [] });
    assert.equal((await sharp(file).metadata()).width, 1400);
  });

  it('is the same picture on a machine without any font', async () => {
    const config = join(folder, 'fonts.conf');
    await writeFile(config, '<fontconfig><dir>/nonexistent</dir></fontconfig>');
    const drawn = join(folder, 'with-fonts.png');
    const bare = join(folder, 'without-fonts.png');
    const sheet = {
      title: 'Ärger – Привет – Ελλάδα',
      tiles: [await tile('#555', 60, 40, 'Žižek')],
    };
    await writeContactSheet(drawn, sheet);
    const url = new URL('../../electron/engine/report/report.ts', import.meta.url).href;
    const plain = { ...sheet, tiles: sheet.tiles.map((one) => ({ ...one, jpeg: [...one.jpeg] })) };
    const code = `import { writeContactSheet } from ${JSON.stringify(url)};
      const sheet = ${JSON.stringify(plain)};
      for (const tile of sheet.tiles) tile.jpeg = Uint8Array.from(tile.jpeg);
      await writeContactSheet(${JSON.stringify(bare)}, sheet);`;
    const env = { ...process.env, FONTCONFIG_FILE: config };
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { env });
    assert.deepEqual(await readFile(bare), await readFile(drawn));
    const letters = await areaOf(drawn, [242, 242, 242]);
    assert.ok(letters.count > 1000 && letters.width > 300, 'the title is there');
  });

  it('is valid XML whatever the names', async () => {
    const flat = await tile('#888', 60, 40);
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, (title, badge, line) => {
        const tiles = [{ ...flat, badge, caption: [`${line}\t${badge}`, line] }];
        const [svg = ''] = contactSheetSvgs({ title, tiles });
        assert.equal(parseXml(svg).document.documentElement?.tagName, 'svg');
        parseXml(histogramsSvg({ title, histograms: [{ label: line, unit: badge, values: [1] }] }));
      }),
      { numRuns: 40 },
    );
    const [svg = ''] = contactSheetSvgs({ title: '東京\n<b>', tiles: [] });
    assert.match(svg, />東京</, 'scripts that the typeface lacks are left to the machine');
  });
});

describe('text', () => {
  const style = { sizePx: 18, fill: '#fff' } as const;

  it('is cut to its width with an ellipsis and broken into whole words', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 40, max: 400 }), (text, width) => {
        assert.ok(textWidthPx(fitted(text, width, style), style) <= width);
        const lines = wrapped(text, width, 2, style);
        assert.ok(lines.length <= 2);
        for (const line of lines) assert.ok(textWidthPx(line, style) <= width, line);
      }),
    );
    const lines = wrapped('sharp, well exposed, eyes open', 150, 3, style);
    assert.equal(lines.join(' '), 'sharp, well exposed, eyes open');
    assert.match(fitted('IMG_20240506_070809_BURST.jpg', 120, style), /^IMG_\d+.*…$/);
  });

  it('has digits of one width', () => {
    assert.equal(textWidthPx('0.111', style), textWidthPx('0.888', style));
  });
});

describe('histograms', () => {
  it('count every value once', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (numbers) => {
        const sorted = Float64Array.from(numbers).sort();
        const counts = binCounts(sorted, sorted[0] ?? 0, sorted.at(-1) ?? 0);
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          numbers.length,
        );
        assert.ok((counts[0] ?? 0) > 0 || sorted[0] === sorted.at(-1));
      }),
    );
    assert.deepEqual([...binCounts([0, 1, 1, 28], 0, 28)].slice(0, 3), [1, 2, 0]);
  });

  it('are drawn as bars, unknown values left out', async () => {
    const file = join(folder, 'new', 'histograms.png');
    const histograms = [
      { label: 'Sharpness', unit: 'luma²', values: Float64Array.of(1, 2, 2, 3, NaN) },
      { label: 'Flat', unit: '', values: [3, 3] },
      { label: 'Unknown', unit: 'probability', values: [NaN, NaN] },
    ];
    await writeHistograms(file, { title: 'Folder', histograms });
    const bars = await areaOf(file, [125, 143, 166]);
    assert.ok(bars.count > 3000, `${bars.count} px of bars`);
    assert.ok(bars.width < 900, 'none in the third card');
    assert.equal(histogramsSvg({ title: '', histograms }).match(/rx="1.5"/g)?.length, 4);
  });

  it('say why they cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const sheet = { title: '', histograms: [] };
    await assert.rejects(writeHistograms(join(folder, 'file', 'x.png'), sheet), {
      code: 'bad-input',
      message: /x\.png could not be written: .*\.$/,
    });
  });
});
