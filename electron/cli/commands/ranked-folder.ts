// Folders opened and ranked as the options of `rank`, `export`, `evaluate` and `demo` say.

import type { PodiumContract } from '../../../shared/contract.ts';
import { numberAsked } from '../../../shared/numbers.ts';
import { parseWeights } from '../../../shared/ranking/presets.ts';
import type { Weights } from '../../../shared/ranking/ranking.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import type { ModelRole } from '../../../shared/models.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { AlbumFrom } from '../../../shared/shoot/album-items.ts';
import { unmeasuredSignals, weightsOfPreset } from '../../../shared/shoot/asked-weights.ts';
import {
  onlyNumber,
  onlyShots,
  rejectedOf,
  type Ranking,
} from '../../../shared/shoot/ranked-photos.ts';
import { shotTest } from '../../../shared/shoot/shot-filter.ts';
import { signals } from '../../../shared/signals.ts';
import { megabytes } from '../../../shared/units.ts';
import { rankOpened } from '../../host/rank-folders.ts';
import { analyseFolder, syncFolder, type OpenFolder } from './folder.ts';
import { missingOf, sizeOf } from './models.ts';
import { locateReferences, usableReferences } from './references.ts';
import { say } from '../terminal/terminal.ts';

export type RankingOptions = {
  readonly ref?: readonly string[];
  readonly preset?: string;
  readonly weights?: string;
  readonly number?: string;
  readonly camera?: string;
  readonly lens?: string;
  readonly iso?: string;
  readonly shutter?: string;
  readonly taken?: string;
  readonly recursive: boolean;
};

export type RankedFolder = OpenFolder & { readonly ranking: Ranking };

/** Opens and ranks folders as the options say; what is wrong with the options is said before the analysis. */
export async function rankFolders(
  call: Call<PodiumContract>,
  folders: readonly string[],
  options: RankingOptions,
  signal: AbortSignal,
): Promise<RankedFolder> {
  const settings = await call('settings.read', {});
  const weights = chosenWeights(settings, options);
  const number = options.number === undefined ? null : numberAsked(settings, options.number);
  const taken = shotTest(options);
  const located = (options.ref ?? []).map(locateReferences);
  const found = await syncFolder(call, folders, options.recursive, signal);
  const references = await usableReferences(call, located, signal);
  const opened = await analyseFolder(call, found, signal, options.preset);
  const { input, columns } = opened;
  if (references.length === 0) await sayMissing(call, unmeasuredSignals(columns, weights));
  const asked = { settings, weights, references };
  const ranking = await rankOpened(call, input, columns, asked, signal);
  const shots = onlyShots(ranking, taken);
  return { ...opened, ranking: number === null ? shots : onlyNumber(shots, number) };
}

/** The weights asked for: spelled out, or a preset's, or the default preset's. */
export function chosenWeights(
  settings: Settings,
  options: { readonly preset?: string | undefined; readonly weights?: string | undefined },
): Weights {
  if (options.weights !== undefined && options.preset !== undefined)
    throw new EngineError('bad-input', 'Give either --preset or --weights, not both.');
  if (options.weights !== undefined) return parseWeights(options.weights);
  return weightsOfPreset(settings, options.preset ?? settings['ranking.preset']);
}

/** What measures the aesthetic, by the way that the settings choose. */
const aestheticRoles: Readonly<Record<Settings['clip.aesthetic'], readonly ModelRole[]>> = {
  prompts: ['clip-image', 'clip-text', 'clip-tokenizer'],
  head: ['clip-image', 'clip-aesthetic'],
};

async function sayMissing(call: Call<PodiumContract>, labels: readonly string[]): Promise<void> {
  if (labels.length === 0) return;
  if (labels.includes(signals.taste.label))
    say(
      `Not measured, so the other weights count: ${signals.taste.label}. Nothing is learned yet: "podium taste" says how it stands.`,
    );
  const others = labels.filter((label) => label !== signals.taste.label);
  if (others.length === 0) return;
  const { 'clip.aesthetic': way } = await call('settings.read', {});
  const clip = missingOf(await call('models.list', {})).filter(({ role }) =>
    aestheticRoles[way].includes(role),
  );
  const what =
    others.includes(signals.aesthetic.label) && clip.length > 0
      ? `"podium models install ${clip.map(({ id }) => id).join(' ')}" adds ${signals.aesthetic.label} (${megabytes(sizeOf(clip))}, after a yes).`
      : '"podium models list" says what would add it.';
  say(`Not measured, so the other weights count: ${others.join(', ')}. ${what}`);
}

/** Whoever wants rejected photos has to say so. */
export function chosenFrom(includeRejected: boolean | undefined): AlbumFrom {
  return includeRejected === true ? 'rejects too' : 'all but rejects';
}

/** Says how many photos a choice passed over because they are rejected. */
export function sayRejected(ranking: Ranking, from: AlbumFrom): void {
  const rejected = rejectedOf(ranking);
  if (rejected === 0 || from !== 'all but rejects') return;
  const left = rejected === 1 ? '1 rejected photo was' : `${rejected} rejected photos were`;
  say(`${left} not among those chosen from; --include-rejected takes rejects too.`);
}
