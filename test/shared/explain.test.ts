import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { listing } from '../../shared/listing.ts';
import { explainScore } from '../../shared/ranking/explain.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { scorePhotos, type Weights } from '../../shared/ranking/ranking.ts';
import { signalNames } from '../../shared/signals.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import {
  madeColumns,
  madeSignals,
  maybe,
  type MadeFace,
  type MadeSignals,
  workedSettings,
} from './made-columns.ts';

const sports = presetWeights(workedSettings, 'sports');

function sentence(raw: MadeSignals, shares: MadeSignals, weights: Weights, faces: MadeFace[] = []) {
  const columns = madeColumns(1, { signals: raw, faces });
  return explainScore(columns, madeSignals(1, shares), weights, 0, workedSettings).sentence;
}

describe('explainScore', () => {
  it('opens a score into raw values, weights and contributions', () => {
    const columns = madeColumns(1, { signals: { sharpness: [0.61], contrast: [40] } });
    const normalised = madeSignals(1, { sharpness: [1], contrast: [0.5] });
    const weights = { sharpness: 3, contrast: 1, smile: 2 };
    const explanation = explainScore(columns, normalised, weights, 0, workedSettings);
    assert.deepEqual(explanation, {
      score: 0.875,
      parts: [
        { signal: 'sharpness', raw: 0.61, normalised: 1, weight: 3, contribution: 0.75 },
        { signal: 'contrast', raw: 40, normalised: 0.5, weight: 1, contribution: 0.125 },
      ],
      missing: ['smile'],
      sentence: 'sharp; not known: smile',
    });
  });

  it('speaks as the photographer does', () => {
    const faces = [{ photo: 0, eyesOpen: 0.9 }, { photo: 0, eyesOpen: 0.1 }, { photo: 0 }];
    const raw = { sharpness: [0.66], exposure: [0.45], face_present: [1] };
    const shares = { sharpness: [0.9], exposure: [0.8], face_present: [1] };
    const weights = { sharpness: 1, exposure: 1, face_present: 1 };
    assert.equal(
      sentence(raw, shares, weights, faces),
      'sharp, well exposed, eyes closed on 1 of 3 faces',
    );
  });

  it('says the number that was read, whatever the weights are', () => {
    const columns = madeColumns(1, { signals: { sharpness: [0.66] }, numbers: [[0, '10']] });
    const shares = madeSignals(1, { sharpness: [0.9] });
    const { sentence: said } = explainScore(columns, shares, { sharpness: 1 }, 0, workedSettings);
    assert.equal(said, 'sharp, number 10');
  });

  it('calls nothing soft that is crisp, nor sharp that is blurred, whatever its place in the folder', () => {
    const weights = { sharpness: 1 };
    const average = 'about average in sharpness';
    assert.equal(sentence({ sharpness: [0.6] }, { sharpness: [0.05] }, weights), average);
    assert.equal(sentence({ sharpness: [0.45] }, { sharpness: [0.95] }, weights), average);
  });

  it('says that a photo without faces has none, where faces count', () => {
    const raw = { sharpness: [0.3], exposure: [0.1], face_present: [0] };
    const shares = { sharpness: [0.1], exposure: [0.2], face_present: [0.5], smile: [0] };
    const missing = { smile: ['not there' as const] };
    const columns = madeColumns(1, { signals: raw, missing });
    const said = (weights: Weights) =>
      explainScore(columns, madeSignals(1, shares), weights, 0, workedSettings).sentence;
    assert.equal(
      said({ sharpness: 1, exposure: 1, face_present: 1, smile: 1 }),
      'soft, too dark; no faces found',
    );
    assert.equal(said({ sharpness: 1, exposure: 1 }), 'soft, too dark');
  });

  it('says a moment as a photographer does, and what cannot be told of it', () => {
    const columns = madeColumns(3, {
      signals: {
        exposure: [0.45, 0.45, 0.45],
        highlights_clipped: [0, 0, 0],
        white_point: [0.9, 0.9, 0.9],
        black_point: [0, 0, 0],
        subject: [0.8, 0.4, NaN],
        action: [0.7, NaN, NaN],
        ball: [0.9, 0.5, NaN],
        subject_sharpness: [0.9, 0.05, NaN],
        match_photo: [0.9, 0.1, 0],
      },
      missing: {
        subject: [null, null, 'not there'],
        action: [null, 'cannot tell', 'not there'],
        ball: [null, null, 'not there'],
        subject_sharpness: [null, null, 'not there'],
      },
      play: [{ ball: 2, gear: 38 }, { ball: 1 }, {}],
    });
    const normalised = normaliseSignals(columns, workedSettings);
    const weights = { ...sports, aesthetic: 0 };
    const said = [0, 1, 2].map(
      (photo) => explainScore(columns, normalised, weights, photo, workedSettings).sentence,
    );
    assert.deepEqual(said, [
      'full stretch, ball at the racket, sharp against the background, large in the frame, well exposed',
      'ball in the frame, background sharper than the player, well exposed, hardly a match photo; cannot tell action',
      'well exposed; no athlete found',
    ]);
  });

  it('names the fault of an exposure, not its place in the folder', () => {
    const exposure = (mean: number, share: number, highlights = 0) =>
      sentence(
        { exposure: [mean], highlights_clipped: [highlights] },
        { exposure: [share] },
        { exposure: 1 },
      );
    assert.equal(exposure(0.9, 0.1, 0.5), 'burnt out');
    assert.equal(exposure(0.7, 0.4), 'too bright');
    assert.equal(exposure(0.2, 0.1), 'too dark');
    assert.equal(exposure(0.5, 0.2, 0.1), 'burnt out highlights');
    assert.equal(exposure(0.5, 0.1), 'about average in exposure');
    const veiled = { exposure: [0.5], black_point: [0.3] };
    assert.equal(sentence(veiled, { exposure: [0.1] }, { exposure: 1 }), 'veiled in grey');
  });

  it('says so when none of the weighted signals is known', () => {
    const columns = madeColumns(1);
    const normalised = madeSignals(1, {});
    const explanation = explainScore(columns, normalised, sports, 0, workedSettings);
    assert.equal(explanation.score, 0);
    assert.equal(explanation.missing.length, Object.keys(sports).length);
    assert.match(explanation.sentence, /^not scored/);
  });

  it('gives the score that ranking gave, and parts that sum to it', () => {
    const raw = maybe(fc.double({ min: 0, max: 1, noNaN: true }));
    const table = fc.array(fc.tuple(...signalNames.map(() => raw)), { minLength: 1, maxLength: 6 });
    const preset = fc.constantFrom('sports', 'general', 'portrait', 'group', 'album' as const);
    fc.assert(
      fc.property(table, preset, (rows, name) => {
        const given = signalNames.map((signal, s) => [signal, rows.map((row) => at(row, s))]);
        const columns = madeColumns(rows.length, {
          signals: Object.fromEntries(given) as MadeSignals,
        });
        const normalised = normaliseSignals(columns, workedSettings);
        const weights = presetWeights(workedSettings, name);
        const scores = scorePhotos(normalised, weights, rows.length);
        rows.forEach((_, i) => {
          const opened = explainScore(columns, normalised, weights, i, workedSettings);
          const sum = opened.parts.reduce((total, part) => total + part.contribution, 0);
          assert.equal(opened.score, scores[i]);
          assert.ok(Math.abs(sum - opened.score) < 1e-12);
          assert.equal(opened.parts.length + opened.missing.length, Object.keys(weights).length);
          assert.ok(opened.sentence.length > 0 && !/NaN|undefined|null/.test(opened.sentence));
        });
      }),
    );
  });

  it('lists words', () => {
    assert.equal(listing([]), '');
    assert.equal(listing(['a']), 'a');
    assert.equal(listing(['a', 'b', 'c']), 'a, b and c');
  });
});
