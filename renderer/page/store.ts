// What the page knows: columns, weights, reference, selection, decisions. Changed by the acts beside the views only.

import { create } from 'zustand';
import type {
  AnalysisProgress,
  DecisionColumns,
  FaceReference,
  PersonGroups,
  PersonReference,
  PhotoFaces,
  Preset,
  RecentFolder,
} from '../../shared/contract.ts';
import type { PhotoEmbeddings } from '../../shared/likeness.ts';
import type { NormalisedSignals } from '../../shared/normalise.ts';
import type { PersonMatch } from '../../shared/person-score.ts';
import type { PhotoColumns, Problem } from '../../shared/photo.ts';
import type { Weights } from '../../shared/ranking.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import type { SportPrediction } from '../../shared/sport.ts';
import { noFilters, type Filters } from '../filters/filters.ts';
import { firstKeys, type KeyChoice } from '../keys/key-sets.ts';
import type { Point } from '../viewer/fit.ts';

/** The open folders' columns and what follows from them without weights. */
export type Photos = {
  readonly columns: PhotoColumns;
  /** What CLIP saw in them, as it was known when they were opened or when an analysis ended; null while it is not. */
  readonly embeddings: PhotoEmbeddings | null;
  readonly normalised: NormalisedSignals;
  readonly ties: Uint32Array;
  readonly bursts: Uint32Array;
  /** How many photos each burst has. */
  readonly burstSizes: Uint32Array;
  /** Index of each photo by its id. */
  readonly indexOf: ReadonlyMap<number, number>;
};

/** An order of all photos that are to be ranked, best first. */
export type Ranking = {
  readonly order: Uint32Array;
  readonly scores: Float64Array;
  /** Place of each photo in `order`, 0 first; 0xffffffff where it is not in it. */
  readonly places: Uint32Array;
  /** Exposure of each photo as it was known when the order was made; NaN where nothing had been measured. */
  readonly exposures: Float64Array;
};

export type PersonSearch = {
  readonly references: readonly PersonReference[];
  /** The faces that were grouped as this person, which are found however unlike the references; empty for a single face. */
  readonly grouped: readonly FaceReference[];
  readonly name: string | null;
  /** Null while the faces are being compared. */
  readonly match: PersonMatch | null;
  /** `best`: the photos in which the person looks best; `weights`: by the sliders. */
  readonly by: 'best' | 'weights';
};

/** Photos looked for by what they show. */
export type WordSearch = {
  readonly words: string;
  /** Null while CLIP is looking. */
  readonly found: {
    /** Of each photo of the columns to the words; NaN where CLIP has not seen it. */
    readonly similarity: Float64Array;
    /** From this similarity on a photo is shown. */
    readonly from: number;
    readonly model: string;
  } | null;
  /** Why nothing can be found, as a sentence. */
  readonly problem: string | null;
  /** Whether photos below the limit are shown too. */
  readonly all: boolean;
  /** The search whose photos are on the screen while CLIP looks for other words. */
  readonly before: WordSearch | null;
};

export type Analysis = {
  readonly state: 'idle' | 'running' | 'paused' | 'stopped';
  readonly progress: AnalysisProgress | null;
  /** Why it stopped, when it did not end by itself. */
  readonly problem: string | null;
};

export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'problem';
  /** What its button takes back, as long as that is the last step; null when it offers nothing. */
  readonly step: UndoStep | null;
};

/** One step back; several calls may belong to one act. */
export type UndoStep = {
  readonly text: string;
  readonly undo: () => void | Promise<void>;
  /** Does it again; a step without it ends what can be done again. */
  readonly redo?: () => void | Promise<void>;
  /** The act of the hand that it belongs to, where the act goes on with every move of a slider. */
  readonly act?: string;
};

/** A photo dropped onto the page, about which the engine is asked. */
export type DroppedPhoto = {
  readonly file: File;
  /** Null in a plain browser, which does not tell. */
  readonly path: string | null;
  /** Null until it is known. */
  readonly prediction: SportPrediction | null;
  /** Why nothing can be told of it. */
  readonly problem: string | null;
};

/** Whom a dropped photo of several people means is being asked. */
export type Whose = {
  /** Of the photo's file. */
  readonly name: string;
  readonly faces: PhotoFaces;
  /** Answers with an index of `faces.faces`, or with null for nobody. */
  readonly choose: (face: number | null) => void;
};

export type Dialog =
  'album' | 'help' | 'models' | 'problems' | 'folders' | 'dropped' | 'whose' | null;

/** Two photos side by side, by their ids. */
export type Compared = {
  readonly select: number;
  /** Null when there is no other photo. */
  readonly candidate: number | null;
  /** What the candidate is taken from; null for all that is shown. */
  readonly among: readonly number[] | null;
};

export type View = 'start' | 'grid' | 'loupe' | 'compare' | 'survey' | 'faces';

export type State = {
  readonly view: View;
  /** The views one came through, to go back to. */
  readonly trail: readonly View[];
  readonly dialog: Dialog;
  /** Who asked for a folder, and the dialog that comes back afterwards. */
  readonly choosing: { readonly use: (folder: string) => void; readonly before: Dialog } | null;
  readonly folders: readonly string[];
  /** Being opened: the photos are not known yet. */
  readonly opening: { readonly found: number } | null;
  /** The demo folder is being made. */
  readonly makingDemo: { readonly done: number; readonly total: number } | null;
  readonly openProblem: string | null;
  readonly photos: Photos | null;
  /** Width over height of each upright photo; NaN while unknown. Not in `photos`: shapes arrive many times a second. */
  readonly aspects: Float64Array;
  readonly settings: Settings;
  readonly weights: Weights;
  /** Whose weights these are; null once a slider has moved. */
  readonly presetName: string | null;
  /** The preset used last: its prompts measure the aesthetic, whatever the sliders say since. Null: the setting's. */
  readonly aestheticBy: string | null;
  readonly presets: readonly Preset[];
  readonly filters: Filters;
  readonly ranking: Ranking;
  /** An order that waits because the pointer is on the photos. */
  readonly pending: Ranking | null;
  /** Who made the order on the screen: after results the grid keeps the selected photo where it is. */
  readonly orderBy: 'user' | 'results';
  /** The filtered order: what the grid shows. */
  readonly shown: Uint32Array;
  /** Id of the photo that keys act on. */
  readonly selected: number | null;
  /** Ids selected together, `selected` among them; empty while only that one is. */
  readonly selection: ReadonlySet<number>;
  /** Id of the photo from which a range is selected. */
  readonly anchor: number | null;
  readonly zoomed: boolean;
  /** What stands in the middle while zoomed, in shares of the photo; the same for two photos side by side. */
  readonly centre: Point;
  readonly compared: Compared | null;
  /** Ids of the photos in the survey, in its order. */
  readonly surveyed: readonly number[];
  readonly tilePx: number;
  readonly peopleOpen: boolean;
  readonly rankingOpen: boolean;
  readonly person: PersonSearch | null;
  readonly search: WordSearch | null;
  readonly groups: PersonGroups | null;
  readonly decisions: DecisionColumns;
  readonly undo: readonly UndoStep[];
  /** What was undone, the last undone last. */
  readonly redo: readonly UndoStep[];
  readonly keys: KeyChoice;
  readonly analysis: Analysis;
  /** What could not be read when the folders were opened. */
  readonly scanProblems: readonly Problem[];
  /** Those, and what the results on the screen came with. */
  readonly problems: readonly Problem[];
  readonly dropped: DroppedPhoto | null;
  readonly whose: Whose | null;
  readonly recent: readonly RecentFolder[] | null;
  readonly toast: Toast | null;
};

export const emptyRanking: Ranking = {
  order: new Uint32Array(),
  scores: new Float64Array(),
  places: new Uint32Array(),
  exposures: new Float64Array(),
};

export const noDecisions: DecisionColumns = {
  ids: new Float64Array(),
  pick: new Int8Array(),
  stars: new Uint8Array(),
  label: new Uint8Array(),
};

/** In a narrow window, or at 200 % zoom, the panels lie over the photos: they wait to be opened. As in theme.css. */
const isRoomy = innerWidth > 900;

export const initialState: State = {
  view: 'start',
  trail: [],
  dialog: null,
  choosing: null,
  folders: [],
  opening: null,
  makingDemo: null,
  openProblem: null,
  photos: null,
  aspects: new Float64Array(),
  settings: defaultSettings,
  weights: {},
  presetName: null,
  aestheticBy: null,
  presets: [],
  filters: noFilters,
  ranking: emptyRanking,
  pending: null,
  orderBy: 'user',
  shown: new Uint32Array(),
  selected: null,
  selection: new Set(),
  anchor: null,
  zoomed: false,
  centre: { x: 0.5, y: 0.5 },
  compared: null,
  surveyed: [],
  tilePx: 190,
  peopleOpen: isRoomy,
  rankingOpen: isRoomy,
  person: null,
  search: null,
  groups: null,
  decisions: noDecisions,
  undo: [],
  redo: [],
  keys: firstKeys,
  analysis: { state: 'idle', progress: null, problem: null },
  scanProblems: [],
  problems: [],
  dropped: null,
  whose: null,
  recent: null,
  toast: null,
};

export const useStore = create<State>()(() => initialState);

export const get = useStore.getState;
export const set = useStore.setState;

/** Index of the selected photo in the columns; -1 when nothing is selected. */
export function selectedIndex({ selected, photos }: Pick<State, 'selected' | 'photos'>): number {
  return selected === null ? -1 : (photos?.indexOf.get(selected) ?? -1);
}
