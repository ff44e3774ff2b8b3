// Taste as the handlers use it: learned from the choices that are kept, over the photos that the cache knows.

import { decidedTiers } from '../../../shared/decisions.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import {
  comparedPhotos,
  joinPhotos,
  photosByPicture,
  type KnownPhotos,
} from '../../../shared/taste/known-photos.ts';
import { learnTaste, type Learned } from '../../../shared/taste/learn.ts';
import { decidedPairs } from '../../../shared/taste/taste-pairs.ts';
import { choicesFor, tasteState, type TasteState } from '../../../shared/taste/taste-state.ts';
import { tasteSignal, vectorOf, type TasteVector } from '../../../shared/taste/taste-vector.ts';
import {
  traitScales,
  traitsOf,
  type Traits,
  type TraitScale,
} from '../../../shared/taste/traits.ts';
import type { Choice } from '../../../shared/taste/choice.ts';
import type { KeptChoices } from '../cache/choices.ts';
import type { Decisions } from '../cache/decisions.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { Files } from '../cache/files.ts';
import type { FileRatings } from '../cache/sidecars.ts';
import type { FolderInput } from '../files/sync.ts';
import { keptLatest } from '../kept-latest.ts';
import type { OpenPhotos } from '../open-photos.ts';
import type { Rows } from '../stage.ts';

export type Whose = { readonly rater: string; readonly sport: string };

type JustLearned = {
  readonly learned: Learned;
  readonly traits: Traits;
  readonly scales: readonly TraitScale[];
  /** The open folders' photos: the first of the traits, in their order. */
  readonly columns: PhotoColumns | null;
  /** Rows of the traits. */
  readonly byPicture: ReadonlyMap<string, number>;
  readonly choices: readonly Choice[];
  /** Choices that were learned from, and those of which a photo is not at hand. */
  readonly compared: number;
  readonly away: number;
};

export type LookedAt = JustLearned & { readonly state: TasteState };

export type OpenTaste = {
  /** Learns from all that is known now; what was learned by the user of this Podium is kept. */
  look(input: FolderInput | null, whose: Whose): LookedAt;
  /** The taste that counts: what the settings name, else what was learned for the sport, else for all. Null before any does. */
  inUse(settings: Settings): TasteVector | null;
  /** The columns with the signal `taste`, where anything was learned. */
  scored(columns: PhotoColumns, settings: Settings): PhotoColumns;
};

type Sources = {
  readonly rows: Rows;
  readonly files: Files;
  readonly photos: OpenPhotos;
  readonly choices: KeptChoices;
  readonly decisions: Decisions;
  readonly ratings: FileRatings;
  readonly settings: () => Settings;
};

export function openTaste(sources: Sources): OpenTaste {
  const { choices: kept, photos, settings } = sources;
  const learnedBefore = keptLatest<JustLearned>(4);
  const numbers = new WeakMap<object, number>();
  let next = 0;
  const numberOf = (columns: object | null) => {
    if (!columns) return 0;
    const number = numbers.get(columns) ?? ++next;
    numbers.set(columns, number);
    return number;
  };
  return {
    look(input, whose) {
      const columns = input && photos.columns(input);
      const all = kept.list();
      const choices = choicesFor(all, whose.rater, whose.sport);
      const now = settings();
      const tiers = tiersOf(sources, columns);
      const said = JSON.stringify([whose, numberOf(columns), choices, [...tiers], now]);
      const just = learnedBefore.get(said, () => learn(sources, columns, choices, tiers));
      const vector = keepLearned(kept, whose, just);
      const state = tasteState({ ...whose, choices, all, away: just.away }, just.learned, vector);
      return { ...just, state };
    },
    inUse: (now) => inUse(kept, now),
    scored(columns, now) {
      const vector = inUse(kept, now);
      if (!vector) return columns;
      const taste = tasteSignal(vector, columns, now);
      return { ...columns, signals: { ...columns.signals, taste } };
    },
  };
}

function inUse(kept: KeptChoices, now: Settings): TasteVector | null {
  const tastes = kept.tastes();
  const { 'taste.from': name, 'sport.chosen': sport } = now;
  const found =
    tastes.find((one) => one.name === name && one.sport === sport) ??
    tastes.find((one) => one.name === name && one.sport === '');
  return found?.vector ?? null;
}

/** What was decided of the open folders' photos: none of it where none are open. */
function tiersOf({ decisions, ratings }: Sources, columns: PhotoColumns | null): Float64Array {
  if (!columns) return new Float64Array();
  const { ids, pictures } = columns;
  return decidedTiers({ ids, ...decisions.read(pictures, ratings.of(ids)) });
}

function learn(
  sources: Sources,
  columns: PhotoColumns | null,
  choices: readonly Choice[],
  tiers: Float64Array,
): JustLearned {
  const settings = sources.settings();
  const here = columns && photosByPicture(columns);
  const elsewhere = [...new Set(choices.flatMap(({ left, right }) => [left, right]))].filter(
    (picture) => !here?.has(picture),
  );
  const known = withOthers(columns, () => sources.photos.columnsOf(filesWith(sources, elsewhere)));
  const byPicture = photosByPicture(known);
  const { compared, away } = comparedPhotos(choices, byPicture);
  const scales = traitScales(known, settings);
  const traits = traitsOf(known, scales, settings);
  const learned = learnTaste(traits, { choices: compared, decided: decidedPairs(tiers) });
  return { learned, traits, scales, columns, byPicture, choices, compared: compared.length, away };
}

function withOthers(columns: PhotoColumns | null, others: () => PhotoColumns): KnownPhotos {
  return columns ? joinPhotos(columns, others()) : others();
}

/** One file each of the pictures, where the cache knows one. */
function filesWith({ rows, files }: Sources, pictures: readonly string[]): FileRow[] {
  if (pictures.length === 0) return [];
  const found = rows.read<readonly [number]>(
    `SELECT min(files.id) FROM contents JOIN files ON files.content = contents.id
     WHERE lower(hex(contents.picture)) IN (SELECT value FROM json_each(@pictures))
     GROUP BY contents.picture`,
    { pictures: JSON.stringify(pictures) },
  );
  return found.flatMap(([id]) => files.byId(id) ?? []);
}

/**
 * What counts from now on, kept where it is the user's own. Where photos are away, so that fewer choices count than it was learned
 * from, what was learned from more of them stays.
 */
function keepLearned(
  kept: KeptChoices,
  { rater, sport }: Whose,
  { learned, scales, compared, away }: JustLearned,
): TasteVector | null {
  const fresh = learned.heldOut.learned ? vectorOf(scales, learned, compared) : null;
  if (rater !== '') return fresh;
  const before = kept.tastes().find((one) => one.name === '' && one.sport === sport)?.vector;
  if (away > 0 && before && before.choices > compared) return before;
  if (JSON.stringify(before ?? null) === JSON.stringify(fresh)) return fresh;
  if (fresh) kept.saveTaste({ name: '', sport, vector: fresh });
  else kept.removeTaste('', sport);
  return fresh;
}
