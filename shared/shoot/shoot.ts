// What is open, as one value: what the engine said, what the user asked for, and the order that follows from both.

import type {
  AnalysisProgress,
  Beside,
  DecisionColumns,
  FaceReference,
  PersonGroups,
  PersonReference,
  Preset,
  SidecarState,
} from '../contract.ts';
import type { PersonMatch } from '../people/person-score.ts';
import type { PileLimits, ShownPile } from '../people/piles.ts';
import type { LeftOut } from '../left-out.ts';
import type { Problem } from '../photo.ts';
import type { Weights } from '../ranking/ranking.ts';
import type { Settings } from '../settings.ts';
import type { StillsCount } from '../stills/words.ts';
import type { KnownCaptions } from './captions.ts';
import type { Filters } from './filters.ts';
import type { Found, Ranking } from './order.ts';
import type { Photos } from './photos.ts';
import type { Selection } from './selection.ts';
import type { Sort } from './sorting.ts';
import type { UndoLine } from './undo-line.ts';

/** Whoever is looked for. */
export type PersonQuery = {
  readonly references: readonly PersonReference[];
  /** The faces that were grouped as this person, which are found however unlike the references; empty for a single face. */
  readonly grouped: readonly FaceReference[];
  readonly name: string | null;
  /** `best`: the photos in which the person looks best; `weights`: by the sliders. */
  readonly by: 'best' | 'weights';
  readonly shown: ShownPile;
  /** What the user said of photos in which the person's face cannot be seen, by the photo's id: that is them, or is not. */
  readonly told: ReadonlyMap<number, boolean>;
};

/** What the engine said about the faces that it knew then. */
export type Compared = {
  /** With what they were compared. */
  readonly references: readonly PersonReference[];
  readonly similarity: Float32Array;
  readonly limits: PileLimits;
  readonly besides: readonly Beside[];
  readonly doubted: readonly number[];
  /** To be compared again when the faces are grouped: who else they may be was not known. */
  readonly isUngrouped: boolean;
};

/** Photos looked for by what they show; `all`: also those that are hardly like the words. */
export type WordQuery = { readonly words: string; readonly all: boolean };

export type Analysis = {
  readonly state: 'idle' | 'running' | 'paused' | 'stopped';
  readonly progress: AnalysisProgress | null;
  /** Why it stopped, when it did not end by itself. */
  readonly problem: string | null;
  /** Models came or went while it runs: it is to run once more. */
  readonly again: boolean;
};

/** What the engine said, each part in the order of the photos. */
export type Known = {
  readonly photos: Photos;
  /** Width over height of each upright photo; NaN while unknown. Not in `photos`: shapes arrive many times a second. */
  readonly aspects: Float64Array;
  /** Quick pictures by the photo's id, named as hosts serve them: one map that grows, in an object that is new each time. */
  readonly quick: { readonly images: ReadonlyMap<number, string> };
  readonly settings: Settings;
  readonly presets: readonly Preset[];
  readonly decisions: DecisionColumns;
  readonly groups: PersonGroups | null;
  /** Null until somebody wants to write some. */
  readonly captions: KnownCaptions | null;
  /** Where other programs say something else, and what could not be written for them; null until the engine has said so. */
  readonly sidecars: SidecarState | null;
  /** How alike the faces are to whoever is looked for; null while they are being compared. */
  readonly compared: Compared | null;
  /** The photos that show that person. */
  readonly match: PersonMatch | null;
  /** The photos that show the words that are searched for. */
  readonly found: Found | null;
  readonly analysis: Analysis;
  /** What could not be read when the folders were opened. */
  readonly scanProblems: readonly Problem[];
  /** What else lay in the folders then. */
  readonly leftOut: LeftOut;
  /** Stills of videos among the photos. */
  readonly stills: StillsCount;
  /** Names what the folders held when the photos were asked for. */
  readonly state: string;
  /** Those of the open folders that are not there now. */
  readonly away: readonly string[];
  /** Those, and what the columns came with. */
  readonly problems: readonly Problem[];
};

/** How the user looks at the photos: the part with a way back. */
export type Looking = {
  readonly weights: Weights;
  /** Whose weights these are; null once a slider has moved. */
  readonly presetName: string | null;
  /** The preset used last: its prompts measure the aesthetic, whatever the sliders say since. Null: the setting's. */
  readonly aestheticBy: string | null;
  readonly filters: Filters;
  readonly person: PersonQuery | null;
  readonly search: WordQuery | null;
  /** By what one goes through the photos; their ranks stay those by score. */
  readonly sort: Sort;
};

export type Wanted = Looking &
  Selection & {
    /** Id of a photo whose burst is open: its frames stand where its cover stood. Null where every burst is stacked. */
    readonly openBurst: number | null;
  };

export type Order = {
  readonly ranking: Ranking;
  /** The ranked photos that pass the filters, best first. */
  readonly best: Uint32Array;
  /** The same photos, sorted as one wants to see them: what the grid shows. */
  readonly shown: Uint32Array;
  /** Who made it: after results the grid keeps the selected photo where it is. */
  readonly by: 'user' | 'results';
};

/** What was asked for and is not answered: the photos of what was wanted before stay on the screen until it is. */
export type Asked = {
  readonly person: PersonQuery | null;
  /** `problem`: why nothing can be found, as a sentence. */
  readonly words: { readonly words: string; readonly problem: string | null } | null;
};

export type Shoot = {
  readonly folders: readonly string[];
  /** Aborted when the folders are left. */
  readonly signal: AbortSignal;
  readonly known: Known;
  readonly wanted: Wanted;
  /** Follows from `known` and `wanted`: never set by hand. */
  readonly order: Order;
  /** An order that waits because the hand is busy. */
  readonly waiting: Ranking | null;
  readonly asked: Asked;
  /** What was decided: picks, stars, labels, names, corrections. */
  readonly decided: UndoLine;
  /** What was looked at: weights, filters, searches. */
  readonly looked: UndoLine;
};

/** What is known and wanted when folders are opened. */
export type Start = {
  readonly folders: readonly string[];
  readonly signal: AbortSignal;
  readonly photos: Photos;
  readonly settings: Settings;
  readonly presets: readonly Preset[];
  readonly decisions: DecisionColumns;
  readonly scanProblems: readonly Problem[];
  readonly leftOut: LeftOut;
  readonly stills: StillsCount;
  readonly state: string;
  readonly wanted: Wanted;
};
