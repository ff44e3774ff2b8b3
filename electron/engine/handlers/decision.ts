// Handlers of decisions (pick, reject, stars, label) and of the user's own presets.

import type { DecisionChange } from '../../../shared/contract.ts';
import { isPresetName } from '../../../shared/ranking/presets.ts';
import { activeWeights } from '../../../shared/ranking/ranking.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { PictureChange } from '../cache/decisions.ts';
import type { Area, EngineParts } from '../context.ts';
import type { Decision } from '../cache/decisions.ts';
import { knownPhoto } from '../exchange/files-say.ts';
import { seenOf } from '../exchange/judged.ts';
import { saidFields } from '../exchange/newest.ts';
import type { Exchanged, Seen } from '../cache/exchange.ts';
import type { FileRow } from '../cache/file-row.ts';
import { haveStill, photoFile } from '../photo-source.ts';

type Parts = Pick<
  EngineParts,
  'files' | 'analyses' | 'photos' | 'decisions' | 'ratings' | 'exchange' | 'exchanging'
>;

export function decisionHandlers(parts: Parts): Area<'decision'> {
  return {
    'decision.read': (input) => {
      const { ids, pictures } = parts.photos.columns(input);
      return Promise.resolve({ ids, ...parts.decisions.read(pictures, parts.ratings.of(ids)) });
    },
    'decision.write': async ({ changes }, { signal }) => {
      for (;;) {
        const meant = await picturesOf(parts, changes, signal);
        const refusal = parts.exchanging.refusalFor(meant.files); // the disk is asked while it is written
        refusal.catch(() => undefined);
        const before = parts.decisions.alone(() => writeWhere(parts, changes, meant));
        if (!before) continue;
        parts.exchanging.decided(meant.files.map(({ id }) => id));
        const note = await refusal;
        return { before, ...(note !== null && { note }) };
      }
    },
  };
}

type Meant = {
  /** By id of the photo. */
  readonly pictures: ReadonlyMap<number, Buffer>;
  readonly files: readonly FileRow[];
  /** By picture in hex. */
  readonly said: ReadonlyMap<string, Decision>;
  /** What the files said before it was decided, so that what other programs write later is seen as theirs. */
  readonly exchanged: readonly Pick<Exchanged, 'path' | 'picture' | 'seen'>[];
};

async function picturesOf(
  parts: Parts,
  changes: readonly DecisionChange[],
  signal: AbortSignal,
): Promise<Meant> {
  const pictures = new Map<number, Buffer>();
  const said = new Map<string, Decision>();
  const files: FileRow[] = [];
  const exchanged: Pick<Exchanged, 'path' | 'picture' | 'seen'>[] = [];
  for (const { id } of changes) {
    throwIfCancelled(signal);
    const file = photoFile(parts, id);
    const { picture, ...say } = decidedBefore(parts, file) ?? (await firstDecided(parts, file));
    pictures.set(id, picture);
    said.set(picture.toString('hex'), say.said);
    files.push(file);
    exchanged.push({ path: file.path, picture, seen: say.seen });
  }
  return { pictures, files, said, exchanged };
}

type Known = { readonly picture: Buffer; readonly said: Decision; readonly seen: Seen };

/** What was decided outweighs what the file says, which is remembered since then: it is not asked again. */
function decidedBefore(
  { analyses, decisions, exchange }: Parts,
  { path }: FileRow,
): Known | undefined {
  const picture = analyses.pictureOf(path);
  if (!picture) return undefined;
  const said = decisions.find(picture);
  const before = exchange.find(path);
  return said && before?.picture.equals(picture) === true
    ? { picture, said, seen: before.seen }
    : undefined;
}

async function firstDecided(parts: Parts, file: FileRow): Promise<Known> {
  const { picture, ...say } = await knownPhoto(parts, file);
  return { picture, said: say.said, seen: seenOf(say) };
}

/**
 * Undefined, and nothing written, where a scan has found one of the photos changed since: what is said of the picture that
 * it had would not be carried over to the one that it has.
 */
function writeWhere(
  parts: Parts,
  changes: readonly DecisionChange[],
  { pictures, said, exchanged }: Meant,
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
  const before = parts.decisions.write(byPicture, said, Date.now());
  for (const one of exchanged) parts.exchange.save(decidedThere(parts, one));
  // Whoever decides anew has settled what others said.
  for (const { picture, ...change } of byPicture) {
    const fields = saidFields.filter((field) => field in change);
    parts.exchange.settle(picture, fields);
  }
  return before.map(({ picture, ...values }) => ({
    id: ids.get(picture.toString('hex')) ?? NaN,
    ...values,
  }));
}

/** As it is known at this moment: a sidecar may have been written since the photo was asked for. */
function decidedThere(
  { exchange }: Parts,
  { path, picture, seen }: Pick<Exchanged, 'path' | 'picture' | 'seen'>,
): Exchanged {
  const known = exchange.find(path);
  return known?.picture.equals(picture) === true
    ? { ...known, isDecided: true }
    : { path, picture, seen, wrote: null, isDecided: true };
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
