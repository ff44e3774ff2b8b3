// Which photo comes next beside the one it is compared with.

/** Photos by their place in the ranking, best first; those that are in no ranking last. */
export function byPlace(photos: Uint32Array, places: Uint32Array): Uint32Array {
  const place = (photo: number) => places[photo] ?? Infinity;
  return photos.toSorted((a, b) => place(a) - place(b) || a - b);
}

/**
 * The nearest photo of `order` behind (1) or before (-1) the photo `from`. One that is not in the order, as a filter
 * may have hidden it since, counts as standing where its place in the ranking says. Undefined when there is none
 * besides `except`.
 */
export function neighbour(
  order: Uint32Array,
  places: Uint32Array,
  from: number,
  step: -1 | 1,
  except: readonly number[],
): number | undefined {
  const here = order.indexOf(from);
  const rank = places[from] ?? Infinity;
  const distance = (photo: number, along: number) =>
    here >= 0 ? along - here : (places[photo] ?? Infinity) - rank;
  const beyond = order.filter(
    (photo, along) => distance(photo, along) * step > 0 && !except.includes(photo),
  );
  return beyond.at(step > 0 ? 0 : -1);
}
