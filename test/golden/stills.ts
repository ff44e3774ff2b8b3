// Owns how well moments of play are found in a made film: as it is, with grain, a shaken and a turning camera, and in the dark.
// The thresholds were chosen on this film; what they are worth on others it does not say. Run: node test/golden/stills.ts

import { grained } from '../../electron/engine/demo/drawn/film.ts';
import { speck } from '../../electron/engine/demo/drawn/noise.ts';
import type { Raster } from '../../shared/photo.ts';
import {
  createLooking,
  lookHeightPx,
  lookWidthPx,
  type FrameLook,
} from '../../shared/stills/frame-look.ts';
import { momentsOf, sparseSeconds, type Moment } from '../../shared/stills/moments.ts';
import { filmFrame, filmParts, filmSeconds } from '../fixtures/match-video.ts';

const parts = filmParts();
const plays = parts.filter(({ kind }) => kind === 'play');

/** A rim around what is seen, in which the camera moves, pixels. */
const [rimAcross, rimDown] = [20, 11];
const drawnSize = {
  widthPx: lookWidthPx + 2 * rimAcross,
  heightPx: lookHeightPx + 2 * rimDown,
};
const drawn = new Map<number, Raster>();

function drawnAt(seconds: number): Raster {
  const frame = drawn.get(seconds) ?? filmFrame(parts, seconds, drawnSize);
  drawn.set(seconds, frame);
  return frame;
}

/** What a camera sees that stands so far beside the middle, pixels. */
function seen(seconds: number, across = 0, down = 0): Uint8Array {
  const { data, widthPx } = drawnAt(seconds);
  const rows = Array.from({ length: lookHeightPx }, (_, y) => {
    const from = 3 * ((y + rimDown + Math.round(down)) * widthPx + rimAcross + Math.round(across));
    return data.subarray(from, from + 3 * lookWidthPx);
  });
  return Buffer.concat(rows);
}

const size = { widthPx: lookWidthPx, heightPx: lookHeightPx };
const films: Readonly<Record<string, (seconds: number, frame: number) => Uint8Array>> = {
  'as it is': (seconds) => seen(seconds),
  'grain of 16 levels': (seconds, frame) =>
    grained({ ...size, data: new Uint8Array(seen(seconds)) }, 16, frame).data,
  'shaken by 4 px': (seconds, frame) =>
    seen(seconds, 8 * (speck(frame, 1) - 0.5), 6 * (speck(frame, 2) - 0.5)),
  'turning camera': (seconds) => seen(seconds, 19 * Math.sin(1.3 * seconds)),
  '3 stops darker': (seconds) => seen(seconds).map((value) => 0.35 * value),
};

function momentsIn(film: (seconds: number, frame: number) => Uint8Array, start: number): Moment[] {
  const look = createLooking();
  const frames = Math.floor((filmSeconds(parts) - start) / sparseSeconds);
  const looks = Array.from({ length: frames }, (_, frame): FrameLook => {
    const seconds = start + frame * sparseSeconds;
    return { seconds, ...look(film(seconds, frame)) };
  });
  return momentsOf(looks, 300);
}

/** Half of what lies between two frames that are looked at: finer, no first or last movement is known. */
const slack = sparseSeconds / 2 + 0.01;
/** Where the first frame lies that is looked at, seconds. */
const starts = [0, 0.07, 0.13];

console.log(`${plays.length} moments of play, looked at from ${starts.length} beginnings`);
for (const [name, film] of Object.entries(films)) {
  let [found, moments, outside] = [0, 0, 0];
  for (const start of starts) {
    const all = momentsIn(film, start);
    const inside = all.map(({ from, to }) =>
      plays.findIndex((play) => from >= play.from - slack && to <= play.to + slack),
    );
    found += new Set(inside.filter((play) => play >= 0)).size;
    outside += inside.filter((play) => play < 0).length;
    moments += all.length;
  }
  const n = plays.length * starts.length;
  const a = (moments / n).toFixed(2);
  console.log(
    `${name.padEnd(20)} recall ${(found / n).toFixed(3)} (${found} of ${n}), ${a} moments each, ${outside} outside of play`,
  );
}
