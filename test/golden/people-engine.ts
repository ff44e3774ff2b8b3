// An engine that has analysed the labelled people, or another folder, for the golden scripts that ask it.

import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { labelledFolder } from './labelled-photos.ts';

type Measure = (engine: Engine, folder: string, columns: PhotoColumns) => Promise<void>;

/** Runs `measure` on the folder of people; where there is none, that is said and nothing runs. */
export async function measurePeople(measure: Measure): Promise<void> {
  const folder = labelledFolder('people');
  if (folder) await measureFolder(folder, measure);
}

/** Runs `measure` on a folder that has been analysed with settings of its own. */
export async function measureFolder(
  folder: string,
  measure: Measure,
  values: Partial<Settings> = {},
): Promise<void> {
  const data = temporaryFolder();
  const engine = createEngine(engineOptions(data));
  try {
    const input = { folders: [folder] };
    await engine.call('settings.write', { values });
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
    await measure(engine, folder, await engine.call('folder.columns', input));
  } finally {
    await engine.close();
    dropFolder(data);
  }
}
