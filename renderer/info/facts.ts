// What is known of one photo, in the page's words.

import type { PersonGroups } from '../../shared/contract.ts';
import { nameOf } from '../../shared/moments/seen.ts';
import { numbersByPhoto } from '../../shared/numbers.ts';
import { facesOf } from '../../shared/people/faces.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import { shotOf, shotText } from '../../shared/shot.ts';
import { strings } from '../strings.ts';

export type Fact = { readonly name: string; readonly value: string };

export type Facts = {
  readonly facts: readonly Fact[];
  /** Whether the photo has been read. */
  readonly isKnown: boolean;
  /** Whether its file says anything of the shot. */
  readonly isSaid: boolean;
};

export function factsOf(
  { columns }: { readonly columns: PhotoColumns },
  index: number,
  groups: PersonGroups | null,
  settings: Settings,
): Facts {
  const [widthPx, heightPx] = [columns.widthPx[index] ?? 0, columns.heightPx[index] ?? 0];
  const text = strings.info;
  const shot = shotText(shotOf(columns, index));
  if (widthPx === 0) return { facts: [], isKnown: false, isSaid: false };
  const facts = [
    ...shotFacts(shot),
    { name: text.size, value: text.pixels(widthPx, heightPx) },
    ...facesFact(columns, index, groups, settings),
    ...listFact(text.numbers, numbersIn(columns, index)),
    ...listFact(text.seen, seenIn(columns, index)),
  ];
  return { facts, isKnown: true, isSaid: shot.length > 0 };
}

/** Camera and lens, the exposure in one line, then the rest. */
function shotFacts(shot: ReturnType<typeof shotText>): readonly Fact[] {
  const text = strings.info;
  const exposure = shot.flatMap(([name, value]) => {
    if (name === 'iso') return [text.isoText(value)];
    return name === 'shutter' || name === 'aperture' ? [value] : [];
  });
  const facts = shot.flatMap(([name, value]) =>
    name === 'iso' || name === 'shutter' || name === 'aperture'
      ? []
      : [{ name: text.shot[name], value, isBefore: name === 'camera' || name === 'lens' }],
  );
  const line =
    exposure.length > 0 ? [{ name: text.exposure, value: text.exposureText(exposure) }] : [];
  return [
    ...facts.filter((fact) => fact.isBefore),
    ...line,
    ...facts.filter((fact) => !fact.isBefore),
  ];
}

function listFact(name: string, words: readonly string[]): readonly Fact[] {
  return words.length === 0 ? [] : [{ name, value: words.join(', ') }];
}

/** Nothing where nobody has looked for faces. */
function facesFact(
  { faces, signals }: PhotoColumns,
  index: number,
  groups: PersonGroups | null,
  settings: Settings,
): readonly Fact[] {
  if (Number.isNaN(signals.face_count[index] ?? NaN)) return [];
  const { counted } = facesOf(faces, index, settings);
  const names = counted.flatMap((face) => groups?.groups[groups.group[face] ?? -1]?.name ?? []);
  return [{ name: strings.info.faces, value: strings.info.facesText(counted.length, names) }];
}

function numbersIn({ numbers }: PhotoColumns, index: number): readonly string[] {
  return [...new Set(numbersByPhoto(numbers)(index).map(({ number }) => number))];
}

function seenIn({ signals, play }: PhotoColumns, index: number): readonly string[] {
  const players = signals.players[index] ?? NaN;
  const gear = nameOf(play.gear[index] ?? 0);
  return [
    ...(players > 0 ? [strings.info.players(players)] : []),
    ...((play.ball[index] ?? 0) > 0 ? [strings.info.ball] : []),
    ...((play.gear[index] ?? 0) > 0 && gear !== undefined ? [gear] : []),
  ];
}
