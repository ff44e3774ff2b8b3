// Sidecars beside exported copies: merged with the originals', with faces where the copy's pixels have them.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { smaller } from '../fixtures/copy-forms.ts';
import { albumFolder } from '../fixtures/album-folder.ts';
import { sidecars } from '../fixtures/sidecars.ts';

const folder = albumFolder();

describe('sidecars of an album', () => {
  const face = { box: { x: 0.1, y: 0.2, width: 0.2, height: 0.1 }, name: 'Kim' };

  it('merge what is known into a copy of the existing one', async () => {
    const item = folder.photo('a.jpg', {
      subjects: ['Tennis'],
      faces: [face],
      widthPx: 600,
      heightPx: 400,
    });
    writeFileSync(join(folder.photos, 'a.jpg.XMP'), sidecars.darktable);
    const [, file] = await folder.run([item], { xmp: true, template: '{name}' });
    assert.equal(file?.to, join(folder.album, 'a.jpg.XMP'));
    const text = readFileSync(file.to, 'utf8');
    assert.match(text, /darktable:operation="exposure"/);
    const { rating, subjects, hierarchicalSubjects, regions } = readSidecar(text);
    assert.deepEqual([rating, subjects], [-1, ['Tennis', 'Kim']]);
    assert.deepEqual(hierarchicalSubjects, ['People|Kim']);
    assert.deepEqual([regions?.widthPx, regions?.heightPx], [600, 400]);
    assert.equal(readFileSync(join(folder.photos, 'a.jpg.XMP'), 'utf8'), sidecars.darktable);
  });

  it('place faces in the stored frame: what they frame is what the detector framed', async () => {
    const mark = {
      input: { create: { width: 12, height: 4, channels: 3, background: '#fff' } },
      left: 6,
      top: 8,
    } as const;
    for (let orientation = 1; orientation <= 8; orientation++) {
      const upright = await sharp({
        create: { width: 60, height: 40, channels: 3, background: '#000' },
      })
        .composite([mark])
        .png()
        .toBuffer();
      const stored = await storedAs(upright, orientation);
      const item = folder.photo(
        `o${orientation}.jpg`,
        { faces: [face], widthPx: 60, heightPx: 40 },
        stored,
      );
      const files = await folder.run([item], { xmp: true, template: '{name}' });
      const { regions } = readSidecar(readFileSync(files[1]?.to ?? '', 'utf8'));
      const { widthPx = 0, heightPx = 0, faces = [] } = regions ?? {};
      assert.deepEqual([widthPx, heightPx], orientation < 5 ? [60, 40] : [40, 60]);
      const { x = 0, y = 0, width = 0, height = 0 } = faces[0]?.box ?? {};
      const [left, top] = [Math.round(x * widthPx), Math.round(y * heightPx)];
      const size = { width: Math.round(width * widthPx), height: Math.round(height * heightPx) };
      const crop = await sharp(stored)
        .extract({ left, top, ...size })
        .png()
        .toBuffer();
      const { channels } = await sharp(crop).stats();
      assert.ok((channels[0]?.mean ?? 0) > 240, `orientation ${orientation}`);
    }
  });

  it('of smaller copies keep rating and keywords, not settings and places of the original', async () => {
    writeFileSync(join(folder.photos, 'a.xmp'), sidecars.lightroom);
    const item = folder.photo('a.jpg', { faces: [face], widthPx: 6000, heightPx: 4000 });
    const files = await folder.run([item], { xmp: true, copies: smaller(30) });
    const text = readFileSync(files[1]?.to ?? '', 'utf8');
    assert.doesNotMatch(text, /crs:/);
    const { rating, subjects, regions } = readSidecar(text);
    assert.deepEqual([rating, subjects], [4, ['Anna', 'Tennis', 'Kim']]);
    assert.deepEqual([regions?.widthPx, regions?.faces.length], [30, 1]);
  });

  it('say what was decided in Podium, whatever another tool said before', async () => {
    const rated5 = sidecars.lightroom.replace('xmp:Rating="4"', 'xmp:Rating="5"');
    const cases = [
      [rated5, { stars: 2, label: 4 }, [2, 'Blue', null]],
      [rated5, { pick: -1, stars: 3 }, [-1, 'Rot', 'reject']],
      [rated5, { pick: 1 }, [5, 'Rot', 'pick']],
      [rated5, {}, [5, 'Rot', null]],
      [sidecars.darktable, { pick: 1 }, [null, null, 'pick']],
      [sidecars.darktable, {}, [-1, null, null]],
      [null, { pick: 1, stars: 5, label: 5 }, [5, 'Purple', 'pick']],
      [null, {}, [null, null, null]],
    ] as const;
    for (const copies of [null, smaller(30)])
      for (const [place, [existing, decided, expected]] of cases.entries()) {
        const name = `decided-${place}-${copies ? 'small' : 'whole'}`;
        if (existing !== null) writeFileSync(join(folder.photos, `${name}.xmp`), existing);
        const item = folder.photo(`${name}.jpg`, decided);
        const [, file] = await folder.run([item], { xmp: true, copies });
        const { rating, label, flag } = readSidecar(readFileSync(file?.to ?? '', 'utf8'));
        assert.deepEqual([rating, label, flag], expected, name);
      }
  });

  it('that are spoilt are said, left alone, and stop nothing', async () => {
    const spoilt: Record<string, [Buffer, RegExp]> = {
      cut: [
        Buffer.from(sidecars.lightroom.slice(0, 300)),
        /^cut\.xmp .*: it is cut off or damaged\. It/,
      ],
      empty: [Buffer.alloc(0), /^empty\.xmp .*: it is empty\. It was left where it is/],
      zeros: [Buffer.alloc(512), /^zeros\.xmp .*: it holds zeros/],
      other: [Buffer.from('hello'), /^other\.xmp .*: it holds something else/],
      deep: [Buffer.from('<RDF>'.repeat(4000)), /^deep\.xmp .*: it is cut off or damaged/],
      latin: [Buffer.from(sidecars.lightroom.replace('Anna', 'Zoë'), 'latin1'), /another encoding/],
    };
    for (const move of [false, true]) {
      const items = Object.entries(spoilt).map(([name, [bytes]]) => {
        writeFileSync(join(folder.photos, `${name}.xmp`), bytes);
        return folder.photo(`${name}.jpg`, { stars: 3 });
      });
      const to = join(folder.root, `spoilt-${move}`);
      const files = await folder.run(items, { xmp: true, to, template: '{name}', move });
      assert.equal(files.length, 12);
      for (const [name, [bytes, reason]] of Object.entries(spoilt)) {
        const path = join(to, `${name}.xmp`);
        assert.match(files.find((file) => file.to === path)?.note ?? '', reason);
        assert.equal(readSidecar(readFileSync(path, 'utf8')).rating, 3);
        assert.deepEqual(readFileSync(join(folder.photos, `${name}.xmp`)), bytes);
      }
      for (const { note } of files) assert.doesNotMatch(note ?? '', /Error|onWarning|stack/);
    }
  });

  it('are read in the encoding that they declare, and written in UTF-8', async () => {
    const latin = sidecars.lightroom
      .replace(/^(<\?xml[^>]*>\s*)?/, '<?xml version="1.0" encoding="ISO-8859-1"?>\n')
      .replace('Anna', 'Zoë');
    writeFileSync(join(folder.photos, 'a.xmp'), Buffer.from(latin, 'latin1'));
    const [, file] = await folder.run([folder.photo('a.jpg', { stars: 2 })], { xmp: true });
    const text = readFileSync(file?.to ?? '', 'utf8');
    assert.match(text, /^<\?xml version="1.0" encoding="UTF-8"\?>/);
    assert.deepEqual([readSidecar(text).rating, readSidecar(text).subjects[0]], [2, 'Zoë']);
  });

  it('both say what was decided where two move with a photo', async () => {
    writeFileSync(join(folder.photos, 'a.xmp'), sidecars.lightroom);
    writeFileSync(join(folder.photos, 'a.jpg.xmp'), sidecars.lightroom);
    const files = await folder.run([folder.photo('a.jpg', { pick: -1 })], {
      xmp: true,
      move: true,
    });
    const written = files.filter(({ kind }) => kind === 'sidecar');
    assert.equal(written.length, 2);
    for (const { to } of written) assert.equal(readSidecar(readFileSync(to, 'utf8')).rating, -1);
  });
});

describe('the flag of a sidecar', () => {
  it('is read and written as Lightroom does, Classic by number and the other by a word', () => {
    const flagged = (attributes: string) =>
      sidecars.lightroom.replace(
        'xmp:Rating="4"',
        `xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" ${attributes}`,
      );
    for (const [attributes, flag] of [
      ['xmpDM:pick="1" xmpDM:good="True"', 'pick'],
      ['xmpDM:pick="-1"', 'reject'],
      ['xmpDM:pick="0" xmpDM:good="True"', null],
      ['xmpDM:good="true"', 'pick'],
      ['xmpDM:good="False"', 'reject'],
      ['', null],
    ] as const)
      assert.equal(readSidecar(flagged(attributes)).flag, flag, attributes);
    const turned = mergeSidecar(flagged('xmpDM:good="true"'), { flag: 'reject' });
    assert.match(turned, /xmpDM:good="False"/);
    assert.match(turned, /<xmpDM:pick>-1<\/xmpDM:pick>/);
  });
});

const best = { quality: 100, chromaSubsampling: '4:4:4' } as const;

/** A JPEG that shows the upright picture when its orientation is applied. */
async function storedAs(upright: Buffer, orientation: number): Promise<Buffer> {
  const turned = [1, 2, 3, 4, 5, 8, 7, 6][orientation - 1]; // the way back: 6 and 8 undo each other
  const marked = await sharp(upright)
    .withMetadata({ orientation: turned ?? 1 })
    .jpeg()
    .toBuffer();
  const stored = await sharp(marked).rotate().jpeg(best).toBuffer();
  return sharp(stored).withMetadata({ orientation }).jpeg(best).toBuffer();
}
