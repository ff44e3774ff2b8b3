// Photos of one moment: which belong together, how many are superfluous.

import { alikeChains, type Join } from './alike-chains.ts';
import { bracketsOf, withBrackets } from './brackets.ts';
import { byHand } from './by-hand.ts';
import { chain, type Chain, type ChainRules } from './chains.ts';
import { hashIndex } from './hash-index.ts';
import { anglesOf, similarityOf, type PhotoEmbeddings, type Similarity } from './likeness.ts';
import { lookBytes } from './looks.ts';
import type { PhotoColumns } from '../photo.ts';
import { comparePaths, tieOrder } from '../ranking/ranking.ts';
import type { Settings } from '../settings.ts';
import { inOneGo, type Steps } from '../arithmetic/steps.ts';
import { at, hashWords } from '../arithmetic/vectors.ts';

export type BurstColumns = Pick<
  PhotoColumns,
  'takenMs' | 'bodies' | 'shots' | 'perceptualHash' | 'hashKnown' | 'looks' | 'paths' | 'handBursts'
>;

/** The burst of every photo as Podium finds it (`burstSteps`) and as the user put them (`byHand`). */
export function groupBursts(
  columns: BurstColumns,
  settings: Settings,
  embeddings: PhotoEmbeddings | null = null,
): Uint32Array {
  return inOneGo(groupSteps(columns, settings, embeddings));
}

/** `groupBursts` in steps. */
export function* groupSteps(
  columns: BurstColumns,
  settings: Settings,
  embeddings: PhotoEmbeddings | null,
): Steps<Uint32Array> {
  const found = yield* burstSteps(columns, settings, embeddings);
  return byHand(found, columns.handBursts, tieOrder(columns));
}

/**
 * The burst of every photo, numbered from 0 in the order of each burst's first photo in the columns; a photo
 * alone is a burst of one. The groups do not depend on the order of the photos. Four ways lead into a burst:
 * - frames with a capture time follow their neighbour in time and likeness (`chains.ts`), by the hash, or by their look where one
 *   camera took them a second or less apart;
 * - frames without one follow the frame with the number before theirs, as in stills taken out of a video;
 * - what is then alone or numbered without a time joins the burst with the nearest frame, when that is within
 *   `bursts.duplicateBits`. It joins only by a frame that did not itself join so: likeness is not handed on;
 * - frames that are neighbours in time, or in number, and that CLIP sees as alike, bring the bursts that these
 *   three ways made together (`alike-chains.ts`). Without `embeddings`, or where a frame has none, nothing is.
 * An exposure bracket is a burst of its own (`brackets.ts`).
 */
export function* burstSteps(
  columns: BurstColumns,
  settings: Settings,
  embeddings: PhotoEmbeddings | null,
): Steps<Uint32Array> {
  const words = hashWords(columns.perceptualHash);
  const similarity = embeddings && similarityOf(embeddings);
  const timed = yield* timedChains(columns, words, similarity, settings);
  const numbered = yield* numberedChains(columns, words, similarity, settings);
  const chains = [...timed.chains, ...numbered.chains];
  const leaders = yield* joinDuplicates(chains, columns, words, settings);
  const bursts = numberBursts(joinAlike(leaders, [...timed.joins, ...numbered.joins]));
  return withBrackets(bursts, bracketsOf(columns, tieOrder(columns)));
}

/** What the hash makes of photos in a row, and which of it CLIP sees as one. */
type Chains = { readonly chains: readonly Chain[]; readonly joins: readonly Join[] };

function* chainsOf(
  photos: readonly number[],
  words: Uint32Array,
  similarity: Similarity | null,
  rules: ChainRules,
  minCosine: number,
): Steps<Chains> {
  const chains = yield* chain(photos, words, rules);
  const joins = similarity ? yield* alikeChains(chains, similarity, { ...rules, minCosine }) : [];
  return { chains, joins };
}

/** Photos whose capture time and hash are known, by time, then path. */
function* timedChains(
  columns: BurstColumns,
  words: Uint32Array,
  similarity: Similarity | null,
  settings: Settings,
): Steps<Chains> {
  const { takenMs, paths } = columns;
  const photos = knownHashes(columns).filter((photo) => !Number.isNaN(at(takenMs, photo)));
  photos.sort((a, b) => at(takenMs, a) - at(takenMs, b) || byPath(paths, a, b));
  const windowMs = settings['bursts.windowSeconds'] * 1000;
  const rules = {
    position: (photo: number) => at(takenMs, photo),
    step: windowMs,
    free: windowMs,
    maxBits: settings['bursts.maxBits'],
    goesOn: atCamerasPace(columns, settings),
  };
  return yield* chainsOf(photos, words, similarity, rules, settings['bursts.minClipSimilarity']);
}

/**
 * How alike two frames look that one camera took at its own pace: `bursts.frameSeconds` apart at most, which is also how far
 * apart whole seconds of a clock may lie; 0 where they are not.
 */
function atCamerasPace(columns: BurstColumns, settings: Settings): ChainRules['goesOn'] {
  const { takenMs, bodies, looks } = columns;
  const paceMs = settings['bursts.frameSeconds'] * 1000;
  const least = settings['bursts.minLook'];
  const { cosine } = anglesOf(looks, lookBytes);
  return (last, photo) => {
    if (at(takenMs, photo) - at(takenMs, last) > paceMs) return 0;
    if (bodies.of[last] !== bodies.of[photo]) return 0;
    const alike = cosine(last, photo);
    return alike >= least ? alike : 0;
  };
}

/** So many photos, or chains, a step. */
const photosAStep = 256;

/** Frames per second of the video from which numbered stills without a capture time are taken to come. */
const videoRate = 24;
/** One frame thrown away does not end the burst. */
const numberStep = 2;

/** Photos without a capture time, series by series of numbered names; unnumbered ones come out alone. */
function* numberedChains(
  columns: BurstColumns,
  words: Uint32Array,
  similarity: Similarity | null,
  settings: Settings,
): Steps<Chains> {
  const series = new Map<string, { photo: number; number: number }[]>();
  for (const photo of knownHashes(columns)) {
    if (photo % photosAStep === 0) yield;
    if (!Number.isNaN(at(columns.takenMs, photo))) continue;
    const path = columns.paths[photo] ?? '';
    const { name, number } = numberedName(path);
    const entries = series.get(name);
    if (entries) entries.push({ photo, number });
    else series.set(name, [{ photo, number }]);
  }
  const all = { chains: [] as Chain[], joins: [] as Join[] };
  for (const entries of series.values()) {
    entries.sort((a, b) => a.number - b.number || byPath(columns.paths, a.photo, b.photo));
    const numbers = new Map(entries.map((entry) => [entry.photo, entry.number]));
    const rules = {
      position: (photo: number) => numbers.get(photo) ?? 0,
      step: numberStep,
      free: settings['bursts.windowSeconds'] * videoRate,
      maxBits: settings['bursts.maxBits'],
      goesOn: () => 0, // a number is no clock
    };
    const minCosine = settings['bursts.minClipSimilarity'];
    const frames = [...numbers.keys()];
    const { chains, joins } = yield* chainsOf(frames, words, similarity, rules, minCosine);
    for (const found of chains) all.chains.push(found);
    for (const join of joins) all.joins.push(join);
  }
  return all;
}

/** "/a/IMG_0012.JPG" is number 12 of the series "/a/IMG_"; a name without a number is a series of its own. */
function numberedName(path: string): { readonly name: string; readonly number: number } {
  const match = /^(.*?)(\d{1,15})(\.[^./\\]*)?$/s.exec(path);
  return { name: match?.[1] ?? path, number: Number(match?.[2] ?? 0) };
}

function knownHashes(columns: BurstColumns): number[] {
  return [...columns.paths.keys()].filter((photo) => columns.hashKnown[photo] === 1);
}

function byPath(paths: readonly string[], a: number, b: number): number {
  return comparePaths(paths[a] ?? '', paths[b] ?? '');
}

/**
 * For each photo, one photo that stands for its burst. Chains with a time lead; then, by path, each chain
 * without one joins the leader nearest to its first frame that is near one, or leads itself.
 */
function* joinDuplicates(
  chains: readonly Chain[],
  columns: BurstColumns,
  words: Uint32Array,
  settings: Settings,
): Steps<Uint32Array> {
  const { paths, takenMs } = columns;
  const leaders = Uint32Array.from(paths.keys());
  const index = hashIndex(words, settings['bursts.duplicateBits']);
  const first = (frames: Chain) => frames[0] ?? 0;
  const timed = (frames: Chain) => !Number.isNaN(at(takenMs, first(frames)));
  const byFirst = (a: Chain, b: Chain) => byPath(paths, first(a), first(b));
  const ordered = [
    ...chains.filter(timed).sort(byFirst),
    ...chains.filter((frames) => !timed(frames)).sort(byFirst),
  ];
  for (const [place, frames] of ordered.entries()) {
    if (place % photosAStep === 0) yield;
    const like = timed(frames) ? [] : frames.map((photo) => index.nearest(photo));
    const joined = like.find((photo) => photo !== undefined);
    const leader = joined === undefined ? first(frames) : at(leaders, joined);
    for (const photo of frames) leaders[photo] = leader;
    if (joined === undefined) frames.forEach(index.add);
  }
  return leaders;
}

/**
 * The leaders once whole bursts were joined. A burst without times goes to one burst only, by the chain that leads it:
 * two bursts with times are never brought together by way of it.
 */
function joinAlike(leaders: Uint32Array, joins: readonly Join[]): Uint32Array {
  const led = leaders.slice();
  const leaderOf = (photo: number): number => {
    let leader = at(led, photo);
    while (at(led, leader) !== leader) leader = at(led, leader);
    return leader;
  };
  for (const [frame, before] of joins) {
    if (leaders[frame] === frame) led[leaderOf(frame)] = leaderOf(before);
  }
  return leaders.map(leaderOf);
}

function numberBursts(leaders: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>();
  return leaders.map((leader) => {
    const number = numbers.get(leader) ?? numbers.size;
    numbers.set(leader, number);
    return number;
  });
}

/** Number of bursts, photos alone included. */
export function burstCount(bursts: Uint32Array): number {
  let most = 0;
  for (let photo = 0; photo < bursts.length; photo++)
    most = Math.max(most, (bursts[photo] ?? 0) + 1);
  return most;
}

/** Share of the photos and their `copies` that are not the best of a burst, 0..1; 0 of no photos. */
export function duplicateFraction(bursts: Uint32Array, copies: number): number {
  const files = bursts.length + copies;
  return files === 0 ? 0 : (files - burstCount(bursts)) / files;
}
