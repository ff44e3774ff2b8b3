import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import {
  readSettings,
  resetSettings,
  writeSettings,
} from '../../electron/engine/files/settings-file.ts';
import {
  defaultSettings,
  parseSetting,
  settingNames,
  settingProblem,
  settingSpecs,
  type SettingSpec,
} from '../../shared/settings.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('the settings file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, 'settings.json');
  });
  afterEach(() => {
    dropFolder(folder);
  });

  it('has every default without a file', () => {
    assert.deepEqual(readSettings(file), defaultSettings);
    for (const name of settingNames)
      assert.equal(settingProblem(name, defaultSettings[name]), null);
  });

  it('holds only what was changed, and reads it back', () => {
    writeSettings(file, { 'faces.minHeightPx': 60 });
    writeSettings(file, { 'ranking.preset': 'album' });
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
      'faces.minHeightPx': 60,
      'ranking.preset': 'album',
    });
    assert.equal(readSettings(file)['faces.minHeightPx'], 60);
  });

  it('resets one or all', () => {
    writeSettings(file, { 'faces.minHeightPx': 60, 'ranking.preset': 'album' });
    assert.equal(resetSettings(file, ['ranking.preset'])['ranking.preset'], 'sports');
    assert.equal(readSettings(file)['faces.minHeightPx'], 60);
    assert.deepEqual(resetSettings(file, []), defaultSettings);
  });

  it('writes nothing when one of several values does not fit', () => {
    const values = { 'faces.minHeightPx': 60, 'ranking.preset': 'best' };
    assert.throws(() => writeSettings(file, values), /ranking\.preset must be one of sports/);
    assert.equal(existsSync(file), false);
  });

  it('names every fault of a file edited by hand', () => {
    writeFileSync(file, '{ "faces.minHeightPx": 4, "face.size": 1, "engine.threads": 1.5 }');
    assert.throws(
      () => readSettings(file),
      /minHeightPx must be a number from 10 to 1000\..*no setting named "face\.size".*whole number/,
    );
    for (const text of ['{ "a": ', '[1]', 'null', '']) {
      writeFileSync(file, text);
      assert.throws(() => readSettings(file), /settings\.json.*delete it/);
    }
  });

  it('takes every value in range and none outside', () => {
    const numeric = settingNames.filter((name) => settingSpecs[name].kind === 'number');
    fc.assert(
      fc.property(fc.constantFrom(...numeric), fc.double({ noNaN: true }), (name, value) => {
        const spec: SettingSpec = settingSpecs[name];
        assert.ok(spec.kind === 'number');
        const whole = spec.step !== 1 || Number.isInteger(value);
        const fits = value >= spec.min && value <= spec.max && whole;
        assert.equal(settingProblem(name, value) === null, fits);
      }),
    );
    for (const text of ['', ' ', 'many', 'NaN'])
      assert.notEqual(
        settingProblem('faces.minHeightPx', parseSetting('faces.minHeightPx', text)),
        null,
      );
  });
});
