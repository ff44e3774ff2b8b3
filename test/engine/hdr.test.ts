// Pictures in PQ and HLG look like the same picture in sRGB, and are measured like it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { decodePhoto } from '../../electron/engine/formats/decode.ts';
import { pixelSignals } from '../../electron/engine/stages/pixels/pixels.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Raster } from '../../shared/photo.ts';
import { deadLeaves } from '../fixtures/dead-leaves.ts';
import { box, withProperty } from '../fixtures/heic-sample.ts';

const [widthPx, heightPx] = [600, 400];

/** Linear light 0..1 in shares of diffuse white, of a picture in sRGB. */
const linear = (value: number) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** SMPTE ST 2084, the other way round. */
function pq(light: number): number {
  const y = ((light * 203) / 10_000) ** (2610 / 16384);
  return ((3424 / 4096 + (2413 / 128) * y) / (1 + (2392 / 128) * y)) ** (2523 / 32);
}

/** The signal of a grey light on HLG's nominal display. */
function hlg(light: number): number {
  const scene = ((light * 203) / 1000) ** (1 / 1.2);
  return scene <= 1 / 12
    ? Math.sqrt(3 * scene)
    : 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073;
}

/** BT.709's primaries in those of BT.2020 (ITU-R BT.2087). */
const toWide = [
  [0.6274, 0.3293, 0.0433],
  [0.0691, 0.9195, 0.0114],
  [0.0164, 0.088, 0.8956],
] as const;

function inLight(picture: Raster, curve: (light: number) => number): Uint16Array {
  const samples = new Uint16Array(picture.data.length);
  for (let at = 0; at < samples.length; at += 3) {
    const [r, g, b] = [0, 1, 2].map((i) => linear(picture.data[at + i] ?? 0));
    toWide.forEach(([fromR, fromG, fromB], i) => {
      samples[at + i] = 65535 * curve(fromR * (r ?? 0) + fromG * (g ?? 0) + fromB * (b ?? 0));
    });
  }
  return samples;
}

async function leaves(grey: boolean): Promise<Raster> {
  const data = await deadLeaves(7, widthPx).raw().toBuffer();
  if (grey) for (let at = 0; at < data.length; at += 3) data.fill(data[at + 1] ?? 0, at, at + 3);
  return { widthPx, heightPx, data };
}

/** A 16-bit PNG whose cICP chunk names primaries and transfer. */
async function png(samples: Uint16Array, cicp: readonly number[]): Promise<Buffer> {
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  const plain = await sharp(samples, { raw }).toColourspace('rgb16').png().toBuffer();
  const body = Buffer.concat([Buffer.from('cICP'), Buffer.from(cicp)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([plain.subarray(0, 33), length, body, check, plain.subarray(33)]);
}

/** A 10-bit AVIF whose colour box names primaries and transfer. */
async function avif(
  samples: Uint16Array,
  [primaries, transfer]: [number, number],
): Promise<Buffer> {
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  const picture = sharp(samples, { raw }).toColourspace('rgb16');
  const bytes = await picture.avif({ bitdepth: 10, quality: 90, effort: 2 }).toBuffer();
  const nclx = [...Buffer.from('nclx'), 0, primaries, 0, transfer, 0, 1, 0x80];
  return withProperty(bytes, box('colr', nclx));
}

const meanDifference = (a: Raster, b: Raster) =>
  a.data.reduce((sum, value, i) => sum + Math.abs(value - (b.data[i] ?? 0)), 0) / a.data.length;

describe('HDR pictures', () => {
  const forms: readonly [string, boolean, () => Promise<Buffer>][] = [
    ['a.png', false, async () => png(inLight(await leaves(false), pq), [9, 16, 0, 1])],
    ['b.avif', false, async () => avif(inLight(await leaves(false), pq), [9, 16])],
    ['c.png', true, async () => png(inLight(await leaves(true), hlg), [9, 18, 0, 1])],
    ['d.avif', true, async () => avif(inLight(await leaves(true), hlg), [9, 18])],
  ];
  for (const [name, grey, make] of forms)
    it(`are seen and measured as the same picture in sRGB (${name})`, async () => {
      const plain = await leaves(grey);
      const photo = await decodePhoto(await make(), name, defaultSettings);
      assert.ok(meanDifference(photo.detail, plain) < 4, `${meanDifference(photo.detail, plain)}`);
      const [seen, wanted] = [photo.detail, plain].map(pixelSignals);
      for (const signal of ['contrast', 'sharpness_whole'] as const) {
        const ratio = (seen?.[signal] ?? 0) / (wanted?.[signal] ?? 1);
        assert.ok(Math.abs(ratio - 1) < 0.2, `${signal} ${ratio}`);
      }
    });

  it('keep their hue and order where they are brighter than white', async () => {
    const samples = new Uint16Array(widthPx * heightPx * 3);
    const lights = [0.5, 1, 2, 4]; // in shares of white, one a stripe
    for (let at = 0; at < samples.length; at += 3) {
      const light = lights[Math.floor((4 * ((at / 3) % widthPx)) / widthPx)] ?? 0;
      [light, light / 2, light / 4].forEach((value, i) => (samples[at + i] = 65535 * pq(value)));
    }
    const { detail } = await decodePhoto(
      await png(samples, [1, 16, 0, 1]),
      'x.png',
      defaultSettings,
    );
    const stripes = lights.map((_, i) => {
      const at = 3 * (200 * widthPx + Math.floor(((i + 0.5) * widthPx) / 4));
      return [...detail.data.subarray(at, at + 3)];
    });
    const reds = stripes.map(([red = 0]) => red);
    assert.deepEqual(
      reds.toSorted((a, b) => a - b),
      reds,
    );
    assert.equal(new Set(reds).size, 4, `no two are burnt together: ${reds.join(' ')}`);
    for (const [red = 0, green = 0, blue = 0] of stripes) {
      assert.ok(Math.abs(linear(green) / linear(red) - 0.5) < 0.03, 'green is half of red');
      assert.ok(Math.abs(linear(blue) / linear(red) - 0.25) < 0.03);
    }
  });
});
