// Sports: the answer for a photo and what a folder shows, and the published list of names.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sportCaptions, sportNames } from '../../electron/engine/scoring/sports.ts';
import {
  countSports,
  predictSport,
  sportIndex,
  sportTitle,
  sureSport,
} from '../../shared/sport/sport.ts';

describe('sport', () => {
  it('answers with the likeliest, and the three likeliest in order', () => {
    const names = ['golf', 'rugby', 'tennis', 'polo'];
    const found = predictSport(names, Float32Array.of(0.125, 0.5, 0.25, 0.125));
    assert.deepEqual(found, {
      sport: 'rugby',
      confidence: 0.5,
      top3: [
        { sport: 'rugby', confidence: 0.5 },
        { sport: 'tennis', confidence: 0.25 },
        { sport: 'golf', confidence: 0.125 },
      ],
    });
  });

  it('gives no more places than there are classes', () => {
    assert.equal(predictSport(['golf', 'polo'], Float32Array.of(0.5, 0.5)).top3.length, 2);
  });

  it('counts each photo once, most first', () => {
    const names = ['golf', 'rugby', 'tennis'];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 2 })), (best) => {
        const counts = countSports({ names, best: Int16Array.from(best) });
        const known = best.filter((sport) => sport >= 0).length;
        assert.equal(
          counts.reduce((sum, { photos }) => sum + photos, 0),
          known,
        );
        for (const { sport, photos } of counts)
          assert.equal(best.filter((one) => names[one] === sport).length, photos);
        const photos = counts.map((count) => count.photos);
        assert.deepEqual(
          photos,
          photos.toSorted((a, b) => b - a),
        );
      }),
    );
  });

  it('says a sport only where it is sure enough, spelt right', () => {
    const columns = {
      names: ['barell racing', 'golf'],
      best: Int16Array.of(0, 1, -1),
      confidence: Float32Array.of(0.5, 0.25, NaN),
    };
    const said = [0, 1, 2].map((photo) => sureSport(columns, photo, 0.5));
    assert.deepEqual(said, ['barrel racing', null, null]);
    assert.equal(sportTitle('golf'), 'golf');
  });

  it('is found however it is written: as published, as shown, in capitals, with lines under', () => {
    for (const name of sportNames)
      for (const written of [name, sportTitle(name), sportTitle(name).toUpperCase()])
        assert.equal(sportNames[sportIndex(sportNames, written.replaceAll(' ', '_'))], name);
    assert.equal(sportIndex(['Golf', 'golf'], 'golf'), 1);
    assert.equal(sportIndex(sportNames, ''), -1);
  });
});

describe('list of sports', () => {
  it('has the 100 published names once each, in order, and captions for each', () => {
    assert.equal(new Set(sportNames).size, 100);
    assert.deepEqual(sportNames, [...sportNames].sort());
    assert.deepEqual(
      [sportNames[0], sportNames[31], sportNames[99]],
      ['air hockey', 'football', 'wingsuit flying'],
    );
    for (const name of sportNames)
      for (const caption of sportCaptions(name)) assert.ok(!caption.includes('{'), caption);
    assert.ok(sportCaptions('football').every((text) => text.includes('American football')));
  });
});
