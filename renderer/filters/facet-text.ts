// What a filter shows, in a few words.

import { shutterText } from '../../shared/shot.ts';
import { signals } from '../../shared/signals.ts';
import { strings } from '../strings.ts';
import { isoText, timeText } from '../strings/filters.ts';
import { sportName } from '../strings/sport.ts';
import { isRangeFacet, signalOf, type Facet, type Filters } from '../../shared/shoot/filters.ts';

/** `spanMs`: from the first photo of the folder to the last, for how exact its times are written. */
export function facetText(facet: Facet, filters: Filters, spanMs: number): string {
  const text = strings.filters;
  if (isRangeFacet(facet)) {
    const [low, high] = filters.ranges[signalOf(facet)] ?? [0, 1];
    return text.rangeText(signals[signalOf(facet)].label, low, high);
  }
  switch (facet) {
    case 'chosen':
      return filters.chosen?.name ?? '';
    case 'text':
      return text.textText(filters.text.trim());
    case 'decision':
      return text.decisions[filters.decision];
    case 'stars':
      return text.starsText(filters.minStars);
    case 'label':
      return text.labelText(strings.labels[filters.label] ?? '');
    case 'people':
      return text.peopleText[filters.people];
    case 'eyes':
      return text.eyesText[filters.eyes];
    case 'ball':
      return text.ballText[filters.ball];
    case 'players':
      return text.playersText[filters.players];
    case 'camera':
      return filters.camera === '' ? text.unknownCameraText : (filters.camera ?? '');
    case 'lens':
      return filters.lens === '' ? text.unknownLensText : (filters.lens ?? '');
    case 'sport':
      return filters.sport === '' ? strings.sport.unknown : sportName(filters.sport ?? '');
    case 'number':
      return text.numberText(filters.number);
    case 'taken': {
      const [fromMs, toMs] = filters.taken ?? [NaN, NaN];
      return text.between(timeText(fromMs, spanMs), timeText(toMs, spanMs));
    }
    case 'iso': {
      const [low, high] = filters.iso ?? [NaN, NaN];
      return text.between(isoText(low), isoText(high));
    }
    case 'shutter': {
      const [fastest, slowest] = filters.shutter ?? [NaN, NaN];
      return text.between(shutterText(slowest), shutterText(fastest));
    }
  }
}
