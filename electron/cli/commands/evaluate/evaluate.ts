// `podium evaluate`: how good a ranking is, by itself, against labels and against another, for a folder or a CSV written before.

import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { duplicateFraction } from '../../../../shared/bursts/bursts.ts';
import type { PodiumContract } from '../../../../shared/contract.ts';
import {
  agreementWithLabels,
  scoreStd,
  sharpnessCorrelation,
} from '../../../../shared/ranking/evaluation.ts';
import { driftOf, driftSentence } from '../../../../shared/ranking/drift.ts';
import { betterRanking, compareRankings } from '../../../../shared/ranking/two-rankings.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { readLabels } from '../../terminal/labels.ts';
import { checkFolderTarget, makeReportFolder } from '../../terminal/targets.ts';
import { print, printJson, say } from '../../terminal/terminal.ts';
import { fromCsv, fromFolder, type EvaluateOptions, type Ranked } from './evaluated.ts';
import { figureLines } from './figure-lines.ts';

/** Exit code 0, or 3 when some photos could not be read. */
export async function evaluate(
  call: Call<PodiumContract>,
  target: string,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<number> {
  const found = statSync(resolve(target), { throwIfNoEntry: false });
  if (!found)
    throw new EngineError('not-found', `There is no folder or CSV at ${resolve(target)}.`);
  checkFolderTarget(options.out, ['histograms.png', 'contact-sheet.png']);
  const other = options.against === undefined ? null : fromCsv(options.against, options.top);
  const earlier = options.drift === undefined ? null : fromCsv(options.drift, options.top);
  const ranked = found.isDirectory()
    ? await fromFolder(call, target, options, signal)
    : fromCsv(target, options.top);
  const labels = labelsOf(ranked, options);
  const correlation = sharpnessCorrelation(ranked.sharpness, ranked.aesthetic);
  const result = {
    photos: ranked.paths.length,
    score_std: scoreStd(ranked.scores),
    duplicate_fraction: duplicateFraction(ranked.bursts, ranked.copies),
    sharpness_corr: correlation.value,
    sharpness_corr_reason: correlation.reason,
    labels: labels && {
      column: labels.column,
      k: options.top,
      ...agreementWithLabels(ranked.scores, labels.values, {
        k: options.top,
        relevantFrom: options.relevant ?? labels.relevantFrom,
      }),
    },
    drift: earlier && driftFrom(earlier, ranked),
    against: other && againstOther(ranked, other, options, labels?.values ?? null),
  };
  if (options.json === true) printJson(result);
  else for (const line of figureLines(result)) print(line);
  await writePictures(call, ranked, resolve(options.out));
  return ranked.problems > 0 ? 3 : 0;
}

type UsedLabels = {
  readonly column: string;
  readonly values: Float64Array;
  readonly relevantFrom: number;
};

/** Those of the file that is named, else what was decided in Podium; null where there are neither. */
function labelsOf(ranked: Ranked, { labels }: EvaluateOptions): UsedLabels | null {
  if (labels !== undefined) return readLabels(labels, ranked.names);
  if (!ranked.tiers.some(Number.isFinite)) return null;
  return { column: 'decisions', values: ranked.tiers, relevantFrom: 4 };
}

/** How the photos differ from earlier ones, as a sentence, and each signal's index. */
function driftFrom(earlier: Ranked, now: Ranked): object {
  const drift = driftOf(earlier.signals, now.signals);
  return {
    said: driftSentence(drift),
    ...Object.fromEntries(drift.map(({ name, psi }) => [name, psi])),
  };
}

/** The same photos have the same path, or the same name where no photo has that path. */
function againstOther(
  ranked: Ranked,
  other: Ranked,
  { against = '', top }: EvaluateOptions,
  labels: Float64Array | null,
): object {
  const places = new Map(
    other.paths.map((path, place) => [basename(path).normalize('NFC'), place]),
  );
  other.paths.forEach((path, place) => places.set(path.normalize('NFC'), place));
  const scores = Float64Array.from(ranked.names, (paths) => {
    const names = [...paths, ...paths.map((path) => basename(path))];
    const name = names.find((one) => places.has(one.normalize('NFC'))) ?? '';
    return other.scores[places.get(name.normalize('NFC')) ?? -1] ?? NaN;
  });
  if (!scores.some(Number.isFinite))
    throw new EngineError('bad-input', `None of the photos in ${against} is among those ranked.`);
  const { scorePsi, ...compared } = compareRankings(scores, ranked.scores, top);
  const better = labels && betterRanking(ranked.scores, scores, labels);
  return {
    ...compared,
    score_psi: scorePsi,
    ...(better && {
      labels: {
        photos: better.photos,
        gain: better.gain,
        nearer: better.wins,
        further: better.losses,
        sign_test: better.p,
      },
    }),
  };
}

async function writePictures(
  call: Call<PodiumContract>,
  ranked: Ranked,
  folder: string,
): Promise<void> {
  makeReportFolder(folder);
  const { title, scores } = ranked;
  const histograms = [{ label: 'Score', unit: '', values: scores }];
  const { file } = await call('report.histograms', {
    to: join(folder, 'histograms.png'),
    title,
    histograms,
  });
  const tiles = [...ranked.best].map((place, index) => ({
    path: ranked.paths[place] ?? '',
    badge: String(index + 1),
    caption: [`${basename(ranked.paths[place] ?? '')}\t${(scores[place] ?? 0).toFixed(2)}`],
  }));
  const sheet = await call('report.contactSheet', {
    to: join(folder, 'contact-sheet.png'),
    title,
    tiles,
  });
  for (const written of [file, ...sheet.files]) say(`Wrote ${written}`);
}
