// What is said of inputs: the list says what the code does, and the code does what is said.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classifierInput } from '../../electron/engine/stages/sport/classifier.ts';
import { clipInput } from '../../electron/engine/stages/clip/clip-preprocess.ts';
import { fsaNetInput } from '../../electron/engine/stages/faces/networks/fsa-net.ts';
import { planes } from '../../electron/engine/running/network-contract.ts';
import { ocecInput } from '../../electron/engine/stages/faces/networks/ocec.ts';
import { inputProblem, networkInputs } from '../../models/inputs.ts';
import { manifest, type Network } from '../../models/manifest.ts';
import { at } from '../../shared/arithmetic/vectors.ts';

describe('what the networks are given', () => {
  for (const entry of manifest.filter(({ preprocessing }) => preprocessing)) {
    it(`is what the list says of ${entry.id}, to the last word of it`, () => {
      assert.equal(inputProblem(entry), null);
      const { preprocessing } = entry;
      for (const fact of Object.keys(networkInputs[entry.network] ?? {})) {
        if (fact === 'kind') continue;
        const other = { ...preprocessing, [fact]: fact === 'fit' ? 'eyes' : 7 };
        const changed = { ...entry, preprocessing: other as typeof preprocessing };
        assert.match(inputProblem(changed) ?? '', new RegExp(`${fact} .+ instead of `));
      }
    });
  }

  it('is anything where the entry does not say', () => {
    assert.equal(inputProblem({ title: 'Made', network: 'sface', preprocessing: undefined }), null);
  });

  const bytes = (sidePx: number) =>
    Uint8ClampedArray.from({ length: 3 * sidePx * sidePx }, (_, i) => (i * 37 + 11) % 256);
  const crop = (sidePx: number) => ({ sizePx: sidePx, rgb: Float32Array.from(bytes(sidePx)) });
  const photo = (sidePx: number) => ({
    ...{ widthPx: sidePx, heightPx: sidePx },
    data: Uint8Array.from(bytes(sidePx)),
  });
  const byCode: readonly (readonly [Network, sidePx: number, Float32Array])[] = [
    ['clip-vision', 224, clipInput(bytes(224))],
    ['classifier', 224, classifierInput(photo(224), 'nchw').data as Float32Array],
    ['fsanet', 64, fsaNetInput(crop(64)).data as Float32Array],
    ['ocec', 40, ocecInput(crop(40)).data as Float32Array],
    ['sface', 112, planes(crop(112), (value) => value).data as Float32Array],
  ];
  for (const [network, sidePx, given] of byCode) {
    it(`is made so by the code for ${network}`, () => {
      const facts = networkInputs[network];
      assert.ok(facts?.kind === 'pixels' && facts.mean && facts.std && facts.scale);
      const { widthPx = 0, heightPx = 0, mean, std, scale, channels } = facts;
      const [width, height] = [widthPx ?? 0, heightPx ?? 0];
      const above = (sidePx - height) / 2;
      assert.equal(given.length, 3 * width * height);
      const source = bytes(sidePx);
      for (let channel = 0; channel < 3; channel++)
        for (let pixel = 0; pixel < width * height; pixel++) {
          const from = channels === 'bgr' ? 2 - channel : channel;
          const value = at(source, 3 * (pixel + above * width) + from);
          const expected = (value * scale - at(mean, channel)) / at(std, channel);
          const found = at(given, channel * width * height + pixel);
          assert.ok(Math.abs(found - expected) < 1e-5, `${found} is not ${expected}`);
        }
    });
  }
});
