// Handlers of settings and the demo folder.

import { EngineError } from '../../../shared/calls/rpc.ts';
import { sportIndex, sportTitle } from '../../../shared/sport/sport.ts';
import type { Area, EngineParts } from '../context.ts';
import { changedSettings, resetSettings, writeSettings } from '../files/settings-file.ts';
import { chooseClip } from '../stages/clip/clip-models.ts';
import { chosenClassifier } from '../scoring/sport-model.ts';
import { sportNames } from '../scoring/sports.ts';

type Parts = Pick<EngineParts, 'settings' | 'settingsFile' | 'models' | 'sports'>;

export function settingHandlers(parts: Parts): Area<'settings'> {
  return {
    'settings.read': () => Promise.resolve(parts.settings()),
    'settings.write': async ({ values }) => {
      const sport = await chosenSport(parts, values);
      return writeSettings(parts.settingsFile, { ...values, ...sport });
    },
    'settings.reset': ({ names }) => Promise.resolve(resetSettings(parts.settingsFile, names)),
  };
}

/** A sentence with more names than this is not read. */
const mostNamed = 12;

/**
 * The setting `sport.chosen` as people see that sport everywhere, where it is to be changed and anything tells sports.
 * Throws EngineError `bad-input` for a sport that is not among them.
 */
async function chosenSport(parts: Parts, values: object): Promise<object> {
  const settings = changedSettings(parts.settingsFile, values);
  const sport = settings['sport.chosen'];
  if (!('sport.chosen' in values) || sport === '') return {};
  const folder = await parts.models.folder();
  const model = chosenClassifier(folder, settings, undefined);
  if (!model && chooseClip(folder).missing !== null) return {};
  const names = model ? (await parts.sports.keyOf(model, folder, settings)).names : sportNames;
  const name = names[sportIndex(names, sport)];
  if (name !== undefined) return { 'sport.chosen': sportTitle(name) };
  const some = names.slice(0, mostNamed).map(sportTitle).join(', ');
  const rest = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  const sentence = `Nothing here tells the sport "${sport}". The sports are ${some}${rest}.`;
  throw new EngineError('bad-input', sentence);
}

/** So long somebody who looks at the first photos has the engine, after each that is drawn. */
const lookingMs = 150;

export function demoHandlers({ demoFolder }: Pick<EngineParts, 'demoFolder'>): Area<'demo'> {
  return {
    'demo.make': async ({ to, looking }, { signal, onProgress }) => {
      const { makeDemo } = await import('../demo/make.ts'); // its stage is set up as it loads
      return makeDemo(to ?? demoFolder, signal, onProgress, { restMs: looking ? lookingMs : 0 });
    },
  };
}
