// settings.json in the data folder: the settings that differ from their defaults, checked whenever it is read.

import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
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
import { asideName } from '../../disk/aside.ts';
import { writeWhole } from '../../disk/write-file.ts';
import { reasonOf } from '../../disk/file-errors.ts';

/** Gets what the user should be told of the file, as a sentence. */
type Note = (sentence: string) => void;

const warn: Note = (sentence) => {
  process.emitWarning(sentence);
};

/**
 * All settings, the file's over the defaults. A file that cannot be used as it is, such as half a one or one of a newer
 * Podium, is set aside: what fits of it counts, and `note` gets a sentence. Names that nobody knows are left alone.
 */
export function readSettings(file: string, note: Note = warn): Settings {
  return { ...defaultSettings, ...known(readValues(file, note)) };
}

/** All settings as `writeSettings` would leave them. Throws `bad-input` when one of the values does not fit. */
export function changedSettings(file: string, values: object): Settings {
  const problems = Object.entries(values).flatMap(([name, value]) => {
    const problem = isSettingName(name) ? settingProblem(name, value) : unknownName(name);
    return problem === null ? [] : [problem];
  });
  if (problems.length > 0) throw new EngineError('bad-input', problems.join(' '));
  return { ...readSettings(file), ...values };
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

type Values = Readonly<Record<string, unknown>>;

/** What the file says, names that nobody knows among it. */
function readValues(file: string, note: Note): Values {
  if (!existsSync(file)) return {};
  const values = parse(file);
  if (typeof values === 'string') {
    setAside(file, {}, values, note);
    return {};
  }
  const problems = Object.entries(values).flatMap(([name, value]) =>
    isSettingName(name) ? (settingProblem(name, value) ?? []) : [],
  );
  if (problems.length === 0) return values;
  const usable = Object.entries(values).filter(
    ([name, value]) => !isSettingName(name) || settingProblem(name, value) === null,
  );
  setAside(file, Object.fromEntries(usable), problems.join(' '), note);
  return Object.fromEntries(usable);
}

/** The file's object, or why it has none, as a sentence. */
function parse(file: string): Values | string {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Values;
    return 'It does not hold one JSON object of settings.';
  } catch (error) {
    return `It cannot be read (${reasonOf(error)}).`;
  }
}

/** Renames the file, and writes what is usable of it in its place. */
function setAside(file: string, usable: Values, why: string, note: Note): void {
  const what =
    Object.keys(usable).length > 0 ? 'The rest of it counts on' : 'The defaults are used';
  const aside = asideName(file);
  try {
    renameSync(file, aside);
    if (Object.keys(usable).length > 0) write(file, usable);
    note(`${file} was set aside as ${aside}. ${why} ${what}.`);
  } catch (error) {
    note(`${file} cannot be used. ${why} ${what}. It could not be set aside: ${reasonOf(error)}.`);
  }
}

function known(values: Values): Partial<Settings> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isSettingName(name)));
}

function unknownName(name: string): string {
  return `There is no setting named "${name}"; "podium settings" lists them all.`;
}

/** Names that nobody knows stay: another version of Podium does. */
function save(file: string, settings: Settings): Settings {
  const others = Object.entries(readValues(file, warn)).filter(([name]) => !isSettingName(name));
  const changed = settingNames.filter((name) => settings[name] !== defaultSettings[name]);
  const values = changed.map((name) => [name, settings[name]] as const);
  mkdirSync(dirname(file), { recursive: true });
  write(file, Object.fromEntries([...values, ...others]));
  return settings;
}

function write(file: string, values: Values): void {
  writeWhole(file, `${JSON.stringify(values, null, 2)}\n`, { secret: true });
}
