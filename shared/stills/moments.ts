// The moments of play of a video, told by its sparse frames: where things move, apart from standstill, cuts and title cards.

import type { FrameLook } from './frame-look.ts';

/** One moment: a still is taken between `from` and `to`, rather near `peak`. Seconds from the beginning of the video. */
export type Moment = { readonly from: number; readonly to: number; readonly peak: number };

/** Seconds between frames that are looked at in the first pass: five a second, so that no kick falls between two. */
export const sparseSeconds = 0.2;

/** Share of the picture that must move: less than two of its 144 blocks is a flag or a spectator. */
const leastMotion = 0.02;

/** Play moves at least this share of what moves in the liveliest tenth of the video. */
const shareOfLively = 0.15;

/** From this share of four colours on a frame is a card or a logo, not a photo. */
const flatFrom = 0.88;

/** Share of the picture that changes at once in a cut. */
const jumpFrom = 0.4;

/** What moves in fewer frames than this, one after the other, is a flash or a twitch. */
const leastFrames = 2;

/** Frames at most this far apart go on with each other: a player who stands for a breath has not stopped playing. */
const breathSeconds = 0.7;

/** Longer play is parted, so that each part gives one still. */
const longestSeconds = 4;

/** How far around the liveliest frame the best one is looked for, seconds. */
const aroundSeconds = 0.6;

/**
 * The moments in order of time, at most `most`: the liveliest where there are more. They do not overlap.
 * @param looks in order of time
 */
export function momentsOf(looks: readonly FrameLook[], most: number): Moment[] {
  const floor = playFrom(looks);
  const moments = scenesOf(looks).flatMap((scene) =>
    stretchesOf(scene, floor)
      .flatMap(parted)
      .map((part) => momentOf(part, scene)),
  );
  const liveliest = moments.sort((a, b) => b.motion - a.motion || a.peak - b.peak).slice(0, most);
  return apart(liveliest.sort((a, b) => a.peak - b.peak));
}

/** Motion from which on a frame is play. */
function playFrom(looks: readonly FrameLook[]): number {
  const moving = looks
    .filter(isPicture)
    .map(({ motion }) => motion)
    .filter((motion) => motion >= leastMotion)
    .sort((a, b) => a - b);
  const lively = moving[Math.floor(moving.length * 0.9)] ?? 0;
  return Math.max(leastMotion, shareOfLively * lively);
}

function isPicture({ flat }: FrameLook): boolean {
  return flat < flatFrom;
}

/** Frames without a cut between them; where one begins, what changed was the scene. */
function scenesOf(looks: readonly FrameLook[]): FrameLook[][] {
  const scenes: FrameLook[][] = [];
  for (const [i, look] of looks.entries()) {
    const last = scenes.at(-1);
    if (last && !look.isCut && !isJump(looks, i)) last.push(look);
    else scenes.push([{ ...look, motion: 0 }]);
  }
  return scenes;
}

/** Most of the picture is another in this frame alone: a cut between two scenes of the same colours. */
function isJump(looks: readonly FrameLook[], i: number): boolean {
  const [before, now, after] = [i - 1, i, i + 1].map((one) => looks[one]?.motion ?? 0);
  return (now ?? 0) > jumpFrom && (now ?? 0) > 2 * Math.max(before ?? 0, after ?? 0);
}

/** Runs of frames of one scene in which things move. */
function stretchesOf(scene: readonly FrameLook[], floor: number): FrameLook[][] {
  const stretches: FrameLook[][] = [];
  for (const look of scene) {
    if (look.motion < floor || !isPicture(look)) continue;
    const last = stretches.at(-1);
    const end = last?.at(-1)?.seconds ?? -Infinity;
    if (last && look.seconds - end <= breathSeconds) last.push(look);
    else stretches.push([look]);
  }
  return stretches.filter((stretch) => stretch.length >= leastFrames);
}

function parted(stretch: readonly FrameLook[]): FrameLook[][] {
  const [first, last] = [stretch[0], stretch.at(-1)];
  const seconds = first && last ? last.seconds - first.seconds : 0;
  const parts = Math.max(1, Math.ceil(seconds / longestSeconds));
  const start = first?.seconds ?? 0;
  return [...Map.groupBy(stretch, partOf).values()];

  function partOf({ seconds: now }: FrameLook): number {
    return Math.min(parts - 1, Math.floor(((now - start) * parts) / Math.max(seconds, 1e-9)));
  }
}

type Found = Moment & { readonly motion: number };

/**
 * Around the liveliest time, while things move. What moved did so between a frame and the one before: the times half way
 * between them are inside of play, or next to it.
 */
function momentOf(part: readonly FrameLook[], scene: readonly FrameLook[]): Found {
  const liveliest = part.reduce((best, look) => (look.motion > best.motion ? look : best));
  const halfWay = (look: FrameLook) => {
    const before = scene[scene.indexOf(look) - 1] ?? look;
    return (before.seconds + look.seconds) / 2;
  };
  const peak = halfWay(liveliest);
  return {
    from: Math.max(halfWay(part[0] ?? liveliest), peak - aroundSeconds),
    to: Math.min(halfWay(part.at(-1) ?? liveliest), peak + aroundSeconds),
    peak,
    motion: liveliest.motion,
  };
}

/** Where two reach into each other they part half way between their peaks. */
function apart(moments: readonly Found[]): Moment[] {
  return moments.map(({ from, to, peak }, i) => {
    const before = moments[i - 1]?.peak ?? -Infinity;
    const after = moments[i + 1]?.peak ?? Infinity;
    return {
      from: Math.max(from, (before + peak) / 2),
      to: Math.min(to, (peak + after) / 2),
      peak,
    };
  });
}
