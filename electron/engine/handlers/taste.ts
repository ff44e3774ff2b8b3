// Handlers of taste: two photos to choose between, the choices, and what is learned from them.

import { resolve } from 'node:path';
import { seededRandom } from '../../../shared/arithmetic/bootstrap.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { TastePair } from '../../../shared/contract.ts';
import type { Choice } from '../../../shared/taste/choice.ts';
import { nextPair, type AskedPair } from '../../../shared/taste/next-pair.ts';
import { tasteSentence } from '../../../shared/taste/taste-words.ts';
import type { KeptChoice } from '../cache/choices.ts';
import type { Area, EngineParts } from '../context.ts';
import { haveStill, pictureOf } from '../photo-source.ts';
import type { FolderInput } from '../files/sync.ts';
import type { LookedAt, Whose } from '../scoring/open-taste.ts';

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'choices' | 'taste'>;

type Asked = Whose & { readonly folders: readonly string[]; readonly recursive: boolean };

export function tasteHandlers(parts: Parts): Area<'taste'> {
  const { choices, taste } = parts;
  const look = ({ folders, recursive, rater, sport }: Asked) => {
    const roots = folders.map((folder) => resolve(folder));
    const input: FolderInput | null = roots.length > 0 ? { folders: roots, recursive } : null;
    return taste.look(input, { rater, sport });
  };
  return {
    'taste.state': (asked) => Promise.resolve(look(asked).state),
    'taste.next': (asked) => Promise.resolve(pairOf(look(asked))),
    'taste.choose': async ({ left, right, ...choice }) => {
      for (;;) {
        const pictures = new Map([
          [left, await pictureOf(parts, left)],
          [right, await pictureOf(parts, right)],
        ]);
        const [a, b] = [left, right].map((id) => pictures.get(id)?.toString('hex') ?? '');
        if (a === undefined || b === undefined || a === b)
          throw new EngineError(
            'bad-input',
            'These two are the same picture: there is nothing to choose.',
          );
        if (!haveStill(parts, pictures)) continue;
        choices.add([{ ...choice, left: a, right: b, atMs: Date.now() }]);
        return {};
      }
    },
    'taste.takeBack': ({ rater }) => {
      const taken = choices.takeBack(rater);
      if (!taken) return Promise.resolve({ choice: null });
      return Promise.resolve({ choice: withoutId(taken) });
    },
    'taste.add': ({ choices: given }) => {
      const added = choices.add(given.filter(({ left, right }) => left !== right));
      return Promise.resolve({ added, known: given.length - added });
    },
    'taste.choices': () => Promise.resolve({ choices: choices.list().map(withoutId) }),
    'taste.forget': ({ rater }) => {
      const forgotten = choices.forget(rater);
      if (rater === '')
        for (const { name, sport } of choices.tastes())
          if (name === '') choices.removeTaste(name, sport);
      return Promise.resolve({ forgotten });
    },
    'taste.list': () =>
      Promise.resolve({
        tastes: choices.tastes().map((one) => ({ ...one, sentence: tasteSentence(one.vector) })),
      }),
    'taste.save': (given) => {
      choices.saveTaste(given);
      return Promise.resolve({});
    },
    'taste.remove': ({ name, sport }) => {
      if (choices.removeTaste(name, sport)) return Promise.resolve({});
      throw new EngineError(
        'not-found',
        name === '' ? 'Nothing was learned yet.' : `There is no taste named "${name}".`,
      );
    },
  };
}

function withoutId({ left, right, verdict, rater, sport, shown, atMs }: KeptChoice): Choice {
  return { left, right, verdict, rater, sport, shown, atMs };
}

/** Which two come next follows from what was chosen before, so that asking twice gives the same two. */
function pairOf({ columns, traits, learned, byPicture, choices, state }: LookedAt): TastePair {
  const none = (why: string) => ({ pair: null, why, state });
  if (!columns || columns.count === 0) return none('Open a folder first.');
  const photos = distinctPhotos(byPicture, columns.count);
  if (photos.length < 2) return none('It takes two different photos that have been looked at.');
  const before = choices.flatMap(({ left, right, shown }): AskedPair[] => {
    const [first, second] = [byPicture.get(left), byPicture.get(right)];
    return first === undefined || second === undefined ? [] : [{ first, second, shown }];
  });
  const random = seededRandom(choices.length + 1);
  const here = before.filter(({ first, second }) => Math.max(first, second) < columns.count);
  const next = nextPair({ traits, fitted: learned, photos, before: here }, random);
  if (!next) return none('It takes two different photos that have been looked at.');
  const [left, right] = [columns.ids[next.first], columns.ids[next.second]];
  if (left === undefined || right === undefined) return none('Open the folder again.');
  return { pair: { left, right, shown: next.shown }, why: null, state };
}

/** Of the open folders, one photo a picture. */
function distinctPhotos(byPicture: ReadonlyMap<string, number>, count: number): number[] {
  return [...byPicture.values()].filter((photo) => photo < count).sort((a, b) => a - b);
}
