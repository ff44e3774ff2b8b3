// Teaches a head what photos of each class look like, and finds out on photos held out how well it does.

import type { Steps } from '../arithmetic/steps.ts';
import { sortedKnown, percentile, at } from '../arithmetic/vectors.ts';
import { bestPasses, fitHead, mostPasses, type FitPlan, type Labelled } from './fit-head.ts';
import { dealtParts, momentsOf, type Sample } from './folds.ts';
import {
  atTemperature,
  headLogits,
  onPlainNumbers,
  scaledRows,
  scaleOf,
  type FeatureRows,
  type Head,
} from './head.ts';
import { taughtFigures, type HeldOut, type TaughtFigures } from './taught.ts';
import type { Said } from './temperature.ts';

/** Photos of which the class is known. */
export type Lesson = Sample & {
  readonly rows: FeatureRows;
  /** By the numbers in `labels`. */
  readonly classes: readonly string[];
};

export type Taught = {
  readonly figures: TaughtFigures;
  /** On numbers as they are kept; its softmax gives probabilities that come true as often as they say. */
  readonly head: Head;
  /** Passes over all photos in which it learned. */
  readonly passes: number;
};

/** Each part is held out once. */
const PARTS = 5;
/** So that each class is there to be learned and to be told in every part but a few. */
export const fewestMoments = 4;

type Fitted = { readonly head: Head; readonly passes: number };

function part(
  { rows, labels }: Lesson,
  wanted: readonly number[],
  scale: ReturnType<typeof scaleOf>,
): Labelled {
  return {
    rows: scaledRows(rows, wanted, scale),
    labels: Uint16Array.from(wanted, (row) => at(labels, row)),
  };
}

/** A head on some of the rows: a fifth of them says when to stop, then all are learned for as long. */
function* fitOn(lesson: Lesson, learned: readonly number[], plan: FitPlan): Steps<Fitted> {
  const pick = <T>(from: ArrayLike<T>) => learned.map((row) => from[row] as T);
  const inner: Sample = {
    labels: Uint16Array.from(pick(lesson.labels)),
    moments: Uint32Array.from(pick(lesson.moments)),
  };
  const parts = dealtParts(inner, PARTS, plan.seed + 1);
  const scale = scaleOf(lesson.rows, learned);
  const classes = lesson.classes.length;
  const kept = learned.filter((_, place) => parts[place] !== 0);
  const heldOut = learned.filter((_, place) => parts[place] === 0);
  const passes = yield* bestPasses(
    part(lesson, kept, scale),
    part(lesson, heldOut, scale),
    classes,
    plan,
  );
  const head = yield* fitHead(part(lesson, learned, scale), classes, plan, passes);
  return { head: onPlainNumbers(head, scale), passes };
}

/**
 * Teaches in steps. Photos are held out a fifth at a time, by moments, and told by a head that learned from the others; the head that is
 * kept learns from all, for as many passes as those did in the middle. The same for the same seed and the same photos in the same order.
 * @param onDone is told which share of the work is done, 0..1
 */
export function* teachSteps(
  lesson: Lesson,
  plan: FitPlan,
  onDone: (share: number) => void = () => undefined,
): Steps<Taught> {
  const count = lesson.labels.length;
  const fewest = Math.min(...momentsOf(lesson, lesson.classes.length));
  const parts = dealtParts(lesson, Math.min(PARTS, fewest), plan.seed);
  const wholes = Math.min(PARTS, fewest);
  const said: Said[] = [];
  const passes: number[] = [];
  for (let one = 0; one < wholes; one++) {
    const rows = Array.from({ length: count }, (_, row) => row);
    const fitted = yield* fitOn(
      lesson,
      rows.filter((row) => parts[row] !== one),
      plan,
    );
    passes.push(fitted.passes);
    for (const row of rows.filter((each) => parts[each] === one))
      said[row] = {
        logits: headLogits(fitted.head, lesson.rows, row),
        label: at(lesson.labels, row),
      };
    onDone((one + 1) / (wholes + 1));
  }
  const heldOut: HeldOut = { said, parts };
  const figures = taughtFigures(lesson.classes, heldOut);
  const middle = Math.round(percentile(sortedKnown(passes), 50));
  const all = Array.from({ length: count }, (_, row) => row);
  const scale = scaleOf(lesson.rows, all);
  const head = yield* fitHead(part(lesson, all, scale), lesson.classes.length, plan, middle);
  onDone(1);
  return {
    figures,
    head: atTemperature(onPlainNumbers(head, scale), figures.temperature),
    passes: Math.min(middle, mostPasses),
  };
}
