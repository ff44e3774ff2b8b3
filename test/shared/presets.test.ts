import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  nearestSignal,
  parseWeights,
  presetNames,
  presetWeights,
} from '../../shared/ranking/presets.ts';
import { activeWeights } from '../../shared/ranking/ranking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { signalNames } from '../../shared/signals.ts';

describe('presetWeights', () => {
  it('reads the published sports weights', () => {
    assert.deepEqual(presetWeights(defaultSettings, 'published'), {
      aesthetic: 0.35,
      sharpness: 0.35,
      exposure: 0.2,
      contrast: 0.1,
      face_present: 0.05,
    });
  });

  it('follows the settings', () => {
    const settings = { ...defaultSettings, 'weights.album.contrast': 0.7 };
    assert.equal(presetWeights(settings, 'album').contrast, 0.7);
  });

  it('has every preset weigh something', () => {
    for (const preset of presetNames) {
      assert.ok(activeWeights(presetWeights(defaultSettings, preset)).length > 0);
    }
  });
});

describe('parseWeights', () => {
  const refusal = (text: string) => {
    try {
      parseWeights(text);
    } catch (error) {
      assert.ok(error instanceof Error && 'code' in error && error.code === 'bad-input');
      return error.message;
    }
    return assert.fail(`"${text}" was taken`);
  };

  it('reads names and numbers', () => {
    assert.deepEqual(parseWeights('sharpness=0.5, smile = .25,contrast=0,face_count=1e-1'), {
      sharpness: 0.5,
      smile: 0.25,
      contrast: 0,
      face_count: 0.1,
    });
  });

  it('reads back whatever numbers it is given', () => {
    const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
    const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...signalNames), weight), {
      selector: ([name]) => name,
      minLength: 1,
    });
    fc.assert(
      fc.property(entries, (list) => {
        fc.pre(list.some(([, value]) => value > 0));
        const text = list.map(([name, value]) => `${name}=${value}`).join(',');
        assert.deepEqual(parseWeights(text), Object.fromEntries(list.map(([n, v]) => [n, v + 0])));
      }),
    );
  });

  it('says what is wrong', () => {
    assert.match(refusal('sharpnes=1'), /There is no signal "sharpnes". Did you mean sharpness\?/);
    assert.match(refusal('sharpness'), /"sharpness" is not a weight/);
    assert.match(refusal(''), /is not a weight/);
    assert.match(refusal('sharpness=1,'), /"" is not a weight/);
    assert.match(refusal('sharpness=a'), /weight of sharpness must be a number from 0 up, not "a"/);
    assert.match(refusal('sharpness=-1'), /from 0 up, not "-1"/);
    assert.match(refusal('sharpness='), /from 0 up, not ""/);
    assert.match(refusal('sharpness=0x10'), /from 0 up/);
    assert.match(refusal('smile=1,smile=2'), /smile is given twice/);
    assert.match(refusal('smile=0'), /At least one weight/);
    assert.match(refusal('toString=1'), /There is no signal "toString"/);
    assert.match(refusal('a=1=2'), /"a=1=2" is not a weight/);
  });

  it('suggests the nearest name', () => {
    assert.equal(nearestSignal('sharp'), 'sharpness');
    assert.equal(nearestSignal('eyes'), 'eyes_open');
    assert.equal(nearestSignal('Contrats'), 'contrast');
    assert.equal(nearestSignal('aesthetics'), 'aesthetic');
    assert.equal(nearestSignal('color'), 'colourfulness');
    assert.match(nearestSignal('faces'), /^face_/);
    for (const name of signalNames) assert.equal(nearestSignal(name), name);
  });
});
