// What the screen is like, apart from what is open: the view, the windows over it, panels, and what features remember.

import type { CopyForm } from '../../shared/album/copies.ts';
import type {
  KnownAlbumPreset,
  PhotoFaces,
  IngestProgress,
  IngestSummary,
  RecentFolder,
  ExportProgress,
} from '../../shared/contract.ts';
import type { StillsProgress } from '../../shared/contract-stills.ts';
import type { CaptionField } from '../../shared/captions/caption.ts';
import type { TemplateFields } from '../../shared/captions/template.ts';
import type { Delivery, KnownDestination } from '../../shared/delivery/deliveries.ts';
import type { DestinationDraft } from '../delivery/destination-draft.ts';
import type { LostKept } from '../../shared/kept.ts';
import {
  inTurn,
  writesInOrder,
  type Turns,
  type Writes,
} from '../../shared/shoot/acts/in-order.ts';
import type { Step } from '../../shared/shoot/undo-line.ts';
import type { SportPrediction } from '../../shared/sport/sport.ts';
import type { GridLayout } from '../grid/justified.ts';
import { firstKeys } from '../keys/key-sets.ts';
import type { VectorsState } from '../compare/vectors-state.ts';
import type { InsightOpened } from '../insights/insight-opened.ts';
import type { BlindAsked } from '../blind/blind-asked.ts';
import type { ProofAsked } from '../prove/proof-asked.ts';
import type { TasteAsked } from '../taste/taste-asked.ts';
import type { ModelsState } from '../models/models-state.ts';
import { firstTeach, type TeachState } from '../teach/teach-state.ts';
import type { SurveyBox } from '../survey/layout.ts';
import type { Size } from '../parts/use-size.ts';
import type { Placed, Point } from '../viewer/fit.ts';
import { makeHand, type Hand } from './hand.ts';
import type { Dialog } from './dialogs.ts';
import type { PageLeft } from './left.ts';

export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'problem';
  /** What its button takes back, as long as that is the last step of its line; null when it offers nothing. */
  readonly step: Step | null;
};

/** A photo dropped onto the page, about which the engine is asked. */
export type DroppedPhoto = {
  readonly file: File;
  /** Null until it is known. */
  readonly prediction: SportPrediction | null;
  /** Why nothing is known of it. */
  readonly problem: string | null;
  /** Aborted when the window closes, or another photo is dropped onto it. */
  readonly life: AbortController;
};

/** Whether two people that are to be called alike are one. */
export type SamePerson = {
  readonly name: string;
  /** A face of each, by its index in the columns: who has the name, and who is to get it. */
  readonly faces: readonly [number, number];
  readonly answer: (same: boolean) => void;
};

/** Whom a dropped photo of several people means is being asked. */
export type FaceQuestion = {
  /** Of the photo's file. */
  readonly name: string;
  readonly faces: PhotoFaces;
  /** Answers with an index of `faces.faces`, or with null for nobody. */
  readonly choose: (face: number | null) => void;
};

/** What is to be forgotten. */
export type Forget =
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'everything' };

/** Two photos side by side, by their ids. */
export type Compared = {
  readonly select: number;
  /** Null when there is no other photo. */
  readonly candidate: number | null;
  /** What the candidate is taken from; null for all that is shown. */
  readonly among: readonly number[] | null;
};

/** What stands beside the photos, or over them where there is no room. */
export type Panel = 'people' | 'ranking' | 'info' | 'captions';

/** A menu that is open, and where its corner is, CSS pixels in the window. */
export type OpenMenu = {
  readonly of: 'photo' | 'more';
  readonly leftPx: number;
  readonly topPx: number;
};

export type View =
  'grid' | 'loupe' | 'compare' | 'survey' | 'faces' | 'taste' | 'prove' | 'insights' | 'blind';

/** What is on its way to be opened; aborting `life` stops it. */
export type Opening = { readonly life: AbortController } & (
  | { readonly kind: 'folders'; readonly folders: readonly string[]; readonly found: number }
  | { readonly kind: 'demo'; readonly done: number; readonly total: number }
);

/** The screen, which begins anew with whatever is opened. */
/** Stills that are being taken; no progress while it is found out of which videos. */
export type StillsRun = {
  readonly progress: StillsProgress | null;
  readonly stop: AbortController;
};

export type Screen = {
  readonly view: View;
  /** The views one came through, to go back to. */
  readonly trail: readonly View[];
  readonly dialog: Dialog;
  /** Who asked for a folder, and the dialog that comes back afterwards. */
  readonly choosing: { readonly use: (folder: string) => void; readonly before: Dialog } | null;
  readonly opening: Opening | null;
  readonly openProblem: string | null;
  readonly stills: StillsRun | null;
  readonly zoomed: boolean;
  /** What stands in the middle while zoomed, in shares of the photo; the same for two photos side by side. */
  readonly centre: Point;
  readonly compared: Compared | null;
  /** Ids of the photos in the survey, in its order. */
  readonly surveyed: readonly number[];
  /** The steps back of that survey: in another they would put photos where they do not belong. */
  readonly takenOut: readonly Step[];
  /** Id of the photo at the top of the grid; null when the grid is at its start. */
  readonly gridTop: number | null;
  /** Id of the photo that the grid is to open with, once. */
  readonly gridOpensAt: number | null;
  readonly menu: OpenMenu | null;
  /** The panel that lies over the photos where there is no room beside them. */
  readonly over: Panel | null;
  /** Whether files are being dragged over the page. */
  readonly dragging: boolean;
  /** Photos dropped onto the page, as long as nobody has said what for. */
  readonly handed: readonly File[];
  readonly dropped: DroppedPhoto | null;
  readonly samePerson: SamePerson | null;
  readonly faceQuestion: FaceQuestion | null;
  /** What the dialog asks about. */
  readonly forget: Forget | null;
  readonly taste: TasteAsked | null;
  readonly proof: ProofAsked | null;
  readonly blind: BlindAsked | null;
  /** What photos of the insights were opened, to go back to; null where none are. */
  readonly insightOpened: InsightOpened | null;
  readonly toast: Toast | null;
};

export const firstScreen: Screen = {
  view: 'grid',
  trail: [],
  dialog: null,
  choosing: null,
  opening: null,
  openProblem: null,
  stills: null,
  zoomed: false,
  centre: { x: 0.5, y: 0.5 },
  compared: null,
  surveyed: [],
  takenOut: [],
  gridTop: null,
  gridOpensAt: null,
  menu: null,
  over: null,
  dragging: false,
  handed: [],
  dropped: null,
  samePerson: null,
  faceQuestion: null,
  forget: null,
  taste: null,
  proof: null,
  blind: null,
  insightOpened: null,
  toast: null,
};

export const albumMakes = ['copies', 'gallery', 'sheet', 'table'] as const;
/** What an album becomes: copies of its photos, a page that works offline, a contact sheet, or a table. */
export type AlbumMake = (typeof albumMakes)[number];

/** What was last chosen for an album: a second album starts where the first ended. */
export type AlbumForm = {
  /** How many of what is shown. */
  readonly count: number;
  /** How many of the picks; null is every one of them. */
  readonly pickCount: number | null;
  readonly variety: number;
  readonly picksOnly: boolean;
  /** Absolute path of the album folder. */
  readonly to: string | null;
  readonly make: AlbumMake;
  readonly template: string;
  /** How the copies are made; null: the files as they are. */
  readonly copies: CopyForm | null;
  readonly xmp: boolean;
  /** Name of the preset that was taken last. */
  readonly preset: string | null;
  /** Name of the destination that it is sent to when it is made. */
  readonly send: string | null;
};

/** `before`: the one that is changed; null for a new one. */
export type WrittenDestination = {
  readonly before: KnownDestination | null;
  readonly fields: DestinationDraft;
};

/** What the page knows of sending. */
export type SendingState = {
  /** Null until they were asked for. */
  readonly destinations: readonly KnownDestination[] | null;
  readonly deliveries: readonly Delivery[] | null;
  /** Grows whenever there may be something new under way. */
  readonly looks: number;
  /** The window that is there again when that of sending is closed. */
  readonly back: Dialog;
  /** A destination that is being written down, while a folder is chosen for it. */
  readonly draft: WrittenDestination | null;
};

/** The export that runs, or has ended, whether its window is there or not. */
export type ExportRun =
  | { readonly state: 'none'; readonly problem: string | null }
  | {
      readonly state: 'running';
      readonly progress: ExportProgress;
      readonly stop: AbortController;
    }
  | {
      readonly state: 'done';
      /** What was made, as a sentence. */
      readonly said: string;
      /** What the user should know of it. */
      readonly notes: readonly string[];
      /** To be shown in its folder. */
      readonly first: string | undefined;
    };

/** What was last chosen for a copy from a card: the next card goes where the last one went. */
export type IngestForm = {
  /** Absolute path of the card or folder; null is the first card that is plugged in. */
  readonly from: string | null;
  readonly to: string | null;
  /** A second place, such as a backup disk. */
  readonly also: string | null;
  readonly template: string;
};

/** The copy from a card that runs, or has ended, whether its window is there or not. */
export type IngestRun =
  /** `said`: how the one before ended without having finished, as a sentence. */
  | { readonly state: 'none'; readonly said: string | null }
  | {
      readonly state: 'running';
      /** Null while it is being found out what is missing where. */
      readonly progress: IngestProgress | null;
      readonly to: string;
      readonly stop: AbortController;
    }
  | { readonly state: 'done'; readonly summary: IngestSummary; readonly to: string };

/** What is typed and not yet written, and about which photos. */
export type CaptionDraft = {
  readonly ids: readonly number[];
  readonly fields: TemplateFields;
  /** Fields that were typed into before it was known what the photos say: what is typed there goes on from that. */
  readonly early: readonly CaptionField[];
};

/** Where rejected photos go; it outlives their window, whose place the page's own folder chooser takes meanwhile. */
export type RejectsTo = {
  readonly kind: 'beside' | 'folder' | 'bin';
  readonly folder: string | null;
};

/** What the view on the screen has laid out, for keys that move by it: nothing is drawn from it. */
export type OnScreen = {
  grid: GridLayout | null;
  survey: readonly SurveyBox[];
  photo: { readonly placed: Placed; readonly size: Size } | null;
};

/** Everything of the page that is not a shoot. */
export type Page = {
  readonly screen: Screen;
  /** There is no room for panels beside the photos: a small window, or one zoomed to 200 %. */
  readonly narrow: boolean;
  /** What is kept over restarts. */
  readonly kept: PageLeft;
  readonly recent: readonly RecentFolder[] | null;
  /** Where decisions, faces and names lie; null until the engine has said so. */
  readonly dataFolder: string | null;
  /** Decisions that were there and are not: nothing else is shown until the user has said what is to be done. */
  readonly lost: LostKept | null;
  readonly album: AlbumForm;
  /** Podium's own, then the user's; empty until the album's window has asked. */
  readonly albumPresets: readonly KnownAlbumPreset[];
  readonly exportRun: ExportRun;
  readonly sending: SendingState;
  readonly ingest: IngestForm;
  readonly ingestRun: IngestRun;
  readonly models: ModelsState;
  readonly teach: TeachState;
  readonly vectors: VectorsState;
  readonly captionDraft: CaptionDraft | null;
  readonly rejectsTo: RejectsTo;
  readonly hand: Hand;
  readonly onScreen: OnScreen;
  /** What the user decided, in its order. */
  readonly writes: Writes;
  /** How the page was left, in its order. */
  readonly leavings: Writes;
  /** One demo after the other: one that was stopped still writes its last photo. */
  readonly demos: Turns;
  /** One name after the other: who has a name by now is known only when the name before was written. */
  readonly namings: Turns;
  /** Pictures that faces are cut out of, loaded one after the other. */
  readonly facePictures: Turns;
};

export function firstPage(): Page {
  return {
    screen: firstScreen,
    narrow: false,
    kept: {
      tilePx: 190,
      peopleOpen: true,
      rankingOpen: true,
      infoOpen: false,
      captionsOpen: false,
      marksOn: false,
      clippingOn: false,
      look: 'dark',
      tileCaption: 'score',
      keys: firstKeys,
    },
    recent: null,
    dataFolder: null,
    lost: null,
    album: {
      count: 10,
      pickCount: null,
      variety: 0.3, // the default of the setting ranking.variety
      picksOnly: false,
      to: null,
      make: 'copies',
      template: '{rank:3}_{name}',
      copies: null,
      xmp: false,
      preset: null,
      send: null,
    },
    albumPresets: [],
    exportRun: { state: 'none', problem: null },
    sending: { destinations: null, deliveries: null, looks: 0, back: null, draft: null },
    ingest: { from: null, to: null, also: null, template: '{date}/{name}' },
    ingestRun: { state: 'none', said: null },
    models: { list: null, problem: null, downloads: {}, verifying: false, said: null },
    teach: firstTeach,
    vectors: {
      list: [],
      chosen: 'sports',
      answer: null,
      problem: null,
      dropped: null,
      adding: false,
    },
    captionDraft: null,
    rejectsTo: { kind: 'beside', folder: null },
    hand: makeHand(),
    onScreen: { grid: null, survey: [], photo: null },
    writes: writesInOrder(),
    leavings: writesInOrder(),
    demos: inTurn(),
    namings: inTurn(),
    facePictures: inTurn(),
  };
}
