// Weights, presets and filters, in the page's words.

import type { Preset } from '../../shared/contract.ts';
import { isPresetName } from '../../shared/ranking/presets.ts';
import * as looking from '../../shared/shoot/acts/looking.ts';
import type { Filters, Range } from '../../shared/shoot/filters.ts';
import * as aesthetic from '../../shared/shoot/acts/aesthetic.ts';
import * as own from '../../shared/shoot/acts/own-weights.ts';
import { signals, type SignalName } from '../../shared/signals.ts';
import { opened, openedNow, page, screen } from '../page/store.ts';
import { strings } from '../strings.ts';

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
