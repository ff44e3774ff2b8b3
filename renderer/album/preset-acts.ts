// Album presets in the album's window: asked for, taken, saved, removed.

import { albumPresetNamed } from '../../shared/album/album-presets.ts';
import type { KnownAlbumPreset } from '../../shared/contract.ts';
import { call } from '../page/engine.ts';
import type { AlbumForm } from '../page/page.ts';
import { page, setPage } from '../page/store.ts';
import { sayProblem } from '../page/toast.ts';
import { setAlbum } from './album-form.ts';

/** Asks anew: the command line and other windows save presets too. */
export async function readAlbumPresets(): Promise<void> {
  const { presets } = await call('album.presets', {});
  setPage({ albumPresets: presets });
}

export function takeAlbumPreset(name: string): void {
  const found = albumPresetNamed(name, page().albumPresets);
  if (!found) return;
  const { copies, xmp, template } = found;
  setAlbum({ preset: found.name, copies, xmp, template });
}

/** Saves what is chosen now under a name. Rejects with the engine's sentence. */
export async function saveAlbumPreset(name: string): Promise<void> {
  const { copies, xmp, template } = page().album;
  await call('album.savePreset', { name, copies, xmp, template });
  await readAlbumPresets();
  setAlbum({ preset: name });
}

/** What is chosen stays as it is: to save it again brings the preset back. */
export function removeAlbumPreset(name: string): void {
  call('album.removePreset', { name })
    .then(() => {
      if (page().album.preset === name) setAlbum({ preset: null });
      return readAlbumPresets();
    })
    .catch(sayProblem);
}

/** Whether something was changed since the preset was taken. */
export function isChanged(form: AlbumForm, preset: KnownAlbumPreset): boolean {
  const parts = ({ copies, xmp, template }: AlbumForm | KnownAlbumPreset) =>
    JSON.stringify([sorted(copies), xmp, template]);
  return parts(form) !== parts(preset);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}
