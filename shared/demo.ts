// What is known about every photo of the demo folder, because the demo made it.

import type { AnalysisProgress } from './contract-outputs.ts';
import type { Box } from './photo.ts';

/**
 * What was done to make a frame: `as it is`, `burst` (another frame of a moment) and `again` leave a photo as good as it
 * was; in a `hidden` one somebody runs past in front of the athlete.
 */
export type DemoTreatment =
  | 'as it is'
  | 'again'
  | 'smaller'
  | 'copy'
  | 'turned'
  | 'burst'
  | 'moved'
  | 'blurred'
  | 'dark'
  | 'burnt'
  | 'hidden';

/** Technical faults: such a frame ranks below the good one of its moment. */
export const spoiling: readonly DemoTreatment[] = ['moved', 'blurred', 'dark', 'burnt'];

/** Somebody who was drawn, wholly in the frame; others may stand in front of them. */
export type DrawnAthlete = {
  readonly number: number;
  /** Whether it is the one that the frame is about. */
  readonly main: boolean;
  readonly inFocus: boolean;
  /** In shares of the frame. */
  readonly box: Box;
};

/** The known answers for one file of the match folder. */
export type DemoFrame = {
  /** Its name in the match folder. */
  readonly file: string;
  readonly treatment: DemoTreatment;
  /** The good frame it was made from; null for a good frame itself. A spoilt frame ranks below it. */
  readonly twin: string | null;
  /** Frames that name the same moment are one burst; null where nothing is claimed. */
  readonly moment: string | null;
  /** Whether this is a frame of its moment that one would keep: the ball is met, or the stride is full. */
  readonly peak: boolean;
  /** Exif orientation in the file, 1 to 8; the size is that of the upright photo. */
  readonly orientation: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly athletes: readonly DrawnAthlete[];
  /** Real faces in the frame: those of drawn athletes may be found or not. */
  readonly faces: number;
  /** Whether the person of the reference photo is there. */
  readonly person: 'there' | 'absent';
  /** As written into the file, milliseconds; null for a file without capture time. */
  readonly takenMs: number | null;
};

export type DemoFolder = {
  /** Absolute path of the folder of photos. */
  readonly match: string;
  /** Absolute path of a photo of the person to find, which is not in the match folder. */
  readonly reference: string;
  /** Absolute path of a table of the players: number, name, team. */
  readonly roster: string;
  readonly frames: readonly DemoFrame[];
  /** False: the folder was already there and complete. */
  readonly made: boolean;
};

/** How far the demo is: photos that are written lie in `match` and can be looked at. */
export type DemoProgress = AnalysisProgress & { readonly match: string };
