// Handlers of decisions (pick, reject, stars, label) and of the user's own presets.

import { basename } from 'node:path';
import type { DecisionChange } from '../../../shared/contract.ts';
import { isPresetName } from '../../../shared/ranking/presets.ts';
import { activeWeights } from '../../../shared/ranking/ranking.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { PictureChange } from '../cache/decisions.ts';
import type { Area, EngineParts } from '../context.ts';
import { statedFacts } from '../formats/decode.ts';
import { mergeRatings, unrated, type FileRating } from '../formats/facts/rating.ts';
import { haveStill, photoFile, pictureOf, readPhoto } from '../photo-source.ts';

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'photos' | 'decisions' | 'ratings'>;

export function decisionHandlers(parts: Parts): Area<'decision'> {
  return {
    'decision.read': (input) => {
      const { ids, pictures } = parts.photos.columns(input);
      return Promise.resolve({ ids, ...parts.decisions.read(pictures, parts.ratings.of(ids)) });
    },
    'decision.write': async ({ changes }, { signal }) => {
      for (;;) {
        const meant = await picturesOf(parts, changes, signal);
        const before = parts.decisions.alone(() => writeWhere(parts, changes, meant));
        if (before) return { before };
      }
    },
  };
}

type Meant = {
  /** By id of the photo. */
  readonly pictures: ReadonlyMap<number, Buffer>;
  /** By picture in hex. */
  readonly said: ReadonlyMap<string, FileRating>;
};

async function picturesOf(
  parts: Parts,
  changes: readonly DecisionChange[],
  signal: AbortSignal,
): Promise<Meant> {
  const pictures = new Map<number, Buffer>();
  const said = new Map<string, FileRating>();
  for (const { id } of changes) {
    throwIfCancelled(signal);
    const picture = await pictureOf(parts, id);
    pictures.set(id, picture);
    said.set(picture.toString('hex'), await ratingOf(parts, id));
  }
  return { pictures, said };
}

/**
 * Undefined, and nothing written, where a scan has found one of the photos changed since: what is said of the picture that
 * it had would not be carried over to the one that it has.
 */
function writeWhere(
  parts: Parts,
  changes: readonly DecisionChange[],
  { pictures, said }: Meant,
): DecisionChange[] | undefined {
  if (!haveStill(parts, pictures)) return undefined;
  const ids = new Map<string, number>();
  const byPicture: PictureChange[] = [];
  for (const { id, ...change } of changes) {
    const picture = pictures.get(id);
    if (!picture) continue;
    const key = picture.toString('hex');
    ids.set(key, ids.get(key) ?? id);
    byPicture.push({ picture, ...known(change) });
  }
  return parts.decisions.write(byPicture, said).map(({ picture, ...values }) => ({
    id: ids.get(picture.toString('hex')) ?? NaN,
    ...values,
  }));
}

/** What the files of a photo say of it; of one that nobody has looked at yet the file is asked now. */
async function ratingOf(parts: Parts, id: number): Promise<FileRating> {
  const known = parts.ratings.of([id]).get(0) ?? unrated;
  if (parts.ratings.isKnown(id)) return known;
  const file = photoFile(parts, id);
  const inside = await readPhoto(parts, file, (bytes) =>
    statedFacts(bytes, basename(file.path)),
  ).catch(() => null); // it cannot be read: its analysis says why
  return mergeRatings(known, inside?.rating ?? unrated);
}

/** Leaves out what a change does not name. */
function known({ pick, stars, label }: Omit<DecisionChange, 'id'>) {
  return {
    ...(pick !== undefined && { pick }),
    ...(stars !== undefined && { stars }),
    ...(label !== undefined && { label }),
  };
}

export function presetHandlers({ library }: Pick<EngineParts, 'library'>): Area<'preset'> {
  return {
    'preset.list': () => Promise.resolve({ presets: library.presets() }),
    'preset.save': (preset) => {
      if (isPresetName(preset.name.toLowerCase()))
        throw new EngineError(
          'bad-input',
          `"${preset.name}" is one of Podium's own presets. Choose another name.`,
        );
      if (activeWeights(preset.weights).length === 0)
        throw new EngineError('bad-input', 'At least one weight must be above 0.');
      library.savePreset(preset);
      return Promise.resolve({});
    },
    'preset.remove': ({ name }) => {
      if (library.removePreset(name)) return Promise.resolve({});
      throw new EngineError('not-found', `There is no preset named "${name}".`);
    },
  };
}
