// Owns the colourfulness signal: the M3 metric of Hasler and Suesstrunk, "Measuring colourfulness in natural images", 2003.

import type { Raster } from '../../../../shared/photo.ts';

/** The paper's fitted weight of how far the mean colour lies from grey, against how far colours spread. */
const MEAN_WEIGHT = 0.3;

/**
 * M3 over the two opponent colour axes: red against green, and yellow (their mean) against blue.
 * @returns 0 for a grey photo; the paper's viewers called 33 moderately, 59 quite and 109 extremely colourful
 */
export function colourfulness({ data }: Raster): number {
  const pixels = data.length / 3;
  let redGreen = 0;
  let redGreenSquares = 0;
  // Twice the paper's yellow-blue value, so that all sums stay whole numbers and the result exact.
  let yellowBlue = 0;
  let yellowBlueSquares = 0;
  for (let byte = 0; byte < data.length; byte += 3) {
    const red = data[byte] ?? 0;
    const green = data[byte + 1] ?? 0;
    const rg = red - green;
    const yb = red + green - 2 * (data[byte + 2] ?? 0);
    redGreen += rg;
    redGreenSquares += rg * rg;
    yellowBlue += yb;
    yellowBlueSquares += yb * yb;
  }
  const meanRg = redGreen / pixels;
  const meanYb = yellowBlue / pixels / 2;
  const varianceRg = redGreenSquares / pixels - meanRg * meanRg;
  const varianceYb = yellowBlueSquares / pixels / 4 - meanYb * meanYb;
  const spread = Math.sqrt(Math.max(0, varianceRg + varianceYb));
  return spread + MEAN_WEIGHT * Math.hypot(meanRg, meanYb);
}
