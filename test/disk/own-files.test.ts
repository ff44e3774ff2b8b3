// What may be replaced: files that Podium wrote, and nothing of anybody else, least of all a photo.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import {
  markedPng,
  metricNames,
  refuseForeign,
  refuseForeignIn,
} from '../../electron/disk/own-files.ts';
import { csvText, rankingHeader } from '../../shared/ranking/csv.ts';
import { sportsHeader } from '../../shared/sport/sport-evaluation.ts';

let folder = '';
let photo = Buffer.alloc(0);
let png = Buffer.alloc(0);
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-own-'));
  const flat = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c33' } });
  photo = await flat.clone().jpeg().toBuffer();
  png = await flat.clone().png().toBuffer();
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const row = rankingHeader.map((name) => (name === 'path' ? '/photos/a.jpg' : 1));

describe('files that Podium wrote', () => {
  it('may be replaced', () => {
    const own: Record<string, string | Buffer> = {
      'empty.csv': '',
      'ranking.csv': csvText([rankingHeader, row]),
      'with-mark.csv': `\ufeff${csvText([rankingHeader, row])}`,
      'sports.csv': csvText([sportsHeader.slice(0, 7), ['/a.jpg', 'Tennis', 0.5, '', '', '', '']]),
      'matrix.csv': csvText([
        ['label', 'Judo', 'Tennis'],
        ['Judo', 3, 1],
      ]),
      'list.txt': '/photos/a.jpg\n/photos/b c.jpg\n',
      'windows.txt': 'C:\\photos\\a.jpg\r\n\\\\nas\\b.jpg\r\n',
      'long.txt': '/photos/a.jpg\n'.repeat(100_000),
      'metrics.json': JSON.stringify(Object.fromEntries(metricNames.map((name) => [name, 1]))),
      'sheet.png': markedPng(png),
    };
    for (const [name, content] of Object.entries(own)) refuseForeign(written(name, content));
    refuseForeign(join(folder, 'nothing-here'));
  });

  it('are pictures like any other', async () => {
    const { width, height } = await sharp(markedPng(png)).metadata();
    assert.deepEqual([width, height], [8, 8]);
    assert.deepEqual(
      await sharp(markedPng(png)).raw().toBuffer(),
      await sharp(png).raw().toBuffer(),
    );
  });
});

describe('files of others', () => {
  it('are refused with what to do, whatever their names, and stay as they are', () => {
    const foreign: Record<string, string | Buffer> = {
      'photo.jpg': photo,
      'photo.csv': photo,
      'other.png': png,
      'notes.txt': 'buy film\n',
      'labels.csv': 'label,photo\r\nTennis,a.jpg\r\n',
      'edited.csv': csvText([
        [...rankingHeader, 'mine'],
        [...row, 'x'],
      ]),
      'mixed.txt': '/photos/a.jpg\nbuy film\n',
      'other.json': '{"photos":3}',
    };
    for (const [name, content] of Object.entries(foreign)) {
      const path = written(name, content);
      assert.throws(() => {
        refuseForeign(path);
      }, /was not written by Podium, so it stays as it is: give another name/);
      assert.deepEqual(readFileSync(path), Buffer.from(content));
    }
    symlinkSync(join(folder, 'photo.jpg'), join(folder, 'link.csv'));
    assert.throws(() => {
      refuseForeign(join(folder, 'link.csv'));
    }, /not written by Podium/);
  });

  it('are found among the pages of a report', () => {
    const names = ['contact-sheet.png'];
    written('contact-sheet.png', markedPng(png));
    refuseForeignIn(folder, names);
    const page = written('Contact-Sheet-2.png', png);
    assert.throws(() => {
      refuseForeignIn(folder, names);
    }, /Contact-Sheet-2\.png was not written/);
    rmSync(page);
    refuseForeignIn(join(folder, 'none'), names);
  });
});
