// How a folder's photos are spread over a signal, as counts and as the outline of bars.

/** Counts of the known values, 0..1, in `bins` equal steps; 1 belongs to the last. */
export function countBins(values: Float64Array, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(value * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/**
 * Bars as an SVG path in a box one unit wide a bin and 1 high, 0 at the top. Heights grow with the square root of the
 * count: a folder's one tall bar must not flatten the rest into nothing.
 */
export function barsPath(counts: Uint32Array): string {
  const most = Math.sqrt(counts.reduce((high, count) => Math.max(high, count), 1));
  const bars = Array.from(counts, (count, bin) => {
    if (count === 0) return '';
    const top = (1 - Math.max(0.04, Math.sqrt(count) / most)).toFixed(3);
    return `M${bin} 1V${top}h0.85V1z`;
  });
  return bars.join('');
}
