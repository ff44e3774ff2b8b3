import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

  it('sets a file aside that has values it cannot use, says each, and keeps the others', () => {
    const text = '{ "faces.minHeightPx": 4, "ranking.preset": "album", "engine.threads": 1.5 }';
    writeFileSync(file, text);
    const notes: string[] = [];
    const settings = readSettings(file, (note) => notes.push(note));
    assert.deepEqual(settings, { ...defaultSettings, 'ranking.preset': 'album' });
    assert.match(
      notes.join(),
      /was set aside as .*minHeightPx must be a number from 10 to 1000\..*whole number/,
    );
    assert.deepEqual(asideTexts(), [text]);
    readSettings(file, (note) => {
      assert.equal(note, '');
    });
    assert.deepEqual(readSettings(file), settings);
  });

  for (const text of ['', '{ "a": ', '[1]', 'null', '\0\0\0\0'])
    it(`sets ${JSON.stringify(text)} aside and uses the defaults`, () => {
      writeFileSync(file, text);
      const notes: string[] = [];
      assert.deepEqual(
        readSettings(file, (note) => notes.push(note)),
        defaultSettings,
      );
      const why =
        '(It cannot be read \\(it is no whole JSON\\)|It does not hold one JSON object of settings)';
      const sentence = `settings\\.json was set aside as \\S+\\. ${why}\\. The defaults are used\\.$`;
      assert.match(notes.join(), new RegExp(sentence));
      assert.deepEqual(asideTexts(), [text]);
      assert.equal(existsSync(file), false);
      writeSettings(file, { 'ranking.preset': 'album' });
      assert.equal(readSettings(file)['ranking.preset'], 'album');
    });

  it('ignores names that another version knows, and keeps them whatever is changed', () => {
    writeFileSync(file, '{ "face.size": 1, "ranking.preset": "album" }');
    assert.equal(
      readSettings(file, (note) => {
        assert.equal(note, '');
      })['ranking.preset'],
      'album',
    );
    writeSettings(file, { 'faces.minHeightPx': 60 });
    resetSettings(file, ['ranking.preset']);
    const kept = { 'face.size': 1, 'faces.minHeightPx': 60 };
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), kept);
    resetSettings(file, []);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { 'face.size': 1 });
    assert.deepEqual(asideTexts(), []);
    assert.throws(() => writeSettings(file, { 'face.size': 2 }), /no setting named "face\.size"/);
  });

  /** What the files hold that were set aside. */
  function asideTexts(): string[] {
    const names = readdirSync(folder).filter((name) => name.startsWith('settings.json.aside-'));
    return names.map((name) => readFileSync(join(folder, name), 'utf8'));
  }

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
