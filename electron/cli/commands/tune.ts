// `podium tune`: weights fitted to ratings or choices, and what they gain on photos that the fit has not seen; saved only when asked.

import { basename, resolve } from 'node:path';
import { inOneGo } from '../../../shared/arithmetic/steps.ts';
import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { decidedTiers } from '../../../shared/decisions.ts';
import type { Weights } from '../../../shared/ranking/ranking.ts';
import { fewestPhotos } from '../../../shared/ranking/tune.ts';
import { tuningSteps, type Tuning } from '../../../shared/ranking/tuning.ts';
import { tuningSentences } from '../../../shared/ranking/tuning-words.ts';
import { comparedPhotos, photosByPicture } from '../../../shared/taste/known-photos.ts';
import { choicesFor } from '../../../shared/taste/taste-state.ts';
import { readLabels } from '../terminal/labels.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import { rankFolders, type RankedFolder } from './ranked-folder.ts';

export type TuneOptions = {
  readonly labels?: string;
  readonly preset?: string;
  readonly weights?: string;
  readonly save?: string;
  readonly recursive: boolean;
  readonly json?: boolean;
};

/** Exit code 0, or 3 when some photos could not be read. */
export async function tune(
  call: Call<PodiumContract>,
  folder: string,
  options: TuneOptions,
  signal: AbortSignal,
): Promise<number> {
  const ranked = await rankFolders(call, [folder], options, signal);
  const labels = labelsOf(ranked, options);
  const told = labels.filter(Number.isFinite).length;
  if (options.labels !== undefined && told < fewestPhotos)
    throw new EngineError(
      'bad-input',
      `${told === 1 ? '1 photo' : `${told} photos`} of ${basename(resolve(folder))} ${told === 1 ? 'has' : 'have'} a rating in ${options.labels}; weights can be told from chance from ${fewestPhotos} on.`,
    );
  const { normalised, weights, columns } = ranked.ranking;
  const { choices } = await call('taste.choices', {}, { signal });
  const { compared } = comparedPhotos(choicesFor(choices, '', ''), photosByPicture(columns));
  const tuning = inOneGo(tuningSteps(normalised, labels, compared, weights));
  if (options.json === true) printJson(shown(tuning));
  else {
    for (const line of tuningSentences(tuning)) print(line);
    if (tuning.gains) print(weightsText(tuning.weights));
  }
  if (options.save !== undefined) await save(call, options.save, tuning);
  return ranked.problems.length > 0 ? 3 : 0;
}

function labelsOf({ ranking }: RankedFolder, { labels }: TuneOptions): Float64Array {
  const { columns, decisions } = ranking;
  if (labels === undefined) return decidedTiers(decisions);
  const names = columns.paths.map((path, photo) => [
    path,
    ...(columns.otherPaths.get(photo) ?? []),
  ]);
  return readLabels(labels, names).values;
}

/** The user said so; what gained nothing is not kept under a name that says it did. */
async function save(call: Call<PodiumContract>, name: string, { weights, gains }: Tuning) {
  if (!gains)
    throw new EngineError(
      'bad-input',
      `The weights are not saved as "${name}": they gained nothing that can be told from chance.`,
    );
  await call('preset.save', { name, weights });
  say(`Saved the weights as "${name}".`);
}

function weightsText(weights: Weights): string {
  return Object.entries(weights)
    .map(([name, weight]) => `${name}=${weight.toFixed(3)}`)
    .join(',');
}

function shown({ from, count, before, heldOut, gain, p, gains, weights }: Tuning): object {
  return { from, count, before, held_out: heldOut, gains, gain, sign_test: p, weights };
}
