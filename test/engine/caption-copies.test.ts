// Captions on their way out: every field in the sidecar of a copy, and in a smaller JPEG as XMP and IPTC, as ExifTool reads them.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import type { Caption } from '../../shared/captions/caption.ts';
import { smaller } from '../fixtures/copy-forms.ts';
import { albumFolder } from '../fixtures/album-folder.ts';
import { exifTool, noExifTool } from '../fixtures/exiftool.ts';

const folder = albumFolder();

const caption: Required<Caption> = {
  headline: 'Arsenal 2-1 Bremen',
  description: 'Saka shoots & scores.',
  persons: ['Bukayo Saka', 'Zoë Łukasik'],
  keywords: ['goal', 'women'],
  event: 'Cup final',
  location: 'Weserstadion',
  city: 'Bremen',
  country: 'Deutschland',
  byline: 'Müller Foto',
  copyright: '© 2026 Müller',
};

const inXmp = {
  'XMP-photoshop:Headline': caption.headline,
  'XMP-dc:Description': caption.description,
  'XMP-iptcExt:PersonInImage': caption.persons,
  'XMP-dc:Subject': caption.keywords,
  'XMP-iptcExt:Event': caption.event,
  'XMP-iptcCore:Location': caption.location,
  'XMP-photoshop:City': caption.city,
  'XMP-photoshop:Country': caption.country,
  'XMP-dc:Creator': caption.byline,
  'XMP-dc:Rights': caption.copyright,
};

const inIptc = {
  'IPTC:Headline': caption.headline,
  'IPTC:Caption-Abstract': caption.description,
  'IPTC:Keywords': caption.keywords,
  'IPTC:Sub-location': caption.location,
  'IPTC:City': caption.city,
  'IPTC:Country-PrimaryLocationName': caption.country,
  'IPTC:By-line': caption.byline,
  'IPTC:CopyrightNotice': caption.copyright,
};

function holds(tags: Readonly<Record<string, unknown>>, wanted: object): void {
  const found = Object.keys(wanted).map((name) => [name, tags[name]]);
  assert.deepEqual(Object.fromEntries(found), wanted);
  const warnings = Object.entries(tags).filter(([name]) => /Warning|Error/.test(name));
  assert.deepEqual(warnings, []);
}

describe('a caption in an album', () => {
  it('is in the sidecar, and in a smaller copy with what its photo said', async () => {
    const said = { headline: 'old', source: 'x', city: 'Hamburg' };
    const xmp = mergeSidecar(null, { caption: { headline: said.headline, city: said.city } });
    const bytes = await sharp(folder.jpeg).withXmp(xmp).jpeg().toBuffer();
    const item = folder.photo('a.jpg', { caption: { headline: 'new' }, stars: 3 }, bytes);
    const files = await folder.run([item], { xmp: true, copies: smaller(30) });
    const sidecar = readSidecar(readFileSync(files[1]?.to ?? '', 'utf8'));
    assert.deepEqual([sidecar.caption, sidecar.rating], [{ headline: 'new' }, 3]);
    const packet = (await sharp(files[0]?.to).metadata()).xmpAsString ?? '';
    assert.deepEqual(readSidecar(packet).caption, { headline: 'new', city: 'Hamburg' });
  });

  it('takes what another program wrote beside the original along', async () => {
    const beside = { event: 'Cup', keywords: ['old'] };
    for (const [place, copies] of [null, smaller(30)].entries()) {
      const name = `beside-${place}`;
      writeFileSync(join(folder.photos, `${name}.xmp`), mergeSidecar(null, { caption: beside }));
      const item = folder.photo(`${name}.jpg`, { caption: { headline: 'new' } });
      const [, file] = await folder.run([item], { xmp: true, copies });
      const { caption: read } = readSidecar(readFileSync(file?.to ?? '', 'utf8'));
      assert.deepEqual(read, { headline: 'new', ...beside });
    }
  });

  it('is read by ExifTool, every field', { skip: noExifTool }, async () => {
    const item = folder.photo('a.jpg', { caption });
    const [copy, sidecar] = await folder.run([item], { xmp: true, copies: smaller(30) });
    holds(exifTool(sidecar?.to ?? ''), inXmp);
    holds(exifTool(copy?.to ?? ''), { ...inXmp, ...inIptc });
  });
});
