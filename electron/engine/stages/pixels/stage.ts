// The pixels stage: every signal that needs nothing but the pixels, and the hash that tells like photos.

import { lookBytes } from '../../../../shared/bursts/looks.ts';
import { unmeasured } from '../../../../shared/signals.ts';
import { openNothing, type NamedStage } from '../../stage.ts';
import { pixelSignals, type PixelSignalName, type PixelSignals } from './pixels.ts';

/** Columns of the table. */
const names = [
  'sharpness',
  'sharpness_whole',
  'motion_blur',
  'exposure',
  'shadows_clipped',
  'highlights_clipped',
  'white_point',
  'black_point',
  'contrast',
  'colourfulness',
] as const satisfies readonly PixelSignalName[];

type PixelRow = readonly [
  place: number,
  hash: Buffer,
  look: Buffer | null,
  ...values: (number | null)[],
];

export const pixels: NamedStage<object, PixelSignals, PixelSignalName> = {
  name: 'pixels',
  version: 3,
  // Measured on pixels that were reduced to decode.facesPx first.
  reads: ['decode.analysisPx', 'decode.facesPx'],
  needs: [],
  open: openNothing,
  run: ({ analysis }) => pixelSignals(analysis),

  tables: [
    `ALTER TABLE pixel_signals ADD COLUMN white_point REAL;
     ALTER TABLE pixel_signals ADD COLUMN black_point REAL`,
    `ALTER TABLE pixel_signals ADD COLUMN look BLOB`,
  ],
  save(rows, content, { perceptualHash, look, ...values }) {
    const hash = Buffer.alloc(8);
    hash.writeBigUInt64LE(perceptualHash);
    rows.change(
      `INSERT OR REPLACE INTO pixel_signals (content, perceptual_hash, look, ${names.join(', ')})
       VALUES (@content, @hash, @look, ${names.map((name) => `@${name}`).join(', ')})`,
      { content, hash, look: Buffer.from(look.buffer), ...values },
    );
  },
  load(rows, { ids }) {
    const perceptualHash = new BigUint64Array(ids.length);
    const hashKnown = new Uint8Array(ids.length);
    const looks = new Int8Array(ids.length * lookBytes);
    const columns = names.map((name) => [name, unmeasured(ids.length)] as const);
    const query = `perceptual_hash, look, ${names.join(', ')}`;
    for (const row of rows.ofPhotos<PixelRow>(ids, query, 'pixel_signals')) {
      const [place, hash, look] = row;
      perceptualHash[place] = hash.readBigUInt64LE();
      hashKnown[place] = 1;
      if (look)
        looks.set(new Int8Array(look.buffer, look.byteOffset, lookBytes), place * lookBytes);
      columns.forEach(([, { values }], i) => {
        values[place] = (row[i + 3] as number | null) ?? NaN; // null: measured by an older version
      });
    }
    return { perceptualHash, hashKnown, looks, signals: Object.fromEntries(columns) };
  },
};
