// Weights, presets and filters, in the page's words.

import type { Preset } from '../../shared/contract.ts';
import { decidedTiers, decisionsInOrder } from '../../shared/decisions.ts';
import { isPresetName } from '../../shared/ranking/presets.ts';
import { usableWeights, type Weights } from '../../shared/ranking/ranking.ts';
import { tuningSteps, type Tuning } from '../../shared/ranking/tuning.ts';
import * as looking from '../../shared/shoot/acts/looking.ts';
import { attempt } from '../../shared/shoot/acts/open.ts';
import type { Filters, Range } from '../../shared/shoot/filters.ts';
import * as aesthetic from '../../shared/shoot/acts/aesthetic.ts';
import * as own from '../../shared/shoot/acts/own-weights.ts';
import { signals, type SignalName } from '../../shared/signals.ts';
import { comparedPhotos, photosByPicture } from '../../shared/taste/known-photos.ts';
import { choicesFor } from '../../shared/taste/taste-state.ts';
import { opened, openedNow, page, screen } from '../page/store.ts';
import { strings } from '../strings.ts';
import { tuningStrings } from '../strings/tuning.ts';

export function settle(): void {
  looking.settle(opened());
}

/** Once a second is calm enough for the eye and soon enough for the impatient. */
export function startSettling(): void {
  setInterval(() => {
    const now = openedNow();
    if (now?.get().waiting && screen().view === 'grid' && page().hand.rests()) looking.settle(now);
  }, 1000);
}

export function setWeight(signal: SignalName, weight: number): void {
  looking.setWeight(opened(), signal, weight, strings.undo.weight(signals[signal].label));
}

/**
 * Weights fitted to what was rated of the photos, else to choices between them; null where the folders were left meanwhile or the fit
 * failed, which is said.
 */
export async function fitWeights(): Promise<Tuning | null> {
  const open = opened();
  let tuning: Tuning | null = null;
  await attempt(open, async () => {
    const { choices } = await open.ask('taste.choices', {});
    const { known, wanted } = open.get();
    const { columns, normalised } = known.photos;
    const labels = decidedTiers(decisionsInOrder(known.decisions, columns.ids));
    const { compared } = comparedPhotos(choicesFor(choices, '', ''), photosByPicture(columns));
    const start = usableWeights(columns, wanted.weights);
    tuning = await open.inSlices(tuningSteps(normalised, labels, compared, start));
  });
  return tuning;
}

/** Ranks by weights that were fitted; they are kept under a name only when the user gives them one. */
export function takeWeights(weights: Weights): void {
  looking.takeWeights(opened(), weights, strings.undo.preset(tuningStrings.used));
}

export function takePreset(name: string): void {
  const shown = isPresetName(name) ? strings.ranking.presets[name] : name;
  looking.takePreset(opened(), name, strings.undo.preset(shown));
}

/** Changes filters; with a `kind` all changes of one drag, or of one word typed, are one step back. */
export function setFilters(filters: Partial<Filters>, kind?: string): void {
  looking.setFilters(opened(), filters, strings.undo.filters, kind);
}

export function setRange(signal: SignalName, range: Range | null): void {
  looking.setRange(opened(), signal, range, strings.undo.filters);
}

export function clearFilters(): void {
  looking.clearFilters(opened(), strings.undo.cleared);
}

/** Has the aesthetic measured in this way, here and from now on. */
export function measureAestheticBy(way: aesthetic.AestheticWay): void {
  const { measuredBy, aestheticWays } = strings.ranking;
  void aesthetic.measureAestheticBy(opened(), way, measuredBy(aestheticWays[way]));
}

/** Saves the weights as they stand; a name that was there before gets these weights. */
export function savePreset(name: string): void {
  void own.savePreset(opened(), name, strings.ranking.saved(name));
}

export function removePreset(preset: Preset): void {
  void own.removePreset(opened(), preset, strings.ranking.removed(preset.name));
}
