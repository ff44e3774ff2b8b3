// `podium tune`: weights fitted to ratings, and what they gain on photos that the fit has not seen; saved only when asked.

import { basename, resolve } from 'node:path';
import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { decidedTiers } from '../../../shared/decisions.ts';
import { fewestPhotos, tuneWeights, type Tuned } from '../../../shared/ranking/tune.ts';
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
  if (told < fewestPhotos)
    throw new EngineError(
      'bad-input',
      `${told === 1 ? '1 photo' : `${told} photos`} of ${basename(resolve(folder))} ${told === 1 ? 'has' : 'have'} a rating, pick or reject; weights can be told from chance from ${fewestPhotos} on. Rate more of them, or give --labels.`,
    );
  const { normalised, weights } = ranked.ranking;
  const tuned = tuneWeights(normalised, labels, weights);
  if (options.json === true) printJson(shown(tuned));
  else for (const line of lines(tuned)) print(line);
  if (options.save !== undefined) await save(call, options.save, tuned);
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
async function save(call: Call<PodiumContract>, name: string, { weights, gains }: Tuned) {
  if (!gains)
    throw new EngineError(
      'bad-input',
      `The weights are not saved as "${name}": they gained nothing that can be told from chance.`,
    );
  await call('preset.save', { name, weights });
  say(`Saved the weights as "${name}".`);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function lines(tuned: Tuned): string[] {
  const { photos, before, heldOut, gain, gains, weights } = tuned;
  const { value, low, high } = gain.gain;
  return [
    gains
      ? 'These weights rank nearer to your ratings, also on photos that they were not fitted to:'
      : 'No gain that can be told from chance: keep the weights you have.',
    `photos with a rating: ${photos}`,
    `pairs in your order before: ${percent(before)}`,
    `pairs in your order by tuned weights, on photos held out: ${percent(heldOut)}`,
    `held-out gain: ${percent(value ?? 0)} (95 % interval ${percent(low ?? 0)} to ${percent(high ?? 0)}), sign test ${gain.p.toFixed(4)}`,
    ...(gains
      ? [
          Object.entries(weights)
            .map(([name, weight]) => `${name}=${weight.toFixed(3)}`)
            .join(','),
        ]
      : []),
  ];
}

function shown({ photos, before, heldOut, gain, gains, weights }: Tuned): object {
  return {
    photos,
    before,
    held_out: heldOut,
    gain: gain.gain,
    sign_test: gain.p,
    gains,
    weights: gains ? weights : null,
  };
}
