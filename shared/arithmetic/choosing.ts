// Some of many indices, fast enough for every move of a slider.

/**
 * The indices for which `isWanted` holds, in their order. As `Uint32Array.prototype.filter`, which grows a list of boxed numbers
 * and is several times slower.
 * @param isWanted is given an index and its place
 */
export function indicesWhere(
  indices: Uint32Array,
  isWanted: (index: number, place: number) => boolean,
): Uint32Array {
  const wanted = new Uint32Array(indices.length);
  let count = 0;
  for (let place = 0; place < indices.length; place++) {
    const index = indices[place] ?? 0;
    if (isWanted(index, place)) wanted[count++] = index;
  }
  return wanted.slice(0, count);
}
