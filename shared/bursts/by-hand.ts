// Bursts as the user put them together and took them apart, over those that Podium finds.

import { at } from '../arithmetic/vectors.ts';

/** The name of the hand burst of a photo, by its index; none where the user said nothing of it and Podium groups it. */
export type HandBursts = ReadonlyMap<number, string>;

/**
 * The burst of every photo, numbered from 0 in the order of each burst's first photo: photos of one hand burst are together,
 * and with no others than these. Of a burst that Podium finds, frames of which the user said nothing go with the frame before
 * them, where that one lies in a hand burst of two and more, and the first ones with the first such frame after them: a frame
 * that arrives later goes where its neighbours went. A frame that stands alone by hand takes none with it.
 * @param found burst of each photo as Podium finds it
 * @param ties all photos in the order in which they were taken
 */
export function byHand(found: Uint32Array, hand: HandBursts, ties: Uint32Array): Uint32Array {
  if (hand.size === 0) return found;
  const all = withNeighbours(found, hand, ties);
  const numbers = new Map<number | string, number>();
  return found.map((burst, photo) => {
    const name = all.get(photo) ?? burst;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

function withNeighbours(found: Uint32Array, hand: HandBursts, ties: Uint32Array): HandBursts {
  const sizes = new Map<string, number>();
  for (const name of hand.values()) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const all = new Map(hand);
  const before = new Map<number, string>();
  const waiting = new Map<number, number[]>();
  for (const photo of ties) {
    const burst = at(found, photo);
    const name = hand.get(photo);
    const last = before.get(burst);
    if (name === undefined) {
      if (last !== undefined) all.set(photo, last);
      else waiting.set(burst, [...(waiting.get(burst) ?? []), photo]);
    } else if ((sizes.get(name) ?? 0) > 1) {
      before.set(burst, name);
      for (const first of waiting.get(burst) ?? []) all.set(first, name);
      waiting.delete(burst);
    }
  }
  return all;
}

/** Bursts as Podium finds them and as they are, by index of the photo, and what was done by hand. */
export type Grouped = {
  readonly found: Uint32Array;
  readonly bursts: Uint32Array;
  readonly hand: HandBursts;
};

/**
 * What one act makes of photos, by index: each list is one burst from then on, of these photos alone; those of `freed` are
 * grouped as Podium finds them.
 */
export type Regrouping = {
  readonly bursts: readonly (readonly number[])[];
  readonly freed: readonly number[];
};

/** `chosen` as one burst; null where that is fewer than two photos, or they are a burst already. */
export function joined(grouped: Grouped, chosen: readonly number[]): Regrouping | null {
  const { bursts } = grouped;
  const [first] = chosen;
  if (first === undefined || chosen.length < 2) return null;
  const isOne = chosen.every((photo) => bursts[photo] === bursts[first]);
  if (isOne && framesWith(bursts, first) === chosen.length) return null;
  return withRests(grouped, [chosen]);
}

/**
 * The burst of `photo` as two: the frames before it, and it with those after it; null where it is the first frame, or alone.
 * @param frames of that burst, as they were taken
 */
export function splitAt(
  grouped: Grouped,
  frames: readonly number[],
  photo: number,
): Regrouping | null {
  const place = frames.indexOf(photo);
  return place <= 0 ? null : withRests(grouped, [frames.slice(0, place), frames.slice(place)]);
}

/** Each of `chosen` by itself, which are in bursts with others; null where there are none. */
export function takenOut(grouped: Grouped, chosen: readonly number[]): Regrouping | null {
  if (chosen.length === 0) return null;
  return withRests(
    grouped,
    chosen.map((photo) => [photo]),
  );
}

/** How many frames the burst of a photo has, itself included. */
export function framesWith(bursts: Uint32Array, photo: number): number {
  return bursts.reduce((count, burst) => count + Number(burst === bursts[photo]), 0);
}

/**
 * These bursts, and all others that they may have to do with, as they are but for them: what is left of a burst stays together
 * and where it is, as nothing in it goes with a neighbour any more.
 */
function withRests(
  { found, bursts, hand }: Grouped,
  lists: readonly (readonly number[])[],
): Regrouping {
  const taken = new Set(lists.flat());
  const touched = new Set([...taken].map((photo) => at(bursts, photo)));
  const photos = [...bursts.keys()];
  const ofThose = photos.filter((photo) => touched.has(at(bursts, photo)));
  const alike = new Set(ofThose.map((photo) => at(found, photo)));
  const near = new Set(
    photos.flatMap((photo) => (alike.has(at(found, photo)) ? [at(bursts, photo)] : [])),
  );
  const rests = new Map<number, number[]>();
  for (const photo of photos) {
    const burst = at(bursts, photo);
    if (!near.has(burst) || taken.has(photo)) continue;
    rests.set(burst, [...(rests.get(burst) ?? []), photo]);
  }
  const changed = [...rests].filter(
    ([burst, rest]) => touched.has(burst) || rest.some((photo) => !hand.has(photo)),
  );
  return { bursts: [...lists, ...changed.map(([, rest]) => rest)], freed: [] };
}

/**
 * All that was done by hand to the bursts of `chosen`, as Podium finds them and as they are, taken back; null where that is
 * nothing. With a frame go those that were put together with it or apart from it: by itself it would stay where they are.
 */
export function freed({ found, hand }: Grouped, chosen: readonly number[]): Regrouping | null {
  const bursts = new Set(chosen.map((photo) => at(found, photo)));
  const names = new Set<string>();
  for (let seen = -1; seen < bursts.size + names.size;) {
    seen = bursts.size + names.size;
    for (const [photo, name] of hand) {
      if (!bursts.has(at(found, photo)) && !names.has(name)) continue;
      bursts.add(at(found, photo));
      names.add(name);
    }
  }
  const those = [...hand].flatMap(([photo, name]) => (names.has(name) ? [photo] : []));
  return those.length === 0 ? null : { bursts: [], freed: those };
}
