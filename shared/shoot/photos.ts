// The open folders' columns and what follows from them without weights.

import { burstSteps } from '../bursts/bursts.ts';
import { bracketsOf } from '../bursts/brackets.ts';
import { byHand, type HandBursts } from '../bursts/by-hand.ts';
import { areOf, type PhotoEmbeddings } from '../bursts/likeness.ts';
import { normaliseSteps, normaliseValues, type NormalisedSignals } from '../ranking/normalise.ts';
import type { PhotoColumns } from '../photo.ts';
import { tieOrder } from '../ranking/ranking.ts';
import type { Settings } from '../settings.ts';
import type { Steps } from '../arithmetic/steps.ts';

export type Photos = {
  readonly columns: PhotoColumns;
  /** What CLIP saw in them, as it was known when they were opened or when an analysis ended; null while it is not. */
  readonly embeddings: PhotoEmbeddings | null;
  readonly normalised: NormalisedSignals;
  readonly ties: Uint32Array;
  /** The exposure bracket of each photo, as `bracketsOf` numbers them. */
  readonly brackets: Int32Array;
  /** As Podium finds them. */
  readonly foundBursts: Uint32Array;
  /** As the user put them: what everything else goes by. */
  readonly bursts: Uint32Array;
  /** How many photos each burst has. */
  readonly burstSizes: Uint32Array;
  /** Index of each photo by its id. */
  readonly indexOf: ReadonlyMap<number, number>;
};

/**
 * Everything that new columns change; `before` lends what cannot have changed, and the embeddings where none came with
 * the columns. Those of other photos than the columns' are not used.
 */
export function* photoSteps(
  columns: PhotoColumns,
  settings: Settings,
  before: Photos | null,
  came: PhotoEmbeddings | null,
): Steps<Photos> {
  const embeddings =
    [came, before?.embeddings].find((some) => some && areOf(some, columns.ids)) ?? null;
  const same = before !== null && sameNumbers(before.columns.ids, columns.ids);
  const sameTimes = same && sameNumbers(before.columns.takenMs, columns.takenMs);
  const sameHashes = sameTimes && sameNumbers(before.columns.hashKnown, columns.hashKnown);
  const sameShots =
    sameHashes &&
    (['shutterSeconds', 'autoBracket', 'exposureBias'] as const).every((name) =>
      sameNumbers(before.columns.shots[name], columns.shots[name]),
    );
  const foundBursts =
    sameShots && before.embeddings === embeddings
      ? before.foundBursts
      : yield* burstSteps(columns, settings, embeddings);
  const normalised = yield* normaliseSteps(columns, settings);
  const ties = sameTimes ? before.ties : tieOrder(columns);
  yield;
  const indexOf = same ? before.indexOf : indexById(columns.ids);
  const brackets = sameShots ? before.brackets : bracketsOf(columns, ties);
  const bursts = byHand(foundBursts, columns.handBursts, ties);
  const burstSizes = sizesOf(bursts);
  return {
    columns,
    embeddings,
    normalised,
    ties,
    brackets,
    foundBursts,
    bursts,
    burstSizes,
    indexOf,
  };
}

/** The same photos with other bursts by hand, and nothing else. */
export function withHandBursts(photos: Photos, handBursts: HandBursts): Photos {
  const bursts = byHand(photos.foundBursts, handBursts, photos.ties);
  const columns = { ...photos.columns, handBursts };
  return { ...photos, columns, bursts, burstSizes: sizesOf(bursts) };
}

/** Whether two sets of photos have the same faces in the same places: what is known of one holds for the other. */
export function sameFaces(before: Photos, now: Photos): boolean {
  if (before.columns.faces === now.columns.faces) return true;
  if (!sameNumbers(before.columns.ids, now.columns.ids)) return false;
  const [old, faces] = [before.columns.faces, now.columns.faces];
  return (['photo', 'ordinal', 'box', 'confidence'] as const).every((name) =>
    sameNumbers(old[name], faces[name]),
  );
}

type Numbers = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

function sameNumbers(a: Numbers, b: Numbers): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function indexById(ids: Float64Array): ReadonlyMap<number, number> {
  const indices = new Map<number, number>();
  for (let photo = 0; photo < ids.length; photo++) indices.set(ids[photo] ?? 0, photo);
  return indices;
}

function sizesOf(bursts: Uint32Array): Uint32Array {
  const sizes = new Uint32Array(bursts.length);
  for (const burst of bursts) sizes[burst] = (sizes[burst] ?? 0) + 1;
  return sizes;
}

/** The `person` signal of the columns, and nothing else, made anew: how much each photo shows whoever is looked for. */
export function withPersonSignal(
  photos: Photos,
  similarity: Float64Array,
  settings: Settings,
): Photos {
  const { columns, normalised } = photos;
  return {
    ...photos,
    columns: { ...columns, signals: { ...columns.signals, person: similarity } },
    normalised: { ...normalised, person: normaliseValues(similarity, settings) },
  };
}

/** The shapes of photos as far as they are known; before a photo is analysed its quick picture may have told its shape. */
export function aspectsOf(
  columns: PhotoColumns,
  before: { readonly photos: Photos; readonly aspects: Float64Array } | null,
): Float64Array {
  return Float64Array.from(columns.ids, (id, photo) => {
    const [width, height] = [columns.widthPx[photo] ?? 0, columns.heightPx[photo] ?? 0];
    if (width > 0 && height > 0) return width / height;
    return before?.aspects[before.photos.indexOf.get(id) ?? -1] ?? NaN;
  });
}
