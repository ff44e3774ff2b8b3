// Teaching: heads learn what can be learned, are held to what they did not see, and are as sure as they may be.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drawNormal } from '../../shared/arithmetic/draws.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { inOneGo } from '../../shared/arithmetic/steps.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { descend } from '../../shared/teach/adamw.ts';
import { dealtParts } from '../../shared/teach/folds.ts';
import {
  atTemperature,
  headLogits,
  headProbabilities,
  onPlainNumbers,
  scaledRows,
  scaleOf,
} from '../../shared/teach/head.ts';
import { taughtFigures } from '../../shared/teach/taught.ts';
import { teachSteps, type Lesson } from '../../shared/teach/teach.ts';
import { fitTemperature, probabilitiesAt } from '../../shared/teach/temperature.ts';

const DIMENSIONS = 12;

/** Photos around a place of their class; how far apart the classes' places are says how well they can be told. */
function lesson(photos: readonly number[], apart: number, seed = 7): Lesson {
  const random = seededRandom(seed);
  const labels = photos.flatMap((count, one) => Array.from({ length: count }, () => one));
  const values = new Float32Array(labels.length * DIMENSIONS);
  labels.forEach((label, row) => {
    for (let i = 0; i < DIMENSIONS; i++)
      values[row * DIMENSIONS + i] =
        5 + drawNormal(random) + (i % photos.length === label ? apart : 0);
  });
  return {
    rows: { count: labels.length, dimensions: DIMENSIONS, values },
    labels: Uint16Array.from(labels),
    moments: Uint32Array.from(labels.keys()),
    classes: photos.map((_, one) => `class ${one}`),
  };
}

const linear = { hidden: 0, seed: 1 };

describe('AdamW', () => {
  it('steps as its published algorithm does, computed here by hand', () => {
    // Loshchilov and Hutter 2019, algorithm 2: x = x - rate x (m / (sqrt(v) + 1e-8) + decay x), m and v corrected for their start.
    const values = Float32Array.of(2);
    const descent = descend(values);
    let [x, m, v] = [2, 0, 0];
    for (const [step, gradient] of [0.5, -0.25, 3].entries()) {
      descent.gradient[0] = gradient;
      descent.step(0.1, 0.3);
      m = 0.9 * m + 0.1 * gradient;
      v = 0.999 * v + 0.001 * gradient ** 2;
      const [first, second] = [m / (1 - 0.9 ** (step + 1)), v / (1 - 0.999 ** (step + 1))];
      x = Math.fround(x - 0.1 * (first / (Math.sqrt(second) + 1e-8) + 0.3 * x));
      assert.ok(Math.abs(at(values, 0) - x) < 1e-9);
    }
    assert.equal(descent.gradient[0], 0);
  });
});

describe('parts', () => {
  it('hold no moment twice, and of each class as much as any other, whatever is dealt', () => {
    const rows = fc.array(fc.tuple(fc.nat(4), fc.nat(60)), { minLength: 5, maxLength: 120 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 5 }), fc.nat(99), (drawn, parts, seed) => {
        const sample = {
          labels: Uint16Array.from(drawn, ([, moment]) => moment % 3),
          moments: Uint32Array.from(drawn, ([, moment]) => moment),
        };
        const dealt = dealtParts(sample, parts, seed);
        assert.deepEqual(dealtParts(sample, parts, seed), dealt);
        const partOf = new Map<number, number>();
        sample.moments.forEach((moment, row) => {
          assert.equal(partOf.get(moment) ?? dealt[row], dealt[row]);
          partOf.set(moment, at(dealt, row));
        });
      }),
    );
    const { labels, moments } = lesson([25, 10, 5], 1);
    const dealt = dealtParts({ labels, moments }, 5, 1);
    for (const [label, each] of [5, 2, 1].entries())
      for (let part = 0; part < 5; part++)
        assert.equal(
          labels.filter((one, row) => one === label && dealt[row] === part).length,
          each,
        );
  });
});

describe('a taught head', () => {
  it('tells what lies apart, the same for the same seed, and what it was told by chance it does not claim', () => {
    for (const plan of [linear, { hidden: 8, seed: 1 }]) {
      const told = inOneGo(teachSteps(lesson([30, 30, 30], 2), plan));
      const { accuracy, isBetter, votes } = told.figures;
      assert.ok((accuracy.accuracy ?? 0) > 0.9, `${plan.hidden} ${accuracy.right}`);
      assert.equal(accuracy.photos, 90);
      assert.ok(isBetter);
      assert.deepEqual(votes, { folders: 9, right: 9, of: 10 });
      assert.deepEqual(inOneGo(teachSteps(lesson([30, 30, 30], 2), plan)), told);
    }
    const { figures } = inOneGo(teachSteps(lesson([30, 30, 30], 0), linear));
    assert.equal(figures.isBetter, false, String(figures.accuracy.right));
  });

  it('counts a rare class as much as a common one', () => {
    const { figures } = inOneGo(teachSteps(lesson([200, 10], 0.9), linear));
    const rare = figures.accuracy.classes.find(({ sport }) => sport === 'class 1');
    assert.ok((rare?.right ?? 0) >= 7, `${rare?.right ?? 0} of 10`);
    assert.equal(figures.chance, 200 / 210);
  });

  it('says the same on plain numbers as on scaled ones, and is less sure at a temperature', () => {
    const { rows } = lesson([10, 10], 1);
    const all = [...Array(rows.count).keys()];
    const scale = scaleOf(rows, all);
    const random = seededRandom(3);
    const layer = (inputs: number, outputs: number) => ({
      ...{ inputs, outputs },
      weights: Float32Array.from({ length: inputs * outputs }, () => drawNormal(random)),
      bias: Float32Array.from({ length: outputs }, () => drawNormal(random)),
    });
    for (const head of [[layer(DIMENSIONS, 3)], [layer(DIMENSIONS, 5), layer(5, 3)]]) {
      const scaled = scaledRows(rows, all, scale);
      const plain = onPlainNumbers(head, scale);
      for (const row of all) {
        const said = headLogits(head, scaled, row);
        headLogits(plain, rows, row).forEach((value, one) => {
          assert.ok(Math.abs(value - at(said, one)) < 1e-4);
        });
        const cool = headProbabilities(atTemperature(head, 2), scaled, row);
        probabilitiesAt(said, 2).forEach((share, one) => {
          assert.ok(Math.abs(share - at(cool, one)) < 1e-6);
        });
      }
    }
  });

  it('is told how far it has come', () => {
    const shares: number[] = [];
    inOneGo(teachSteps(lesson([10, 10], 1), linear, (share) => shares.push(share)));
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
  });
});

describe('figures of what was held out', () => {
  const said = (label: number, ...logits: number[]) => ({
    label,
    logits: Float64Array.from(logits),
  });

  it('name what each class was taken for, and vote by folders', () => {
    const heldOut = {
      said: [said(0, 2, 1), said(0, 0, 1), said(0, 3, 0), said(1, 1, 0), said(1, 0, 4)],
      parts: Uint8Array.of(0, 1, 2, 3, 4),
    };
    const figures = taughtFigures(['golf', 'judo'], heldOut);
    assert.deepEqual([figures.accuracy.right, figures.accuracy.photos], [3, 5]);
    assert.deepEqual(figures.accuracy.classes[0]?.takenFor, [{ sport: 'judo', photos: 1 }]);
    // Golf 3 votes of 2 to 1 and more; judo: log p of -1.31 - 4.02 for golf, -0.31 - 0.02 for judo.
    assert.deepEqual(figures.votes, { folders: 2, right: 2, of: 10 });
    assert.equal(figures.chance, 3 / 5);
  });

  it('cool a head that is too sure to the temperature that a search of all of them finds', () => {
    const random = seededRandom(5);
    // Right three times in four, and always as sure as 4 to 0.
    const sayings = Array.from({ length: 400 }, (_, i) =>
      random() < 0.75
        ? said(i % 2, i % 2 === 0 ? 4 : 0, i % 2 === 0 ? 0 : 4)
        : said(i % 2, i % 2 === 0 ? 0 : 4, i % 2 === 0 ? 4 : 0),
    );
    const found = fitTemperature(sayings);
    const cost = (t: number) =>
      Math.log(t) ** 2 / 2 -
      sayings.reduce(
        (sum, one) => sum + Math.log(at(probabilitiesAt(one.logits, t), one.label)),
        0,
      );
    const best = Array.from({ length: 4000 }, (_, i) => 0.5 + i / 200).reduce((a, b) =>
      cost(b) < cost(a) ? b : a,
    );
    assert.ok(Math.abs(found - best) < 0.01, `${found} ${best}`);
    const { errorBefore, errorAfter } = taughtFigures(['a', 'b'], {
      said: sayings,
      parts: Uint8Array.from(sayings, (_, i) => i % 5),
    });
    assert.ok(errorAfter < 0.05 && errorBefore > 0.15, `${errorBefore} ${errorAfter}`);
  });
});
