// How alike two photos look, by light and colour in a few bytes: for frames that follow each other too slowly for the hash.

/** Bytes a photo in `PhotoColumns.looks`. */
export const lookBytes = 160;

/** Cosine of the looks of two photos, about 0 to 1; 0 where either is unknown. */
export function lookCosine(looks: Int8Array, a: number, b: number): number {
  let [both, ofA, ofB] = [0, 0, 0];
  for (let i = a * lookBytes, j = b * lookBytes; i < (a + 1) * lookBytes; i++, j++) {
    const [inA, inB] = [looks[i] ?? 0, looks[j] ?? 0];
    both += inA * inB;
    ofA += inA * inA;
    ofB += inB * inB;
  }
  return both / Math.max(1, Math.sqrt(ofA * ofB));
}
