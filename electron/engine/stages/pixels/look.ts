// Owns the look of a photo: where it is light, where it has which colour, and which colours it has at all, in 160 bytes.

import { lookBytes } from '../../../../shared/bursts/looks.ts';
import { quantised } from '../../../../shared/bursts/likeness.ts';
import type { Raster } from '../../../../shared/photo.ts';

/** Cells a side in which light and colour are averaged: colour needs fewer. */
const lightCells = 8;
const colourCells = 4;
/** Levels of each channel in the histogram of colours. */
const levels = 4;
/** A mean of colour stands for as many cells of light as it covers. */
const colourWeight = lightCells / colourCells;

/**
 * The look of a photo: 8x8 means of luma, without their own mean, and 4x4 means of both colour differences, together of
 * length 1; then the square roots of a 4x4x4 histogram of RGB, of length 1 too. The two halves count alike in a cosine: places
 * tell scenes of one colour apart, the histogram bears a camera that pans. Chosen by measurement (test/golden/burst-rates.ts).
 */
export function lookOf({ data, widthPx, heightPx }: Raster): Int8Array {
  const light = new Float64Array(lightCells ** 2);
  const blue = new Float64Array(colourCells ** 2);
  const red = new Float64Array(colourCells ** 2);
  const histogram = new Float64Array(levels ** 3);
  const [perLight, perColour] = [new Float64Array(light.length), new Float64Array(blue.length)];
  for (let y = 0; y < heightPx; y++) {
    const lightRow = lightCells * Math.floor((y * lightCells) / heightPx);
    const colourRow = colourCells * Math.floor((y * colourCells) / heightPx);
    for (let x = 0; x < widthPx; x++) {
      const i = 3 * (y * widthPx + x);
      const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
      const luma = 0.299 * r + 0.587 * g + 0.114 * b;
      const lightCell = lightRow + Math.floor((x * lightCells) / widthPx);
      const colourCell = colourRow + Math.floor((x * colourCells) / widthPx);
      light[lightCell] = (light[lightCell] ?? 0) + luma;
      perLight[lightCell] = (perLight[lightCell] ?? 0) + 1;
      blue[colourCell] = (blue[colourCell] ?? 0) + b - luma;
      red[colourCell] = (red[colourCell] ?? 0) + r - luma;
      perColour[colourCell] = (perColour[colourCell] ?? 0) + 1;
      const colour = levels * (levels * (r >> 6) + (g >> 6)) + (b >> 6);
      histogram[colour] = (histogram[colour] ?? 0) + 1;
    }
  }
  const places = [
    ...withoutMean(means(light, perLight)),
    ...means(blue, perColour).map((mean) => colourWeight * mean),
    ...means(red, perColour).map((mean) => colourWeight * mean),
  ];
  const look = new Int8Array(lookBytes);
  quantised(
    Float32Array.from([...ofLength1(places), ...ofLength1(histogram.map(Math.sqrt))]),
    look,
  );
  return look;
}

/** Means of cells; one that a tiny photo has no pixel for is as the whole photo. */
function means(sums: Float64Array, counts: Float64Array): Float64Array {
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const whole = total(sums) / total(counts);
  return sums.map((sum, cell) => ((counts[cell] ?? 0) > 0 ? sum / (counts[cell] ?? 1) : whole));
}

function withoutMean(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Below this length, in levels of 256 over all cells, there are no places: a frame of one colour stays zero. */
const flat = 1;

function ofLength1(values: ArrayLike<number>): number[] {
  const all = Array.from(values);
  const length = Math.sqrt(all.reduce((sum, value) => sum + value * value, 0));
  return all.map((value) => (length >= flat ? value / length : 0));
}
