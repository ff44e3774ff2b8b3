// What runs a model: the CPU by default, and by a check with a reason where another provider is asked for.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { floatsOf, providersHere } from '../../electron/engine/running/inference.ts';
import { trialOf, type OtherProvider } from '../../electron/engine/running/provider-verdicts.ts';
import {
  isDynamicallyQuantised,
  openModel,
  runsOn,
  tryProvidersAgain,
} from '../../electron/engine/running/providers.ts';
import { sampleInput } from '../../electron/engine/running/sample-input.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { InstalledModel } from '../../models/folder.ts';
import { createGraph } from '../../models/graphs/onnx.ts';
import { change, rowsOf } from '../../models/state.ts';
import type { ModelRole } from '../../shared/models.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Settings } from '../../shared/settings.ts';
import {
  dropFolder,
  engineOptions,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { holdElsewhere } from '../fixtures/lock-holder.ts';
import { madeEntry } from '../fixtures/made-model.ts';
import { addProbe, sfaceProbe } from '../fixtures/probe-networks.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

const by = (provider: Settings['engine.provider']): Settings => ({
  ...defaultSettings,
  'engine.provider': provider,
});
const here = providersHere();
/** One that is for another kind of computer. */
const foreign = (['coreml', 'dml', 'cuda'] as const).find(
  (name) => !here.some((each) => each.name === name),
);
/** One that this build knows but does not bring along: CUDA on Linux. Asking for it fails when a model is opened. */
const bare = here.find(({ bundled }) => !bundled)?.name;
const skip = bare ? false : 'this build brings along all that it knows';

/** A made embedder in a folder of its own, so that no check of it is remembered. */
async function made(folder: string, id: string): Promise<InstalledModel> {
  mkdirSync(folder, { recursive: true });
  const opened = await openModelFolder(folder, [await addProbe(folder, id, 'sface', sfaceProbe)]);
  return opened.installed(id) ?? assert.fail();
}

async function numbers(model: InstalledModel, settings: Settings): Promise<Float32Array> {
  const opened = await openModel(model, settings);
  const results = await opened.run(sampleInput(opened, model.preprocessing));
  await opened.release();
  return floatsOf(results, 'fc1');
}

type Left = { readonly ended: 0 | 1; readonly deaths: number; readonly reason: string | null };

/** Leaves what an earlier start, or another process, knows of a provider; returns the trial's name. */
function leave(model: InstalledModel, provider: OtherProvider, left: Left): string {
  const { dir, name } = trialOf(model, 0, provider);
  const row = [name, left.ended, left.deaths, left.reason];
  change(dir, 'INSERT OR REPLACE INTO trials VALUES (?, ?, ?, ?)', row);
  return name;
}

/** All that is remembered in the folder of a model. */
function leftOf({ dir }: InstalledModel): readonly Left[] {
  return rowsOf<Left>(dir, 'SELECT ended, deaths, reason FROM trials');
}

describe('what runs a model', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder();
  });
  after(() => {
    dropFolder(folder);
  });

  it('is the CPU by default, without any check', async () => {
    const model = await made(join(folder, 'default'), 'made-default');
    await (await openModel(model, defaultSettings)).release();
    assert.deepEqual(await runsOn(model, defaultSettings), { provider: 'cpu', reason: null });
    assert.deepEqual(leftOf(model), []);
  });

  it('is by "auto" what this build brings along, else the CPU', async () => {
    const model = await made(join(folder, 'auto'), 'made-auto');
    const first = here.find(({ bundled }) => bundled)?.name;
    const { provider } = (await runsOn(model, by('auto'))) ?? {};
    assert.equal(provider, first ?? 'cpu');
  });

  it('falls back to the CPU where the provider is for other computers', async () => {
    assert.ok(foreign, 'no computer has all three');
    const model = await made(join(folder, 'foreign'), 'made-foreign');
    assert.deepEqual(await numbers(model, by(foreign)), await numbers(model, by('cpu')));
    const { provider, reason } = (await runsOn(model, by(foreign))) ?? {};
    assert.equal(provider, 'cpu');
    assert.match(reason ?? '', /is not part of Podium on this kind of computer/);
  });

  it(
    'falls back to the CPU, with the same numbers, where a session cannot start',
    { skip },
    async () => {
      assert.ok(bare);
      const model = await made(join(folder, 'bare'), 'made-bare');
      assert.match((await runsOn(model, by(bare)))?.reason ?? '', /when it is first used/);
      const [cpu, fallback] = [await numbers(model, by('cpu')), await numbers(model, by(bare))];
      assert.deepEqual(fallback, cpu);
      const { provider, reason } = (await runsOn(model, by(bare))) ?? {};
      assert.equal(provider, 'cpu');
      assert.match(
        reason ?? '',
        /could not run it \(.+\)\. Its libraries or drivers may be missing\./,
      );
      // Not remembered on disk: the next start may find the libraries.
      assert.deepEqual(leftOf(model), []);
    },
  );

  it('reads what an earlier start found out instead of trying again', async () => {
    assert.ok(foreign);
    const model = await made(join(folder, 'earlier'), 'made-earlier');
    const reason = 'It gave other results than the CPU.';
    leave(model, foreign, { ended: 1, deaths: 0, reason });
    assert.deepEqual(await runsOn(model, by(foreign)), { provider: 'cpu', reason });
    assert.equal((await numbers(model, by(foreign))).length, 128);
    assert.deepEqual(leftOf(model), [{ ended: 1, deaths: 0, reason }]);
  });

  it(
    'falls back to the CPU and says so where a provider that worked is gone',
    { skip },
    async () => {
      assert.ok(bare);
      const model = await made(join(folder, 'gone'), 'made-gone');
      leave(model, bare, { ended: 1, deaths: 0, reason: null });
      assert.deepEqual(await runsOn(model, by(bare)), { provider: bare, reason: null });
      assert.deepEqual(await numbers(model, by(bare)), await numbers(model, by('cpu')));
      const { provider, reason } = (await runsOn(model, by(bare))) ?? {};
      assert.equal(provider, 'cpu');
      assert.match(reason ?? '', /could not run it/);
      assert.deepEqual(leftOf(model), [], 'the next start finds out anew');
    },
  );

  it('tries again after one death of the process that tried, not after two', { skip }, async () => {
    assert.ok(bare);
    const single = await made(join(folder, 'once'), 'made-once');
    leave(single, bare, { ended: 0, deaths: 0, reason: null });
    assert.match((await runsOn(single, by(bare)))?.reason ?? '', /when it is first used/);
    await numbers(single, by(bare));
    assert.match((await runsOn(single, by(bare)))?.reason ?? '', /could not run it/);

    const twice = await made(join(folder, 'twice'), 'made-twice');
    leave(twice, bare, { ended: 0, deaths: 1, reason: null });
    await numbers(twice, by(bare));
    const { provider, reason } = (await runsOn(twice, by(bare))) ?? {};
    assert.equal(provider, 'cpu');
    assert.match(
      reason ?? '',
      /^Podium ended 2 times while .+ was tried with it\. Verify the models to have it tried again\.$/,
    );
    tryProvidersAgain(twice.dir);
    assert.match((await runsOn(twice, by(bare)))?.reason ?? '', /when it is first used/);
  });

  it('leaves a trial to the process that is at it, as long as that lives', async () => {
    const provider = bare ?? foreign ?? assert.fail();
    const model = await made(join(folder, 'tried'), 'made-tried');
    const left = { ended: 0, deaths: 1, reason: null } as const;
    const holder = await holdElsewhere(model.dir, `trial-${leave(model, provider, left)}`, 'alone');
    await numbers(model, by(provider));
    assert.match((await runsOn(model, by(provider)))?.reason ?? '', /^Another Podium is trying/);
    assert.deepEqual(leftOf(model), [left], 'left to that process');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    assert.match((await runsOn(model, by(provider)))?.reason ?? '', /^Podium ended 2 times/);
  });

  it('knows a dynamically quantised network, which DirectML never gets', async () => {
    for (const [operator, quantised] of [
      ['MatMulInteger', true],
      ['ConvInteger', true],
      ['DynamicQuantizeLinear', true],
      ['MatMul', false],
    ] as const) {
      const graph = createGraph('made');
      const input = graph.input('x', [1, 4]);
      graph.output('y', graph.node(operator, [input, input], [1, 4]));
      const path = join(folder, `${operator}.onnx`);
      writeFileSync(path, graph.bytes());
      assert.equal(await isDynamicallyQuantised(path), quantised);
    }
  });

  it('says of a file that is no network what is wrong with it, whatever should run it', async () => {
    assert.ok(foreign);
    const at = join(folder, 'damaged');
    mkdirSync(at);
    const content = Buffer.from('no network');
    writeFileSync(join(at, 'no-network-0.onnx'), content);
    const entry = madeEntry('no-network', 'face-embedder', [content], 'http://127.0.0.1');
    const model = (await openModelFolder(at, [entry])).installed(entry.id) ?? assert.fail();
    for (const settings of [by('cpu'), by(foreign)])
      await assert.rejects(openModel(model, settings), /damaged or not a model/);
  });
});

/** What an analysis surely runs. */
const faceRoles = new Set<ModelRole>(['face-detector', 'landmarks', 'face-embedder', 'expression']);

describe('an engine asked for a provider that is not there', () => {
  let data: string;
  let photos: string;
  let engine: Engine;
  before(async () => {
    data = temporaryFolder();
    photos = temporaryFolder();
    copyFileSync(samplePhoto(1), join(photos, 'one.jpg'));
    await ownModelFolder(join(data, 'models'));
    engine = createEngine({ ...engineOptions(data), modelsFolder: join(data, 'models') });
  });
  after(async () => {
    await engine.close();
    dropFolder(data);
    dropFolder(photos);
  });

  it('analyses on the CPU, says so for every model, and keeps the rows of other providers', async () => {
    assert.ok(foreign);
    const input = { folders: [photos] };
    await engine.call('settings.write', { values: { 'engine.provider': foreign } });
    await engine.call('folder.sync', input);
    assert.equal((await engine.call('folder.analyse', input)).analysed, 1);
    const chosen = (await engine.call('models.list', {})).filter((model) => model.chosen);
    const used = chosen.filter(({ role }) => faceRoles.has(role));
    assert.equal(used.length, faceRoles.size);
    for (const { runsOn: on } of used) assert.equal(on?.provider, 'cpu');
    for (const { runsOn: on } of chosen)
      assert.match(
        on?.reason ?? '',
        on?.provider === 'cpu' ? /not part of Podium/ : /^Compared with the CPU when .+ first used/,
      );
    await engine.call('settings.write', { values: { 'engine.provider': 'cpu' } });
    assert.equal((await engine.call('folder.analyse', input)).analysed, 0, 'nothing became stale');
    const again = await engine.call('models.list', {});
    assert.deepEqual(
      again.filter((model) => model.chosen).map(({ runsOn: on }) => on?.reason),
      chosen.map(() => null),
    );
    assert.ok(again.every(({ installed, runsOn: on }) => installed || on === null));
  });
});
