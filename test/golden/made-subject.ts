// Owns the check that a sharp subject before a blurred background beats a frame that is soft all over.

import sharp from 'sharp';
import { resolvedDetail } from '../../electron/engine/stages/pixels/resolved-detail.ts';
import { tileSharpness, wholeSharpness } from '../../electron/engine/stages/pixels/sharpness.ts';
import type { Luma } from './made-blur.ts';

/** Standard deviation of the Gaussian blur, in pixels: a lens wide open behind the subject. */
const BACKGROUND_SIGMA = 6;
/** Focus just missed, or a little shake, over the whole frame. */
const SOFT_SIGMA = 1;

/** The subject fills a third of the width and half of the height, a sixth of the frame. */
const SUBJECT = { left: 1 / 3, right: 2 / 3, top: 1 / 4, bottom: 3 / 4 };

async function blurred({ data, widthPx, heightPx }: Luma, sigma: number): Promise<Uint8Array> {
  const raw = { width: widthPx, height: heightPx, channels: 1 as const };
  const soft = sharp(data, { raw }).blur(sigma).extractChannel(0);
  return new Uint8Array(await soft.raw().toBuffer());
}

/** The photo with everything but its middle blurred. */
async function subjectOnly(luma: Luma): Promise<Uint8Array> {
  const { data, widthPx, heightPx } = luma;
  const background = await blurred(luma, BACKGROUND_SIGMA);
  return background.map((value, i) => {
    const x = (i % widthPx) / widthPx;
    const y = Math.floor(i / widthPx) / heightPx;
    const inside = x >= SUBJECT.left && x < SUBJECT.right && y >= SUBJECT.top && y < SUBJECT.bottom;
    return inside ? (data[i] ?? 0) : value;
  });
}

/** Prints how often each sharpness prefers the sharp subject to the same photo soft all over. */
export async function printSubjectPreference(lumas: readonly Luma[]): Promise<void> {
  const measures = {
    sharpness: resolvedDetail,
    'tile variance': tileSharpness,
    'whole frame': wholeSharpness,
  };
  const preferred = new Map<string, number>();
  for (const luma of lumas) {
    const subject = await subjectOnly(luma);
    const soft = await blurred(luma, SOFT_SIGMA);
    for (const [name, measure] of Object.entries(measures)) {
      const of = (data: Uint8Array) => measure(data, luma.widthPx, luma.heightPx);
      preferred.set(name, (preferred.get(name) ?? 0) + Number(of(subject) > of(soft)));
    }
  }
  const counts = [...preferred].map(([name, count]) => `${name} ${count}`).join(', ');
  console.log(
    `Sharp subject before a blurred background preferred to the same photo soft all over, of ` +
      `${lumas.length} sports photos: ${counts}.`,
  );
}
