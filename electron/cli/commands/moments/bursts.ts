// `podium bursts`: the bursts of a folder, and putting them together and taking them apart by hand.

import { resolve } from 'node:path';
import { bracketsOf, noBracket } from '../../../../shared/bursts/brackets.ts';
import {
  framesWith,
  freed,
  joined,
  splitAt,
  takenOut,
  type Grouped,
  type Regrouping,
} from '../../../../shared/bursts/by-hand.ts';
import { groupBursts, burstSteps } from '../../../../shared/bursts/bursts.ts';
import { inOneGo } from '../../../../shared/arithmetic/steps.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import type { BurstChange, PodiumContract } from '../../../../shared/contract.ts';
import type { PhotoColumns } from '../../../../shared/photo.ts';
import { tieOrder } from '../../../../shared/ranking/ranking.ts';
import { framesAsTaken } from '../../../../shared/shoot/burst-covers.ts';
import { print, printable, printJson, say } from '../../terminal/terminal.ts';
import { analyseFolder, syncFolder } from '../folder.ts';

export type BurstsOptions = {
  readonly join?: boolean;
  readonly split?: boolean;
  readonly takeOut?: boolean;
  readonly asFound?: boolean;
  readonly json?: boolean;
  readonly recursive: boolean;
};

/** Exit code 0, or 3 when some photos could not be read. */
export async function bursts(
  call: Call<PodiumContract>,
  folder: string,
  photos: readonly string[],
  options: BurstsOptions,
  signal: AbortSignal,
): Promise<number> {
  const act = actOf(options, photos.length);
  const found = await syncFolder(call, [folder], options.recursive, signal);
  const { columns, input, problems } = await analyseFolder(call, found, signal);
  const settings = await call('settings.read', {}, { signal });
  const embeddings = await call('folder.embeddings', input, { signal });
  const group = (known: PhotoColumns) => groupBursts(known, settings, embeddings);
  if (act === null) list(columns, group(columns), options);
  else {
    const found = inOneGo(burstSteps(columns, settings, embeddings));
    const hand = columns.handBursts;
    const changes = changesBy(act, columns, { found, hand, bursts: group(columns) }, photos);
    await call('burst.write', { changes }, { signal });
    const now = await call('folder.columns', input, { signal });
    const chosen = new Set(changes.flatMap(({ ids }) => ids));
    list(now, group(now), options, chosen);
  }
  return problems.length > 0 ? 3 : 0;
}

type Act = 'join' | 'split' | 'takeOut' | 'asFound';

function actOf(options: BurstsOptions, photos: number): Act | null {
  const acts = (['join', 'split', 'takeOut', 'asFound'] as const).filter(
    (name) => options[name] === true,
  );
  const [act = null, more] = acts;
  if (more !== undefined)
    throw new EngineError('bad-input', 'Give one of --join, --split, --take-out and --as-found.');
  if (act === null && photos > 0)
    throw new EngineError(
      'bad-input',
      'Say what to do with these photos: --join, --split, --take-out or --as-found.',
    );
  if (act !== null && photos === 0)
    throw new EngineError('bad-input', 'Name the photos after the folder.');
  if (act === 'split' && photos > 1)
    throw new EngineError('bad-input', 'Split at one photo after the other.');
  return act;
}

/** Throws EngineError `not-found` for a photo of another folder, `bad-input` where there is nothing to do. */
function changesBy(
  act: Act,
  columns: PhotoColumns,
  grouped: Grouped,
  named: readonly string[],
): BurstChange[] {
  const photos = named.map((name) => photoAt(columns, name));
  const ties = tieOrder(columns);
  const { bursts: now } = grouped;
  const regroupings: (Regrouping | null)[] = {
    join: () => [joined(grouped, photos)],
    split: () =>
      photos.map((photo) => splitAt(grouped, [...framesAsTaken(now[photo], now, ties)], photo)),
    takeOut: () => [
      takenOut(
        grouped,
        photos.filter((photo) => framesWith(now, photo) > 1),
      ),
    ],
    asFound: () => [freed(grouped, photos)],
  }[act]();
  const changes = regroupings.flatMap((one) => (one ? changesOf(columns, one) : []));
  if (changes.length > 0) return changes;
  throw new EngineError('bad-input', nothingToDo[act]);
}

const nothingToDo: Record<Act, string> = {
  join: 'These photos are one burst already, or only one photo.',
  split: 'There is nothing to split: this is the first frame of its burst, or in none.',
  takeOut: 'None of these photos is in a burst with others.',
  asFound: 'Nothing was joined or split here by hand.',
};

function changesOf(
  { ids }: PhotoColumns,
  { bursts: together, freed: free }: Regrouping,
): BurstChange[] {
  const idsOf = (photos: readonly number[]) => photos.map((photo) => ids[photo] ?? NaN);
  return [
    ...together.map((photos): BurstChange => ({ ids: idsOf(photos), burst: 'new' })),
    ...(free.length > 0 ? [{ ids: idsOf(free), burst: null }] : []),
  ];
}

function photoAt({ paths, otherPaths }: PhotoColumns, name: string): number {
  const path = resolve(name);
  const place = paths.indexOf(path);
  if (place >= 0) return place;
  const [beside] = [...otherPaths].find(([, others]) => others.includes(path)) ?? [];
  if (beside !== undefined) return beside;
  throw new EngineError('not-found', `${path} is no photo of that folder.`);
}

/** The bursts of two photos and more, or, of `chosen` photos, those that hold one of them. */
function list(
  columns: PhotoColumns,
  grouped: Uint32Array,
  { json = false }: BurstsOptions,
  chosen?: ReadonlySet<number>,
): void {
  const byBurst = new Map<number, number[]>();
  for (const photo of tieOrder(columns)) {
    const burst = grouped[photo] ?? 0;
    byBurst.set(burst, [...(byBurst.get(burst) ?? []), photo]);
  }
  const brackets = bracketsOf(columns, tieOrder(columns));
  const isWanted = (frames: readonly number[]) =>
    chosen ? frames.some((photo) => chosen.has(columns.ids[photo] ?? NaN)) : frames.length > 1;
  const all = [...byBurst.values()].filter(isWanted).map((frames) => ({
    isBracket: isBracket(frames, brackets),
    byHand: frames.some((photo) => columns.handBursts.has(photo)),
    photos: frames.map((photo) => columns.paths[photo] ?? ''),
  }));
  if (json) printJson({ bursts: all });
  else
    for (const { byHand, isBracket: is, photos } of all)
      print(
        `${photos.length === 1 ? 'A photo alone' : `A ${is ? 'bracket' : 'burst'} of ${photos.length}`}${byHand ? ', by hand' : ''}:\n${photos.map((path) => `  ${printable(path)}`).join('\n')}`,
      );
  const frames = all.reduce((sum, { photos }) => sum + photos.length, 0);
  if (!chosen)
    say(
      `${all.length} bursts hold ${frames} of the ${columns.count} photos; the others are alone.`,
    );
}

function isBracket(frames: readonly number[], brackets: Int32Array): boolean {
  const [first = -1] = frames;
  const bracket = brackets[first];
  return bracket !== noBracket && frames.every((photo) => brackets[photo] === bracket);
}
