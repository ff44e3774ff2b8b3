// Owns the contrast signal: how widely dark and light are spread over the frame.

/** Standard deviation of 8-bit luma: 0 (flat) to 127.5 (half black, half white). */
export function contrast(luma: Uint8Array): number {
  let sum = 0;
  let sumOfSquares = 0;
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const value = luma[pixel] ?? 0;
    sum += value;
    sumOfSquares += value * value;
  }
  const mean = sum / luma.length;
  return Math.sqrt(Math.max(0, sumOfSquares / luma.length - mean * mean));
}
