// Choices in and out of Podium as lines of JSON.

import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { PodiumContract } from '../../../../shared/contract.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import type { PhotoColumns } from '../../../../shared/photo.ts';
import { choiceLine, readChoiceLines } from '../../../../shared/taste/choice-lines.ts';
import { photosByPicture } from '../../../../shared/taste/known-photos.ts';
import { reasonOf } from '../../../engine/engine.ts';
import { writeText } from '../../terminal/targets.ts';
import { say } from '../../terminal/terminal.ts';

type Whose = { readonly rater?: string; readonly sport?: string };

/** Whether some lines could not be taken; each is said. Throws EngineError `bad-input` where none could. */
export async function addChoices(
  call: Call<PodiumContract>,
  file: string,
  { rater = '', sport = '' }: Whose,
  columns: PhotoColumns | null,
): Promise<boolean> {
  const { choices, problems } = readChoiceLines(textOf(file), Date.now());
  const pictureOf = pictures(columns);
  const said = [...problems];
  const taken = choices.flatMap(({ line, ...choice }) => {
    const [left, right] = [pictureOf(choice.left), pictureOf(choice.right)];
    const missing = left === undefined ? choice.left : right === undefined ? choice.right : null;
    if (missing !== null) said.push(`Line ${line}: there is no photo ${missing} in the folders.`);
    if (left === undefined || right === undefined || left === right) return [];
    return [{ ...choice, left, right, rater: choice.rater || rater, sport: choice.sport || sport }];
  });
  if (taken.length === 0)
    throw new EngineError(
      'bad-input',
      `${file} has no choice that could be taken. ${said[0] ?? 'It is empty.'}`,
    );
  for (const sentence of said) say(sentence);
  const { added, known } = await call('taste.add', { choices: taken });
  const before = known > 0 ? `, ${known} were there already` : '';
  say(`${added === 1 ? '1 choice' : `${added} choices`} taken${before}.`);
  return said.length > 0;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new EngineError('bad-input', `${file} could not be read: ${reasonOf(cause)}.`, { cause });
  }
}

/** By its own name, by the path of one of its files, or by a file name that only one photo has. */
function pictures(columns: PhotoColumns | null): (name: string) => string | undefined {
  const byName = new Map<string, string | undefined>();
  for (const [picture, photo] of columns ? photosByPicture(columns) : []) {
    const paths = [columns?.paths[photo] ?? '', ...(columns?.otherPaths.get(photo) ?? [])];
    for (const path of paths) byName.set(path.normalize('NFC'), picture);
    for (const name of new Set(paths.map((path) => basename(path).normalize('NFC')))) {
      const taken = byName.has(name) && byName.get(name) !== picture;
      byName.set(name, taken ? undefined : picture);
    }
  }
  return (name) => {
    if (/^[0-9a-f]{64}$/.test(name)) return name;
    return byName.get(name.normalize('NFC')) ?? byName.get(resolve(name).normalize('NFC'));
  };
}

export async function writeChoices(
  call: Call<PodiumContract>,
  file: string,
  columns: PhotoColumns | null,
): Promise<void> {
  const { choices } = await call('taste.choices', {});
  const photos = columns ? photosByPicture(columns) : new Map<string, number>();
  const pathOf = (picture: string) => columns?.paths[photos.get(picture) ?? -1];
  const lines = choices.map((choice) => {
    const [left, right] = [pathOf(choice.left), pathOf(choice.right)];
    return choiceLine(
      choice,
      left !== undefined && right !== undefined ? { left, right } : undefined,
    );
  });
  writeText(file, lines.map((line) => `${line}\n`).join(''));
  say(`Wrote ${file}: ${choices.length === 1 ? '1 choice' : `${choices.length} choices`}.`);
}
