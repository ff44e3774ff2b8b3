// Comparing two rankings of the open folders blind: which two, the pairs, and what is said of them.

import { tooAlike, type BlindVerdict } from '../../shared/blind/blind-result.ts';
import { drawDisagreements, type BlindPair } from '../../shared/blind/disagreements.ts';
import { isPresetName, presetWeights } from '../../shared/ranking/presets.ts';
import { provedOrder } from '../../shared/prove/proof-order.ts';
import {
  rankPhotos,
  scorePhotos,
  usableWeights,
  type Weights,
} from '../../shared/ranking/ranking.ts';
import { isMeasured } from '../grid/tile-facts.ts';
import { enter } from '../page/moving.ts';
import { screen, setScreen, shoot } from '../page/store.ts';
import { say } from '../page/toast.ts';
import { strings } from '../strings.ts';
import { blindStrings as words } from '../strings/blind.ts';
import type { BlindAsked } from './blind-asked.ts';

export function openBlind(): void {
  if (screen().view !== 'blind') enter('blind');
}

/** Weights by the name of their preset; an empty name means those in use. */
export function weightsNamed(name: string): Weights {
  const { known, wanted } = shoot();
  if (name === '') return wanted.weights;
  if (isPresetName(name)) return presetWeights(known.settings, name);
  return known.presets.find((preset) => preset.name === name)?.weights ?? {};
}

export function titleOf(name: string): string {
  if (name === '') return words.inUse;
  return isPresetName(name) ? strings.ranking.presets[name] : name;
}

/** Draws the pairs; says why where there are none to be asked about. */
export function startBlind(first: string, second: string): void {
  const { known } = shoot();
  if (known.analysis.state === 'running') {
    say(words.running);
    return;
  }
  const { columns, normalised, bursts, ties } = known.photos;
  const scores = [first, second].map((name) => {
    const weights = usableWeights(columns, weightsNamed(name));
    return { weights, scores: scorePhotos(normalised, weights, columns.count) };
  });
  const [one, other] = scores;
  if (!one || !other) return;
  const ranked = rankPhotos(one.scores, columns, ties).filter((photo) =>
    isMeasured(known.photos, photo),
  );
  // Frames of one burst differ by what no ranking is about.
  const photos = provedOrder({ order: ranked, bursts, columns, weights: one.weights });
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const pairs = drawDisagreements(one.scores, other.scores, photos, seed);
  const why = tooAlike(pairs);
  if (why !== null) say(why);
  else setScreen({ blind: { names: [first, second], pairs: withIds(pairs), said: [] } });
}

/** Photos that appear meanwhile move the others. */
function withIds(pairs: readonly BlindPair[]): BlindAsked['pairs'] {
  const { ids } = shoot().known.photos.columns;
  return pairs.map(({ left, right, firstPrefers }) => ({
    left: ids[left] ?? NaN,
    right: ids[right] ?? NaN,
    firstPrefers,
  }));
}

export function judgePair(verdict: BlindVerdict): void {
  const { blind } = screen();
  if (!blind || blind.said.length >= blind.pairs.length) return;
  setScreen({ blind: { ...blind, said: [...blind.said, verdict] } });
}

/** The pair before is asked about again; not once it was told what came of it. */
export function takeVerdictBack(): void {
  const { blind } = screen();
  if (!blind || blind.said.length === 0 || blind.said.length >= blind.pairs.length) return;
  setScreen({ blind: { ...blind, said: blind.said.slice(0, -1) } });
}
