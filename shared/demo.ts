// What is known about every photo of the demo folder, because the demo made it.

/** What was done to make a frame; `as it is`, `again` and `burst` leave a photo as good as it was. */
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
  | 'burnt';

export const spoiling: readonly DemoTreatment[] = ['moved', 'blurred', 'dark', 'burnt'];

/** The known answers for one file of the match folder. */
export type DemoFrame = {
  /** Its name in the match folder. */
  readonly file: string;
  readonly treatment: DemoTreatment;
  /** The good frame it was made from; null for a good frame itself. A spoilt frame ranks below it. */
  readonly twin: string | null;
  /** Frames that name the same moment are one burst; null where nothing is claimed. */
  readonly moment: string | null;
  /** Exif orientation in the file, 1 to 8; the size is that of the upright photo. */
  readonly orientation: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Faces wholly in the frame. */
  readonly faces: number;
  /** Faces of which the edge of the frame leaves a part: they may be found or not. */
  readonly facesCutOff: number;
  /** Whether the person of the reference photo is there; cut off by the edge, with half a face or more, is neither. */
  readonly person: 'there' | 'cut off' | 'absent';
  /** As written into the file, milliseconds; null for a file without capture time. */
  readonly takenMs: number | null;
};

export type DemoFolder = {
  /** Absolute path of the folder of photos. */
  readonly match: string;
  /** Absolute path of a photo of the person to find, which is not in the match folder. */
  readonly reference: string;
  readonly frames: readonly DemoFrame[];
  /** False: the folder was already there and complete. */
  readonly made: boolean;
};
