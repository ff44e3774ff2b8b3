// Who may be written as a person shown: named faces, and players whose number was read. Offered, never written unasked.

import { sameText } from './caption.ts';
import { playersNamed, playersWith, type Player, type Roster } from './roster.ts';

export type Offer = {
  readonly name: string;
  /** As the roster has them; null for a named face that it does not have. */
  readonly player: Player | null;
  /** What tells them: their face, or the number that was read. */
  readonly by: 'face' | 'number';
};

/** A number that several players wear: nobody measures the colours of kits, so that the user is asked. */
export type NumberQuestion = { readonly number: string; readonly players: readonly Player[] };

export type Offers = {
  readonly offered: readonly Offer[];
  readonly asked: readonly NumberQuestion[];
};

type Seen = {
  /** That were read, the largest player first. */
  readonly numbers: readonly string[];
  /** Of faces, as the user named them. */
  readonly names: readonly string[];
  readonly roster: Roster;
  /** The persons shown by now, who are not offered again. */
  readonly shown: readonly string[];
};

export function offersFor({ numbers, names, roster, shown }: Seen): Offers {
  const isShown = (name: string) => shown.some((one) => sameText(one) === sameText(name));
  const faces = [...new Set(names)].map((name): Offer => {
    return { name, player: playersNamed(roster, [name])[0] ?? null, by: 'face' };
  });
  const told = [...faces.map(({ name }) => name), ...shown];
  const offered = [...faces];
  const asked: NumberQuestion[] = [];
  for (const number of new Set(numbers)) {
    const players = playersWith(roster, number);
    const isTold = players.some(({ name }) => told.some((one) => sameText(one) === sameText(name)));
    const [player, ...others] = players;
    if (isTold || player === undefined) continue;
    if (others.length > 0) asked.push({ number, players });
    else offered.push({ name: player.name, player, by: 'number' });
  }
  return { offered: offered.filter(({ name }) => !isShown(name)), asked };
}
