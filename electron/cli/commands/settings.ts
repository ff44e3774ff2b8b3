// `podium settings`: every threshold and weight, what it does, and how to change it.

import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import {
  defaultSettings,
  isSettingName,
  parseSetting,
  settingNames,
  settingProblem,
  settingSpecs,
  type SettingName,
  type Settings,
  type SettingSpec,
} from '../../../shared/settings.ts';
import { print, say } from '../terminal/terminal.ts';

export async function listSettings(call: Call<PodiumContract>): Promise<void> {
  const settings = await call('settings.read', {});
  for (const name of settingNames) print(describe(name, settings));
}

export async function getSetting(call: Call<PodiumContract>, text: string): Promise<void> {
  const name = known(text);
  print(String((await call('settings.read', {}))[name]));
}

export async function setSetting(
  call: Call<PodiumContract>,
  text: string,
  value: string,
): Promise<void> {
  const name = known(text);
  const parsed = parseSetting(name, value);
  const problem = settingProblem(name, parsed);
  if (problem !== null) throw new EngineError('bad-input', problem);
  const settings = await call('settings.write', { values: { [name]: parsed } });
  say(`${name} is now ${settings[name]} (default ${defaultSettings[name]}).`);
}

export async function resetSetting(
  call: Call<PodiumContract>,
  text: string | undefined,
): Promise<void> {
  const names = text === undefined ? [] : [known(text)];
  await call('settings.reset', { names });
  say(text === undefined ? 'All settings are at their defaults.' : `${text} is at its default.`);
}

function known(text: string): SettingName {
  if (isSettingName(text)) return text;
  const near = settingNames.filter((name) => name.includes(text) || text.includes(name));
  const hint = near.length > 0 ? ` Did you mean ${near.slice(0, 3).join(', ')}?` : '';
  throw new EngineError('bad-input', `There is no setting named "${text}".${hint}`);
}

function describe(name: SettingName, settings: Settings): string {
  const spec: SettingSpec = settingSpecs[name];
  const range = rangeText(spec);
  const changed = settings[name] === defaultSettings[name] ? '' : ', changed';
  return `${name} = ${settings[name]}  (default ${defaultText(name)}, ${range}${changed})\n    ${spec.about}`;
}

function rangeText(spec: SettingSpec): string {
  if (spec.kind === 'choice') return spec.choices.join(' | ');
  return spec.kind === 'text' ? 'a text' : `${spec.min} to ${spec.max}`;
}

function defaultText(name: SettingName): string {
  const value = defaultSettings[name];
  return value === '' ? 'none' : String(value);
}
