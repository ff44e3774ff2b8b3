// Where Podium keeps its things: the data folder, and what of the engine lies where in it.

import envPaths from 'env-paths';
import { join, resolve } from 'node:path';
import type { EngineOptions } from '../engine/engine.ts';

/** The given folder, else PODIUM_DATA, else the system's place for application data. */
export function dataFolder(data?: string): string {
  return resolve(data ?? process.env['PODIUM_DATA'] ?? envPaths('podium', { suffix: '' }).data);
}

/** `cacheFolder`: elsewhere when the cache is to be dropped afterwards. */
export function engineOptionsIn(data: string, cacheFolder = data): EngineOptions {
  return {
    cacheFolder,
    decisionsFile: join(data, 'decisions.db'),
    modelsFolder: process.env['PODIUM_MODELS'] ?? join(data, 'models'),
    settingsFile: join(data, 'settings.json'),
  };
}
