// How the page was left, as it is kept: what is written, and what is believed of it when it is read again.

import { isSignalName } from '../../shared/ranking/presets.ts';
import type { Weights } from '../../shared/ranking/ranking.ts';
import type { FolderLeft } from '../../shared/shoot/acts/opening.ts';
import { byScore, isSortName, type Sort } from '../../shared/shoot/sorting.ts';
import { keptFilters } from '../filters/kept-filters.ts';
import { keyChoiceFrom, type KeyChoice } from '../keys/key-sets.ts';
import { isRecord } from './records.ts';

export const looks = ['dark', 'light', 'system'] as const;
/** Dark unless chosen otherwise; `system` follows the computer. */
export type Look = (typeof looks)[number];

export const captionsOfTiles = ['score', 'exposure', 'name'] as const;
/** What stands under a photo beside its rank. */
export type TileCaption = (typeof captionsOfTiles)[number];

/** Of the whole page, whatever is open. */
export type PageLeft = {
  readonly tilePx: number;
  readonly peopleOpen: boolean;
  readonly rankingOpen: boolean;
  readonly infoOpen: boolean;
  readonly captionsOpen: boolean;
  /** Whether what was seen is drawn over the photo in the loupe. */
  readonly marksOn: boolean;
  /** Whether what is burnt out or black is painted over in the loupe. */
  readonly clippingOn: boolean;
  readonly look: Look;
  readonly tileCaption: TileCaption;
  readonly keys: KeyChoice;
};

/** The smallest and the largest tiles of the size slider, pixels. */
export const tileSizes = { smallestPx: 90, largestPx: 420 } as const;

/** What of it makes sense; nothing when nothing was kept. */
export function pageLeft(value: object | null): Partial<PageLeft> {
  if (!isRecord(value)) return {};
  const { tilePx, peopleOpen, rankingOpen, infoOpen, captionsOpen, keys } = value;
  const { marksOn, clippingOn } = value;
  const look = looks.find((name) => name === value['look']);
  const tileCaption = captionsOfTiles.find((name) => name === value['tileCaption']);
  const { smallestPx, largestPx } = tileSizes;
  const fits = typeof tilePx === 'number' && tilePx >= smallestPx && tilePx <= largestPx;
  return {
    keys: keyChoiceFrom(keys),
    ...(fits && { tilePx }),
    ...(typeof peopleOpen === 'boolean' && { peopleOpen }),
    ...(typeof rankingOpen === 'boolean' && { rankingOpen }),
    ...(typeof infoOpen === 'boolean' && { infoOpen }),
    ...(typeof captionsOpen === 'boolean' && { captionsOpen }),
    ...(typeof marksOn === 'boolean' && { marksOn }),
    ...(typeof clippingOn === 'boolean' && { clippingOn }),
    ...(look && { look }),
    ...(tileCaption && { tileCaption }),
  };
}

/** Null when the folders are new, or what was kept has no usable weights. */
export function folderLeft(value: object | null): FolderLeft | null {
  if (!isRecord(value)) return null;
  const weights = weightsOf(value['weights']);
  if (Object.keys(weights).length === 0) return null;
  return {
    weights,
    presetName: textOf(value['presetName']),
    aestheticBy: textOf(value['aestheticBy']) ?? textOf(value['presetName']),
    filters: keptFilters(value['filters']),
    sort: sortOf(value['sort']),
    selectedPath: textOf(value['selectedPath']),
    topPath: textOf(value['topPath']),
  };
}

/** Hex digits of a content, as `contentHex` writes them; null when none was kept. */
export function bestLeft(value: object | null): string | null {
  const hex = isRecord(value) ? textOf(value['bestHex']) : null;
  return hex !== null && /^[\da-f]{64}$/.test(hex) ? hex : null;
}

function sortOf(value: unknown): Sort {
  if (!isRecord(value) || !isSortName(value['by'])) return byScore;
  return { by: value['by'], reversed: value['reversed'] === true };
}

function weightsOf(value: unknown): Weights {
  if (!isRecord(value)) return {};
  const known = Object.entries(value).filter(
    ([name, weight]) => isSignalName(name) && typeof weight === 'number' && weight >= 0,
  );
  return Object.fromEntries(known);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
