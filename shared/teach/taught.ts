// What was taught, and how far it can be trusted: figures of photos that the head had not learned from.

import { calibrationError } from '../arithmetic/calibration.ts';
import { wilson, type Interval } from '../arithmetic/proportions.ts';
import { at } from '../arithmetic/vectors.ts';
import { sportAccuracy, type SportAccuracy } from '../sport/sport-evaluation.ts';
import { fitTemperature, probabilitiesAt, type Said } from './temperature.ts';

/** What was said of all photos, each by a head that had learned from others. */
export type HeldOut = {
  /** One a photo. */
  readonly said: readonly Said[];
  /** Which part each photo was held out with. */
  readonly parts: Uint8Array;
};

export type Votes = {
  /** Folders of photos of one class that were judged as a whole. */
  readonly folders: number;
  readonly right: number;
  /** Photos of a folder at most. */
  readonly of: number;
};

export type TaughtFigures = {
  readonly accuracy: SportAccuracy;
  /** 95 %, of the share that was told right. */
  readonly interval: Interval;
  /** What always naming the largest class would tell right, 0..1. */
  readonly chance: number;
  /** Whether it surely tells more than that. */
  readonly isBetter: boolean;
  readonly votes: Votes;
  /** Of the head that is kept. */
  readonly temperature: number;
  /** Expected calibration error, 0..1, of the class that is named: as the heads said it, and at temperatures of other parts. */
  readonly errorBefore: number;
  readonly errorAfter: number;
};

const FOLDER = 10;

function likeliest(values: Float64Array): number {
  return values.reduce((best, value, place) => (value > at(values, best) ? place : best), 0);
}

/** Figures of heads that each told photos held out from them. */
export function taughtFigures(classes: readonly string[], heldOut: HeldOut): TaughtFigures {
  const { said } = heldOut;
  const labels = said.map(({ label }) => classes[label] ?? '');
  const told = said.map(({ logits }) => classes[likeliest(logits)] ?? '');
  const accuracy = sportAccuracy(labels, told, new Set(classes));
  const interval = wilson(accuracy.right, accuracy.photos);
  const chance = Math.max(...accuracy.classes.map(({ photos }) => photos)) / accuracy.photos;
  return {
    ...{ accuracy, interval, chance, isBetter: interval.low > chance },
    votes: votesOf(said, classes.length),
    temperature: fitTemperature(said),
    errorBefore: surenessError(said, () => 1),
    errorAfter: surenessError(said, temperaturesOfOthers(heldOut)),
  };
}

/** The temperature of a photo: what suits all parts but its own. */
function temperaturesOfOthers({ said, parts }: HeldOut): (photo: number) => number {
  const byPart = new Map(
    [...new Set(parts)].map((part) => [
      part,
      fitTemperature(said.filter((_, photo) => parts[photo] !== part)),
    ]),
  );
  return (photo) => byPart.get(at(parts, photo)) ?? 1;
}

function surenessError(said: readonly Said[], temperature: (photo: number) => number): number {
  const sure = new Float64Array(said.length);
  const right = new Float64Array(said.length);
  said.forEach(({ logits, label }, photo) => {
    const shares = probabilitiesAt(logits, temperature(photo));
    const best = likeliest(shares);
    sure[photo] = at(shares, best);
    right[photo] = Number(best === label);
  });
  return calibrationError(sure, right);
}

/** Folders of ten photos of one class, the last of a class perhaps of fewer: what all of them together say most. */
function votesOf(said: readonly Said[], classes: number): Votes {
  let [folders, right] = [0, 0];
  for (let label = 0; label < classes; label++) {
    const own = said.filter((one) => one.label === label);
    const whole = Math.max(1, Math.floor(own.length / FOLDER));
    for (let folder = 0; folder < whole; folder++) {
      const photos = own.slice(folder * FOLDER, (folder + 1) * FOLDER);
      folders += 1;
      if (likeliest(summed(photos, classes)) === label) right += 1;
    }
  }
  return { folders, right, of: FOLDER };
}

/** Logarithms of the probability that all photos show a class, if each tells it for itself. */
function summed(photos: readonly Said[], classes: number): Float64Array {
  const sums = new Float64Array(classes);
  for (const { logits } of photos)
    probabilitiesAt(logits, 1).forEach((share, one) => {
      sums[one] = at(sums, one) + Math.log(Math.max(share, 1e-12));
    });
  return sums;
}
