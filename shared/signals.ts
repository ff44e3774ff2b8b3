// The one table of signals: what each number means, where it comes from and which way is better.

/** `higher` and `lower` are better as they say; `range` is best in between. */
export type Better = 'higher' | 'lower' | 'range';

export type Signal = {
  /** What a photographer calls it. */
  readonly label: string;
  /** Unit of the raw value. */
  readonly unit: string;
  /** Smallest and largest possible raw value. */
  readonly range: readonly [number, number];
  readonly better: Better;
  /** Photos that differ by less are not a whole range apart: copies of one picture differ by up to a quarter of it. */
  readonly leastSpan?: number;
  /** From `from` on a photo has enough of it: of what lies beyond only the share `counts` is scored. */
  readonly enough?: { readonly from: number; readonly counts: number };
  /** Few photos have more than `beyond` of it, and those are looked for: its highest values are no outliers to be cut off. */
  readonly sought?: { readonly beyond: number };
  /** Name of the stage whose results it is made of; null for what is learned from choices, not measured. */
  readonly stage: string | null;
  /** One sentence for the photographer. */
  readonly explains: string;
};

/**
 * Photos labelled sharp begin here, of those labelled blurred none reaches it (shared/ranking/words.ts). Beyond it the
 * scene decides, and how much of it is burnt out: an edge against pure white is as hard as any (test/golden/copies.ts).
 */
export const sharpFrom = 0.57;
const sharp = { from: sharpFrom, counts: 0.25 };

/** Of 50 scenes nine in ten have more; one stop too much light adds a fifth to it. */
const notFlat = { from: 40, counts: 0 };

/** Head and shoulders fill the frame: a face that is cropped more tightly makes no better portrait. */
const portraitFace = { from: 0.06, counts: 0 };

/** One face is no group. */
const group = { beyond: 1 };

/* prettier-ignore */
export const signals = {
  sharpness: { label: 'Sharpness', unit: 'share of contrast', range: [0, 1], better: 'higher', leastSpan: 0.2, enough: sharp, stage: 'pixels', explains: 'How much of the contrast in the sharpest quarter of the frame is fine detail: the same for every file size and in any light, and a background blurred on purpose does not count against a sharp subject.' },
  sharpness_whole: { label: 'Whole-frame sharpness', unit: 'luma²', range: [0, Infinity], better: 'higher', stage: 'pixels', explains: 'How crisp the frame is on average, pixel by pixel; grass, crowd, strong contrast and smaller files raise it.' },
  motion_blur: { label: 'Motion blur', unit: 'share', range: [0, 1], better: 'lower', stage: 'pixels', explains: 'How much the detail runs in one direction, as it does when the camera or the subject moved.' },
  exposure: { label: 'Exposure', unit: 'mean luma', range: [0, 1], better: 'range', stage: 'pixels', explains: 'How bright the photo is on average. It scores by its tones: best when its brightest parts are fully lit but not burnt out and its darkest are dark, so a night match with a lit player is right and a grey veil is not.' },
  shadows_clipped: { label: 'Clipped shadows', unit: 'share', range: [0, 1], better: 'lower', stage: 'pixels', explains: 'The share of the frame that is pure black.' },
  highlights_clipped: { label: 'Clipped highlights', unit: 'share', range: [0, 1], better: 'lower', stage: 'pixels', explains: 'The share of the frame that is burnt out.' },
  white_point: { label: 'Brightest tones', unit: 'level', range: [0, 1], better: 'higher', stage: 'pixels', explains: 'How bright the brightest parts are; low where too little light was let in.' },
  black_point: { label: 'Darkest tones', unit: 'level', range: [0, 1], better: 'lower', stage: 'pixels', explains: 'How dark the darkest parts are; high under haze, glare or a grey veil.' },
  contrast: { label: 'Contrast', unit: 'luma', range: [0, 127.5], better: 'higher', enough: notFlat, stage: 'pixels', explains: 'How widely dark and light are spread. A flat photo lacks it; more than enough is no better, since too much light gives it too.' },
  colourfulness: { label: 'Colour', unit: 'M3', range: [0, Infinity], better: 'higher', stage: 'pixels', explains: 'How vivid the colours are.' },
  subject: { label: 'Subject', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'bodies', explains: 'How large, whole and central the main athlete stands in the frame.' },
  action: { label: 'Action', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'pose', explains: 'How far the main athletes reach, stretch or fall; unknown where bodies hide each other.' },
  ball: { label: 'Ball or gear', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'bodies', explains: 'Whether the ball, or the racket, bat, glove, ski or board, is at the main athlete.' },
  subject_sharpness: { label: 'Subject sharpness', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'bodies', explains: 'How much sharper the main athlete is than what surrounds them.' },
  match_photo: { label: 'Match photo', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'bodies', explains: 'Whether it shows athletes in a scene, not equipment, an empty court or a drawing.' },
  players: { label: 'Number of players', unit: 'players', range: [0, Infinity], better: 'higher', sought: { beyond: 0 }, stage: 'bodies', explains: 'How many people are surely seen from head to toe, or most of it.' },
  face_present: { label: 'Faces', unit: 'yes or no', range: [0, 1], better: 'higher', stage: 'faces', explains: 'Whether somebody can be recognised in the photo.' },
  face_count: { label: 'Number of faces', unit: 'faces', range: [0, Infinity], better: 'higher', sought: group, stage: 'faces', explains: 'How many faces are large enough to count.' },
  face_share: { label: 'Face size', unit: 'share of frame', range: [0, 1], better: 'higher', enough: portraitFace, stage: 'faces', explains: 'How much of the frame the faces fill.' },
  face_sharpness: { label: 'Face sharpness', unit: 'luma²', range: [0, Infinity], better: 'higher', stage: 'faces', explains: 'How crisp the most prominent face is.' },
  smile: { label: 'Smile', unit: 'probability', range: [0, 1], better: 'higher', stage: 'faces', explains: 'How happy the prominent faces look.' },
  eyes_open: { label: 'Eyes open', unit: 'probability', range: [0, 1], better: 'higher', stage: 'faces', explains: 'Whether the eyes of every prominent face are open; unknown when they are too small, turned away, shaded or behind dark glasses.' },
  facing: { label: 'Facing the camera', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'faces', explains: 'How far the most prominent face is turned towards the camera.' },
  occlusion: { label: 'Face visibility', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'faces', explains: 'How clearly the most prominent face can be seen, nothing in front of it.' },
  aesthetic: { label: 'Aesthetics', unit: '0 to 1', range: [0, 1], better: 'higher', stage: 'clip', explains: 'How much it looks like a professional photo rather than a snapshot.' },
  taste: { label: 'Your taste', unit: 'probability', range: [0, 1], better: 'higher', stage: null, explains: 'How likely you would share it rather than a photo in the middle of all, by what your choices between two photos have taught Podium; nothing before they have.' },
  sport: { label: 'Chosen sport', unit: 'probability', range: [0, 1], better: 'higher', stage: 'sport', explains: 'How likely the photo shows the sport you chose.' },
  person: { label: 'Person', unit: 'cosine', range: [-1, 1], better: 'higher', stage: 'faces', explains: 'How much the best face looks like the person you chose.' },
} as const satisfies Record<string, Signal>;

export type SignalName = keyof typeof signals;

export const signalNames = Object.keys(signals) as readonly SignalName[];

/**
 * What a stage says of one signal of one photo it looked at: a value, that there is no such thing in the photo (no
 * face, no ball), or that there is one, too small, turned or dark to measure.
 */
export type Measured = number | 'not there' | 'cannot tell';

/** Why a photo has no value: an entry of `PhotoColumns.missing`. 0: it has one, or no stage has looked yet. */
export const missingReasons = { 'not there': 1, 'cannot tell': 2 } as const;

/** One signal of all photos: NaN where there is no value, and then `missing` says why. */
export type SignalColumn = { readonly values: Float64Array; readonly missing: Uint8Array };

/** A column in which no stage has looked at any photo yet. */
export function unmeasured(count: number): SignalColumn {
  return { values: new Float64Array(count).fill(NaN), missing: new Uint8Array(count) };
}

/** Enters what was found of the photo at `photo`. */
export function enter({ values, missing }: SignalColumn, photo: number, found: Measured): void {
  if (typeof found === 'number') values[photo] = found;
  else missing[photo] = missingReasons[found];
}
