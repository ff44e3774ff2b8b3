// Handlers of settings and the demo folder.

import { makeDemo } from '../demo/make.ts';
import type { Area, OpenCache } from '../open-cache.ts';
import { resetSettings, writeSettings } from '../settings-file.ts';

export function settingHandlers(open: OpenCache): Area<'settings'> {
  return {
    'settings.read': () => Promise.resolve(open.settings()),
    'settings.write': ({ values }) => Promise.resolve(writeSettings(open.settingsFile, values)),
    'settings.reset': ({ names }) => Promise.resolve(resetSettings(open.settingsFile, names)),
  };
}

export function demoHandlers(open: OpenCache): Area<'demo'> {
  return {
    'demo.make': ({ to }, { signal, onProgress }) =>
      makeDemo(to ?? open.demoFolder, signal, onProgress),
  };
}
