// What the engine's methods give back and say on the way, as types.

import type { AlbumPreset } from './album/album-presets.ts';
import type { Caption } from './captions/caption.ts';
import type { BurstChange, CaptionChange, ClockChange, DecisionChange } from './contract-inputs.ts';
import type { LeftOut } from './left-out.ts';
import type { SeenNumber, SeenPose, SeenThing } from './moments/seen.ts';
import type { Box, Problem } from './photo.ts';
import type { Weights } from './ranking/ranking.ts';
import type { ShotFacts } from './shot.ts';
import type { SportPrediction } from './sport/sport.ts';
import type { ReasonShown } from './taste/choice.ts';
import type { TasteState } from './taste/taste-state.ts';
import type { StillsCount } from './stills/words.ts';
import type { TasteVector } from './taste/taste-vector.ts';

export type FolderSummary = {
  /** Photos after RAW and JPEG of one shot and copies are taken together. */
  readonly photos: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** What else lies in the folder. */
  readonly leftOut: LeftOut;
  /** Stills of videos among the photos. */
  readonly stills: StillsCount;
  readonly problems: readonly Problem[];
  /** Names what the folders hold: another text once any file or sidecar is another. */
  readonly state: string;
};

/** Folders that are watched, as they are now. */
export type FolderNow = Pick<FolderSummary, 'state' | 'leftOut' | 'stills' | 'problems'> & {
  /** Those that are not there now, as where a disk was pulled out: what is known of their photos stays. */
  readonly away: readonly string[];
  /** Photos that are still being written: they wait. */
  readonly growing: number;
};

export type AnalysisProgress = {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly photosPerSecond: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
};

export type AnalysisSummary = {
  readonly analysed: number;
  readonly failed: number;
  /** Files read from disk, photos decoded and model runs, as counted: all zero when nothing was stale. */
  readonly filesRead: number;
  readonly decoded: number;
  readonly inferences: number;
};

export type QuickThumbnail = {
  readonly id: number;
  /**
   * Name, 64 hex digits, by which hosts serve the `quick` image: upright, about 160 to 320 px. Null where the file
   * cannot be shown before it is analysed.
   */
  readonly image: string | null;
  /** Capture time as in `PhotoColumns`; NaN when unknown. */
  readonly takenMs: number;
  /** Size of the upright photo; 0 when unknown. */
  readonly widthPx: number;
  readonly heightPx: number;
};

/** A part of `seen` is null while or where nobody has looked for it. */
export type PhotoAbout = {
  readonly id: number;
  /** Upright pixels of the photo; 0 before it has been read. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeBytes: number;
  readonly shot: ShotFacts;
  readonly seen: {
    /** Surest first. */
    readonly things: readonly SeenThing[] | null;
    /** Of the main bodies. */
    readonly poses: readonly SeenPose[] | null;
    /** Largest player first. */
    readonly numbers: readonly SeenNumber[] | null;
    /** Those that are counted, the largest first. */
    readonly faces: readonly { readonly ordinal: number; readonly box: Box }[] | null;
  };
};

/** Whom a photo can mean; never none. */
export type PhotoFaces = {
  /** The photo: with an `ordinal` it makes a reference. */
  readonly id: number;
  /** 64 hex digits; hosts have its preview. */
  readonly contentHex: string;
  /** From left to right, where shares of the upright photo say. */
  readonly faces: readonly { readonly ordinal: number; readonly box: Box }[];
  /** Index of the one that is meant where nothing is said; null where it could be any of several. */
  readonly meant: number | null;
};

export type PersonMatch = {
  /**
   * How alike each face of `PhotoColumns.faces` is to the person, as a cosine: to the nearest reference, or to two faces that
   * are surely the person where that is more;
   * NaN for a face that the user said is not this person, and for one that waits to be described by the embedder
   * in use: embeddings of two models are never compared.
   */
  readonly similarity: Float32Array;
  /** How many faces wait so. */
  readonly waiting: number;
  /** From this similarity on a face is the person. */
  readonly threshold: number;
  /** From here on it surely is; between `maybeFrom` and here it may be, and the user is asked. */
  readonly sureFrom: number;
  readonly maybeFrom: number;
  /** The embedder whose space the similarities are in. */
  readonly space: string;
  /** Faces that are only maybe the person because they are nearly as much like another person of the folder; ascending. */
  readonly doubted: readonly number[];
  /** Not yet grouped, as the faces, names and corrections are now: whom else a face is like is not known, or was before they changed. */
  readonly isUngrouped: boolean;
  /** Photos in which no face is even maybe the person, and which may show them all the same. */
  readonly besides: readonly Beside[];
};

/** A photo that may show a person whose face cannot be seen in it. */
export type Beside = {
  /** Index in `PhotoColumns`. */
  readonly photo: number;
  /** "at the same place, 0.5 s after a sure photo". */
  readonly because: string;
};

export type PersonGroup = {
  /** The same for the same person as long as the group's first face or its name stays. */
  readonly id: string;
  /** As the user named the person; null before. */
  readonly name: string | null;
  /** Faces, which is photos too: two faces of one photo are never one person. */
  readonly size: number;
  /** The face that shows the person best, an index in `FaceColumns`. */
  readonly cover: number;
};

export type PersonGroups = {
  /** Index in `groups` of each face of `PhotoColumns.faces`; -1 for a face too small to count, or waiting. */
  readonly group: Int32Array;
  /** How many faces wait to be described by the embedder in use. */
  readonly waiting: number;
  /** Largest first. */
  readonly groups: readonly PersonGroup[];
};

/** Where the main athlete stands, one entry a photo: the middle of the body in shares of the photo; NaN where none is seen. */
export type SubjectPlaces = {
  /** The photos, as `PhotoColumns.ids` were then. */
  readonly ids: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
};

export type SportClasses = {
  readonly classes: readonly string[];
  /** Id of the classifier, or of what names sports by words; null where nothing that is installed can tell them. */
  readonly model: string | null;
  /** Why there is no model, as a sentence that says what adds one. */
  readonly reason: string | null;
};

export type SportPredictions = {
  /** One a photo, in the order asked for. */
  readonly predictions: readonly SportPrediction[];
  readonly model: string;
};

export type CountProgress = { readonly done: number; readonly total: number };

/** One entry a photo, in the order of `folder.columns`. */
export type DecisionColumns = {
  /** The photos, as `PhotoColumns.ids` were when the decisions were read: see `decisionsInOrder`. */
  readonly ids: Float64Array;
  /** 1 pick, -1 reject, 0 neither. */
  readonly pick: Int8Array;
  /** 0 unrated, to 5. */
  readonly stars: Uint8Array;
  /** 0 none, else an index of `labelNames`. */
  readonly label: Uint8Array;
};

/** Writing `before` brings back what was there: that is undo. */
export type DecisionUndo = {
  readonly before: readonly DecisionChange[];
  /** Why other programs will not read it, as a sentence: the photos lie on a camera card, or where nothing can be written. */
  readonly note?: string;
};

/** Writing `before` brings back what was there. */
export type BurstUndo = { readonly before: readonly BurstChange[] };

/** Writing `before` brings back what was there. */
export type ClockUndo = { readonly before: readonly ClockChange[] };

/** What is said about a photo: by its file or sidecar, and by the user, who is right where both say something. */
export type PhotoCaption = {
  readonly id: number;
  readonly said: Caption;
  readonly written: Caption;
};

/** Writing `before` brings back what was there: that is undo. */
export type CaptionUndo = {
  readonly before: readonly CaptionChange[];
  /** As in `DecisionUndo`. */
  readonly note?: string;
};

/** A file of code replacements: its name, and what stood in it. */
export type KeptCodes = { readonly name: string; readonly text: string };

export type RecentFolder = {
  readonly path: string;
  /** When it was last opened, milliseconds since 1970. */
  readonly openedMs: number;
  /** Photo files known in it; 0 where the cache was deleted since. */
  readonly photos: number;
  /** Content of its sharpest photo, for an image URL; null before anything is analysed. */
  readonly coverHex: string | null;
};

/** Each grows when something in its area was changed, in this window or anywhere else; none says what. */
export type LibraryRevisions = {
  readonly decisions: number;
  /** Names of people, and which faces are not one person. */
  readonly people: number;
  readonly presets: number;
  /** What is written about photos, and the templates, rosters and codes to write it with. */
  readonly captions: number;
  /** What could not be written for other programs, and where they and Podium differ. */
  readonly exchange: number;
  /** Choices between two photos, and what was learned from them. */
  readonly taste: number;
  /** Bursts that were put together or taken apart by hand, and cameras' clocks that were put right. */
  readonly moments: number;
  readonly settings: number;
};

/** `folders`: how the folders that are watched are now; not there before they have been looked at. */
export type LibraryChanges = LibraryRevisions & { readonly folders?: FolderNow };

/** What was forgotten, counted. */
export type Forgotten = {
  readonly photos: number;
  /** Names and faces that were marked. */
  readonly people: number;
  readonly faces: number;
  /** Copies of the decisions that were written anew without it, or removed where they could not be. */
  readonly copies: number;
};

/** A field of which both Podium and another program said something; values as in `DecisionColumns`. */
export type SidecarConflict = {
  /** The photo, as in `PhotoColumns.ids`. */
  readonly id: number;
  readonly path: string;
  readonly field: 'pick' | 'stars' | 'label';
  /** What was decided in Podium. */
  readonly ours: number;
  /** What another program wrote into the photo or beside it. */
  readonly theirs: number;
  /** Whose is newer, and holds. Whoever decides the field anew settles it. */
  readonly kept: 'ours' | 'theirs';
};

export type SidecarState = {
  /** By path and field. */
  readonly conflicts: readonly SidecarConflict[];
  /** Photos whose decisions are in Podium alone because they could not be written. */
  readonly unwritten: readonly { readonly path: string; readonly why: string }[];
};

/** Photos counted by what became of their sidecars; `same` had nothing to be written. */
export type SidecarsWritten = {
  readonly written: number;
  readonly same: number;
  readonly refused: number;
};

export type Preset = { readonly name: string; readonly weights: Weights };

/** `own`: the user's, to be changed and removed. */
export type KnownAlbumPreset = AlbumPreset & { readonly own: boolean };

export type PhotoSearch = {
  /** Cosine similarity of each photo to the words, in the order of `folder.columns`; NaN where CLIP has not seen it yet. */
  readonly similarity: Float32Array;
  /** What found them, to name it. */
  readonly model: string;
};

/** What two photos can be compared by. */
export type NamedVector = {
  readonly name: string;
  /**
   * `prompts`: made from words, the good ones against the bad ones; `rated`: made from how people rated pictures, and
   * has no words; `learned`: from the user's own choices.
   */
  readonly kind: 'prompts' | 'rated' | 'learned';
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** Whether the user made it; the others are Podium's own and are changed in their files. */
  readonly own: boolean;
};

export type ExportedFile = {
  readonly from: string;
  readonly to: string;
  /** `companion`: the RAW beside a JPEG, a voice memo, what else belongs to the photo. */
  readonly kind: 'photo' | 'companion' | 'sidecar';
  /** A sentence the user should see about this file, if any. */
  readonly note: string | null;
};
export type ExportProgress = {
  readonly done: number;
  readonly total: number;
  /** All files that are in the album, once, where the export ends early: what it throws cannot carry them. */
  readonly exported?: readonly ExportedFile[];
};

/** What moving the rejected photos of folders would do. */
export type RejectsPlan = {
  /** Pictures: a rejected photo, and each exact copy of it. */
  readonly photos: number;
  /** Their files with RAW, sidecars and what else belongs to them. */
  readonly files: number;
  readonly sizeBytes: number;
  /** Photos of the folders that are not rejected. */
  readonly kept: number;
  readonly places: readonly { readonly folder: string; readonly photos: number }[];
  /** What the user should know, as sentences. */
  readonly notes: readonly string[];
  /** Why they cannot be moved; null where they can. */
  readonly problem: string | null;
  /** Photos that were put aside before and can be brought back, by the folder where they lie. */
  readonly aside: readonly { readonly folder: string; readonly photos: number }[];
};

export type RejectsMoved = { readonly photos: number; readonly files: readonly ExportedFile[] };

export type ModelCheck = { readonly id: string; readonly problem: string | null };

export type FoundCard = { readonly path: string; readonly name: string };

export type IngestProgress = CountProgress & {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
};

/** A shot is one press of the release with all its files: RAW and JPEG, sidecars, a voice memo. */
export type IngestSummary = {
  readonly shots: number;
  /** Files that belong to no shot, which stay. */
  readonly others: number;
  readonly places: readonly {
    readonly folder: string;
    readonly copied: number;
    /** Size of those. */
    readonly copiedBytes: number;
    /** Shots of which every file was there, to the byte. */
    readonly already: number;
    /** Why not all of them are there, as a sentence; null where they are. */
    readonly problem: string | null;
  }[];
  /** Shots that could not be read. */
  readonly problems: readonly Problem[];
  /** What a dry run would copy, file by file; empty otherwise. */
  readonly plan: readonly { readonly from: string; readonly to: string }[];
};

/** Two photos to choose between, by their ids in `folder.columns`; null where there is nothing to ask, with the reason. */
export type TastePair = {
  readonly pair: {
    readonly left: number;
    readonly right: number;
    readonly shown: ReasonShown;
  } | null;
  readonly why: string | null;
  readonly state: TasteState;
};

/** A taste that is kept: under its name, or with none what was learned here. */
export type NamedTaste = {
  readonly name: string;
  /** Empty for all. */
  readonly sport: string;
  readonly vector: TasteVector;
  /** What it says, in a photographer's words. */
  readonly sentence: string;
};

export type ChoicesAdded = {
  readonly added: number;
  /** Were there already. */
  readonly known: number;
};
