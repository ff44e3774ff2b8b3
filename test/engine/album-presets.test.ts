// Album presets as decisions.db keeps them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openAlbumPresets } from '../../electron/engine/cache/album-presets.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import {
  albumPresetNamed,
  isOwnAlbumPreset,
  ownAlbumPresets,
} from '../../shared/album/album-presets.ts';
import { smaller } from '../fixtures/copy-forms.ts';

describe('step 6 of the decisions', () => {
  it('keeps album presets by name, whole, until they are removed', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 6), 'kept');
    const presets = openAlbumPresets(database);
    const web = { name: 'Zoë', copies: smaller(300), xmp: true, template: '{name}' };
    const plain = { ...web, name: 'Archiv', copies: null };
    presets.save(web);
    presets.save(plain);
    presets.save({ ...web, xmp: false });
    assert.deepEqual(presets.list(), [plain, { ...web, xmp: false }]);
    assert.deepEqual([presets.remove('Zoë'), presets.remove('Zoë')], [true, false]);
    assert.deepEqual(presets.list(), [plain]);
    assert.throws(() => database.exec(`INSERT INTO album_presets VALUES ('a', 'no JSON')`));
    database.close();
  });
});

describe('the presets that Podium brings', () => {
  it('are found by their names in any case, which nobody else can take', () => {
    for (const preset of ownAlbumPresets) {
      const found = albumPresetNamed(` ${preset.name.toUpperCase()} `, ownAlbumPresets);
      assert.equal(found, preset);
      assert.ok(isOwnAlbumPreset(preset.name.toLowerCase()));
    }
    assert.ok(!isOwnAlbumPreset('Club site'));
  });
});
