// The photos that `podium classify` asks about: one that disappears costs only itself.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findTargets, tellSports } from '../../electron/cli/commands/classify/classify-photos.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { plainPhoto, sportColours, writeColourClassifier } from '../fixtures/colour-classifier.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

describe('photos to classify', () => {
  let work: string;
  let engine: Engine;
  const { signal } = new AbortController();
  const photo = (name: string) => join(work, 'match', name);

  before(async () => {
    work = temporaryFolder();
    mkdirSync(join(work, 'match'));
    for (const sport of ['tennis', 'golf'] as const)
      writeFileSync(photo(`${sport}.png`), await plainPhoto(sportColours[sport]));
    await ownModelFolder(join(work, 'models'));
    await writeColourClassifier(join(work, 'models'), 'colours');
    const options = engineOptions(join(work, 'data'));
    engine = createEngine({ ...options, modelsFolder: join(work, 'models') });
  });
  after(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('one that disappears on the way is a problem of its own', async () => {
    const names = [photo('golf.png'), photo('tennis.png')];
    const { targets } = await findTargets(engine.call, names, false, signal);
    rmSync(photo('golf.png'));
    const told = await tellSports(engine.call, targets, undefined, signal);
    assert.deepEqual(
      told.predictions.map((one) => one?.sport),
      [undefined, 'tennis'],
    );
    assert.deepEqual(told.problems, [
      { path: photo('golf.png'), message: `There is no photo at ${photo('golf.png')}.` },
    ]);
  });

  it('a call that nothing can answer is refused as a whole', async () => {
    const targets = [{ path: photo('tennis.png'), source: { path: photo('tennis.png') } }];
    await assert.rejects(
      tellSports(engine.call, targets, 'clip', signal),
      (error) => error instanceof EngineError && error.message.includes('Nothing here can tell'),
    );
  });
});
