// The two teams of the demo: kits, and who wears which number, as the roster has it.

import type { Build } from '../athletes/body.ts';
import { light, type Light } from '../colours.ts';
import { speck } from '../noise.ts';
import type { Kit, Look } from '../shade.ts';

export type Team = 'home' | 'away';

export type Member = { readonly number: number; readonly name: string; readonly team: Team };

export const teamNames: Readonly<Record<Team, string>> = {
  home: 'SV Lindenhof',
  away: 'FC Seeblick',
};

/* prettier-ignore */
const names: Readonly<Record<Team, readonly (readonly [number, string])[]>> = {
  home: [[1, 'Jana Falk'], [3, 'Lea Brandt'], [4, 'Sofia Reuter'], [6, 'Ida Haller'], [7, 'Mia Keller'], [8, 'Lena Holm'], [9, 'Nora Lind'], [10, 'Clara Mendel'], [11, 'Ruth Olsen'], [14, 'Elsa Moor']],
  away: [[1, 'Tess Vogel'], [2, 'Ada Nowak'], [4, 'Kim Berger'], [5, 'Zoe Lorenz'], [6, 'Maja Kern'], [8, 'Ines Kaster'], [10, 'Lin Seidel'], [13, 'Freya Dahl'], [17, 'Nele Arndt']],
};

export const roster: readonly Member[] = (['home', 'away'] as const).flatMap((team) =>
  names[team].map(([number, name]) => ({ number, name, team })),
);

const white = light('#f1f1ec');
const fields: Readonly<Record<Team, Kit>> = {
  home: {
    shirt: light('#a81f2b'),
    second: white,
    pattern: 'plain',
    shorts: white,
    socks: light('#a81f2b'),
    trim: white,
    number: light('#f7f7f2'),
  },
  away: {
    shirt: light('#20509a'),
    second: light('#e8c93c'),
    pattern: 'stripes',
    shorts: light('#16305c'),
    socks: light('#20509a'),
    trim: light('#e8c93c'),
    number: light('#ffffff'),
  },
};
const keepers: Readonly<Record<Team, Kit>> = {
  home: {
    ...fields.home,
    shirt: light('#2f8f5b'),
    shorts: light('#1d5637'),
    socks: light('#2f8f5b'),
    trim: light('#12331f'),
  },
  away: {
    ...fields.away,
    pattern: 'plain',
    shirt: light('#d9902a'),
    shorts: light('#3a2a1a'),
    socks: light('#d9902a'),
    trim: light('#3a2a1a'),
    number: light('#2a1c0e'),
  },
};

const skins: readonly Light[] = [
  '#e2b08c',
  '#8a583b',
  '#c78d66',
  '#efc3a1',
  '#6a4029',
  '#d69f78',
].map(light);
const hairs: readonly Light[] = ['#2c1d13', '#14100d', '#6f4a2c', '#b48a4e', '#3b2a1c'].map(light);
const boots: readonly Light[] = ['#14171b', '#e6e2d6', '#c7452f', '#1f5fae'].map(light);
const cuts: readonly Build['hair'][] = ['tail', 'bun', 'short', 'tail'];

const pick = <T>(from: readonly T[], number: number, team: Team, seed: number, none: T): T =>
  from[Math.floor(speck(number, team === 'home' ? 1 : 2, seed) * from.length)] ?? none;

export function lookOf(team: Team, number: number): Look {
  const kit = number === 1 ? keepers[team] : fields[team];
  return {
    kit,
    number,
    skin: pick(skins, number, team, 21, white),
    hair: pick(hairs, number, team, 22, white),
    boots: pick(boots, number, team, 23, white),
    seed: number * 3 + (team === 'home' ? 0 : 1),
  };
}

export function buildOf(team: Team, number: number): Build {
  return {
    tall: 0.97 + 0.07 * speck(number, team === 'home' ? 1 : 2, 24),
    broad: 0.96 + 0.07 * speck(number, team === 'home' ? 1 : 2, 25),
    hair: pick(cuts, number, team, 26, 'short'),
    longSleeves: number === 1,
    gloves: number === 1,
  };
}
