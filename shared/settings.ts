// The one table of settings: every threshold and weight with its default, its range and its reason.

type NumberSetting = {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly about: string;
};
type ChoiceSetting = {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
  readonly about: string;
};
type TextSetting = { readonly kind: 'text'; readonly default: string; readonly about: string };
export type SettingSpec = NumberSetting | ChoiceSetting | TextSetting;

const number = (value: number, min: number, max: number, about: string) =>
  ({ kind: 'number', default: value, min, max, about }) as const;
const whole = (value: number, min: number, max: number, about: string) =>
  ({ kind: 'number', default: value, min, max, step: 1, about }) as const;
const choice = <const C extends readonly string[]>(value: C[number], choices: C, about: string) =>
  ({ kind: 'choice', default: value, choices, about }) as const;
const text = (about: string) => ({ kind: 'text', default: '', about }) as const;
const weight = (value: number) => number(value, 0, 1, 'Weight; a preset is normalised by its sum.');

/* prettier-ignore */
export const settingSpecs = {
  'engine.threads': whole(0, 0, 64, 'Threads of one inference, 0 for as many as there are cores. Results do not depend on it.'),
  'engine.provider': choice('cpu', ['auto', 'cpu', 'coreml', 'dml', 'cuda'], 'What runs the models: auto takes CoreML or DirectML where this build of Podium has it. Each model is first compared with the CPU and stays there where results differ.'),
  'engine.live': choice('on', ['on', 'off'], 'on: photos that appear, change, move or go in an open folder do so in Podium too, by themselves; off: when the folder is opened again.'),
  'engine.lookAhead': whole(2, 1, 16, 'Photos decoded ahead of inference; each holds about 15 MB.'),

  'stills.use': choice('on', ['on', 'off'], 'on: stills that were taken of videos are photos of the folder of their video; off: videos are left out, and so are their stills, which stay where they are.'),
  'stills.most': whole(300, 1, 2000, 'At most so many stills of one video: where there are more moments the liveliest. Ten minutes of play have about a hundred.'),
  'stills.mostMegabytes': whole(8000, 10, 1000000, 'All stills together take at most so much of the disk; one of 1920 x 1080 takes about 1 MB.'),
  'stills.ffmpeg': text('Where ffmpeg is, which reads videos: its full path; empty for the one that the system finds.'),

  'decode.analysisPx': whole(1024, 256, 4096, 'Longest side, in pixels, at which pixel signals are measured, so that resolutions compare.'),
  'decode.facesPx': whole(2048, 512, 8192, 'Longest side, in pixels, at which faces are searched and cropped.'),
  'decode.maxMegapixels': whole(400, 1, 900, 'Larger photos are refused unread; 400 MP covers stitched panoramas and 150 MP backs.'),

  'faces.minHeightPx': whole(40, 10, 1000, 'Faces lower than this many pixels of the original do not count.'),
  'faces.minConfidence': number(0.5, 0.1, 0.99, 'Detections below are dropped: 0.5 is the SSD package\'s own default.'),
  'faces.prominentShare': number(0.25, 0, 1, 'A face is prominent when at least this share of the largest face\'s height.'),
  'faces.eyesMinWidthPx': number(12, 4, 200, 'Eyes narrower than this, at the face search scale, are too small to tell open from closed.'),
  'faces.eyesMaxYawDeg': number(28, 10, 90, 'Beyond this turn of the head, by its pose or by the face mesh, the far eye may be hidden: open eyes are unknown. At 28 nobody labelled as turned by 35 degrees or more is called open or closed; at 35 it is 8 of 11.'),

  'clip.crops': choice('centre', ['centre', 'squares'], 'What CLIP sees of a wide photo. centre: the middle square, as published. squares: overlapping squares along the longer side, so that nothing at the edge is lost; takes 2 to 3 times as long.'),
  'clip.aesthetic': choice('prompts', ['prompts', 'head'], 'What the aesthetic signal is measured by, from what CLIP sees. prompts: the words of clip.prompts; head: weights learned from what people rated pictures, which must be installed (podium models install laion-aesthetic-vit-b32) and needs no CLIP for words.'),
  'clip.prompts': choice('preset', ['preset', 'sports', 'general', 'album'], 'Prompt set that the aesthetic signal is measured by; preset: the one that goes with ranking.preset.'),

  'person.threshold': choice('model', ['model', 'custom'], 'model: the match threshold published with or tuned for the embedder; custom: person.customThreshold.'),
  'person.customThreshold': number(0.955, -1, 1, 'Cosine similarity from which a face is the person, when person.threshold is custom.'),
  'person.blurFloor': number(0.1, 0, 1, 'Normalised face sharpness below which the person score falls towards zero.'),
  'person.goodFacing': number(0.5, 0, 1, 'A group face looks good from this facing value on.'),
  'person.goodEyes': number(0.5, 0, 1, 'A group face looks good from this probability of open eyes on; unknown eyes pass.'),
  'person.goodConfidence': number(0.7, 0, 1, 'A group face looks good from this detection confidence on.'),
  'person.weightSmile': number(0.4, 0, 1, 'Single person: weight of the smile.'),
  'person.weightFacing': number(0.3, 0, 1, 'Single person: weight of facing the camera.'),
  'person.weightSharpness': number(0.3, 0, 1, 'Single person: weight of the sharpness of that face.'),
  'person.weightGoodFaces': number(0.6, 0, 1, 'Group: weight of the share of faces that look good.'),
  'person.weightGroupSharpness': number(0.4, 0, 1, 'Group: weight of sharpness.'),

  'bursts.windowSeconds': number(3, 0, 600, 'Neighbouring frames of a burst are at most this far apart in capture time.'),
  'bursts.maxBits': whole(12, 0, 32, 'Frames of a burst differ in at most this many of the perceptual hash\'s 64 bits; of 33,000 pairs of unrelated sports photos and faces none came below 14.'),
  'bursts.frameSeconds': number(1, 0, 10, 'Frames of one camera at most this far apart go on from each other when they look alike, however much the hash differs: also at three frames a second and with clocks that tell whole seconds only.'),
  'bursts.minLook': number(0.9, 0.5, 1, 'From this cosine of their looks on such frames are of one burst: of 24,090 pairs of unrelated sports photos none came above 0.890, and frames of one rally a third of a second apart lie at 0.926 and above (test/golden/burst-rates.ts).'),
  'bursts.minClipSimilarity': number(0.99, 0.5, 1, 'Neighbouring frames whose hashes differ are of one burst too when CLIP sees them as so alike (cosine). 0.99 is what Immich settled at for duplicates with the same ViT-B/32, after 0.97 had put different photos together; not yet measured here.'),
  'bursts.duplicateBits': whole(4, 0, 32, 'Photos without usable capture times are the same moment when they differ in at most this many bits.'),
  'bursts.focusFrames': whole(8, 0, 100, 'Of the frames of a burst that nothing else tells apart so many are looked at again at full resolution, and the one whose face or body is in focus is kept; 0 for none.'),

  'exposure.white': number(0.85, 0.1, 1, 'Level that the brightest half percent of a photo must reach for it to count as fully lit. Of 0.75 to 0.95 this put the right exposure first most often.'),
  'exposure.low': number(0.30, 0, 1, 'Mean luma below which a photo with a poor exposure score is called too dark.'),
  'exposure.high': number(0.60, 0, 1, 'Mean luma above which a photo with a poor exposure score is called too bright.'),
  'exposure.clipPenalty': number(1, 0, 5, 'How much of the exposure score the burnt out share takes away.'),
  'exposure.folderShare': number(0.3, 0, 1, 'How much of the exposure score is judged against the folder\'s median instead of what is asked of any photo.'),

  'sport.chosen': text('The sport whose probability is the signal "sport", by its name; empty for none.'),
  'sport.source': choice('classifier', ['classifier', 'clip'], 'classifier: the imported classifier where there is one, else CLIP; clip: always CLIP.'),
  'sport.sureFrom': number(0.5, 0, 1, 'Confidence from which an album says in its metadata which sport a photo shows.'),

  'numbers.read': choice('off', ['off', 'on'], 'on: the numbers on shirts and bibs are read too, about 0.3 s a photo more; off: those read before are kept.'),

  'captions.delimiter': { kind: 'text', default: '=', about: 'The character before and after a code in a caption, such as =ab10=: its first letter counts. Photo Mechanic has = at first, many use \\.' },
  'sidecars.raw': choice('on', ['on', 'off'], 'on: picks, stars, labels and names of people are written into an XMP file beside each RAW as you decide, where Lightroom, Photo Mechanic and others read them; off: they stay in Podium.'),
  'sidecars.others': choice('off', ['off', 'beside'], 'The same for JPEG and all others. beside: into an XMP file beside the photo; off: they stay in Podium.'),
  'sidecars.people': choice('on', ['on', 'off'], 'on: names that you gave to faces are written too, as keywords and with the place of the face; off: names stay in Podium.'),
  'sidecars.rejects': choice('rating', ['rating', 'flag', 'red', 'none'], 'How a reject leaves. rating: as the rating -1 (Bridge, darktable, digiKam), in the place of its stars, and as Lightroom\'s flag; flag: as Lightroom\'s flag alone, and its stars stay; red: as the label Red where it has no other; none: not at all.'),
  'sidecars.picks': choice('flag', ['flag', 'green', 'none'], 'How a pick leaves. flag: as Lightroom\'s flag; green: as the label Green where it has no other; none: not at all.'),

  'taste.from': text('The taste that the signal "taste" goes by: the name of one that was imported; empty for your own, learned from your choices.'),

  'ranking.preset': choice('sports', ['sports', 'general', 'portrait', 'group', 'album', 'published'], 'Preset used when none is named.'),
  'ranking.variety': number(0.3, 0, 1, 'Top K: 0 takes the highest scores, 1 the most different photos.'),
  'ranking.lowPercentile': number(2, 0, 49, 'Percentile of the folder that normalises to 0.'),
  'ranking.highPercentile': number(98, 51, 100, 'Percentile of the folder that normalises to 1.'),

  // Chosen by sense and held against 220 labelled match photos (golden script `moments`): every part but the last two carries.
  'weights.sports.subject': weight(0.25),
  'weights.sports.action': weight(0.2),
  'weights.sports.ball': weight(0.2),
  'weights.sports.subject_sharpness': weight(0.15),
  'weights.sports.match_photo': weight(0.35),
  'weights.sports.exposure': weight(0.075),
  'weights.sports.aesthetic': weight(0.1),
  'weights.general.aesthetic': weight(0.4),
  'weights.general.sharpness': weight(0.3),
  'weights.general.exposure': weight(0.3),
  'weights.general.contrast': weight(0.1),
  'weights.portrait.aesthetic': weight(0.2),
  'weights.portrait.face_sharpness': weight(0.3),
  'weights.portrait.smile': weight(0.15),
  'weights.portrait.eyes_open': weight(0.15),
  'weights.portrait.facing': weight(0.1),
  'weights.portrait.face_share': weight(0.15),
  'weights.portrait.occlusion': weight(0.1),
  'weights.portrait.exposure': weight(0.1),
  'weights.group.aesthetic': weight(0.2),
  'weights.group.face_count': weight(0.5),
  'weights.group.eyes_open': weight(0.2),
  'weights.group.smile': weight(0.1),
  'weights.group.face_sharpness': weight(0.1),
  'weights.group.occlusion': weight(0.1),
  'weights.group.exposure': weight(0.1),
  'weights.album.aesthetic': weight(0.45),
  'weights.album.sharpness': weight(0.2),
  'weights.album.exposure': weight(0.2),
  'weights.album.contrast': weight(0.1),
  'weights.album.face_present': weight(0.1),
  'weights.album.match_photo': weight(0.15),
  'weights.published.aesthetic': weight(0.35),
  'weights.published.sharpness': weight(0.35),
  'weights.published.exposure': weight(0.2),
  'weights.published.contrast': weight(0.1),
  'weights.published.face_present': weight(0.05),
} as const satisfies Record<string, SettingSpec>;

const longestText = 200;

export type SettingName = keyof typeof settingSpecs;

type ValueOf<S extends SettingSpec> = S extends { choices: readonly (infer C)[] }
  ? C
  : S extends { kind: 'text' }
    ? string
    : number;

export type Settings = { readonly [N in SettingName]: ValueOf<(typeof settingSpecs)[N]> };

export const settingNames = Object.keys(settingSpecs) as readonly SettingName[];

export const defaultSettings = Object.fromEntries(
  settingNames.map((name) => [name, settingSpecs[name].default]),
) as unknown as Settings;

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingSpecs, name);
}

/** Why a value does not fit a setting, as a sentence; null when it fits. */
export function settingProblem(name: SettingName, value: unknown): string | null {
  const spec: SettingSpec = settingSpecs[name];
  if (spec.kind === 'choice') {
    const fits = typeof value === 'string' && spec.choices.includes(value);
    return fits ? null : `${name} must be one of ${spec.choices.join(', ')}.`;
  }
  if (spec.kind === 'text') {
    const fits = typeof value === 'string' && value.length <= longestText;
    return fits ? null : `${name} must be a text of at most ${longestText} characters.`;
  }
  const fits = typeof value === 'number' && value >= spec.min && value <= spec.max;
  if (!fits) return `${name} must be a number from ${spec.min} to ${spec.max}.`;
  return spec.step === 1 && !Number.isInteger(value) ? `${name} must be a whole number.` : null;
}

/** Reads the text a user typed as a value of the setting; the result still needs `settingProblem`. */
export function parseSetting(name: SettingName, text: string): unknown {
  const spec: SettingSpec = settingSpecs[name];
  if (spec.kind !== 'number') return text;
  return text.trim() === '' ? text : Number(text);
}
