// settings.json in the data folder: the settings that differ from their defaults, checked whenever it is read.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import {
  defaultSettings,
  isSettingName,
  settingNames,
  settingProblem,
  type SettingName,
  type Settings,
} from '../../../shared/settings.ts';
import { writeWhole } from '../../disk/write-file.ts';

/** All settings, the file's over the defaults. Throws `bad-input` with every fault of the file. */
export function readSettings(file: string): Settings {
  if (!existsSync(file)) return defaultSettings;
  return withValues(defaultSettings, parse(file), `${file}: `);
}

/** All settings as `writeSettings` would leave them. Throws `bad-input` when one of the values does not fit. */
export function changedSettings(file: string, values: object): Settings {
  return withValues(readSettings(file), values, '');
}

/** Changes settings in the file; nothing is written when one of the values does not fit. */
export function writeSettings(file: string, values: object): Settings {
  return save(file, changedSettings(file, values));
}

/** Back to the defaults: the named ones, or all when none is named. */
export function resetSettings(file: string, names: readonly SettingName[]): Settings {
  if (names.length === 0) return save(file, defaultSettings);
  const unknown = names.filter((name) => !isSettingName(name));
  if (unknown.length > 0) throw new EngineError('bad-input', unknownName(String(unknown[0])));
  const defaults = Object.fromEntries(names.map((name) => [name, defaultSettings[name]]));
  return save(file, { ...readSettings(file), ...defaults });
}

function parse(file: string): object {
  const fix = `Correct it, or delete it to return to the defaults.`;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EngineError('bad-input', `${file} cannot be read (${why}). ${fix}`);
  }
  throw new EngineError('bad-input', `${file} must hold one JSON object of settings. ${fix}`);
}

function withValues(settings: Settings, values: object, prefix: string): Settings {
  const problems = Object.entries(values).flatMap(([name, value]) => {
    const problem = isSettingName(name) ? settingProblem(name, value) : unknownName(name);
    return problem === null ? [] : [problem];
  });
  if (problems.length > 0) throw new EngineError('bad-input', prefix + problems.join(' '));
  return { ...settings, ...values };
}

function unknownName(name: string): string {
  return `There is no setting named "${name}"; "podium settings" lists them all.`;
}

function save(file: string, settings: Settings): Settings {
  const changed = settingNames.filter((name) => settings[name] !== defaultSettings[name]);
  const values = Object.fromEntries(changed.map((name) => [name, settings[name]]));
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, `${JSON.stringify(values, null, 2)}\n`);
  return settings;
}
