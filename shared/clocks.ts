// Cameras whose clocks were wrong: which there are, how far each is moved, and how one says so.

import type { PhotoColumns } from './photo.ts';
import { at } from './arithmetic/vectors.ts';

/** A camera of the open folders. */
export type CameraClock = {
  /** As in `PhotoColumns.bodies`. */
  readonly body: string;
  readonly photos: number;
  /** How far its clock is moved, seconds; null where that differs between its folders. */
  readonly seconds: number | null;
};

type Columns = Pick<PhotoColumns, 'bodies' | 'shots'>;

/** In alphabetical order. */
export function cameraClocks({ bodies, shots }: Columns): CameraClock[] {
  const found = bodies.names.map(() => ({ photos: 0, shifts: new Set<number>() }));
  bodies.of.forEach((body, photo) => {
    const clock = found[body];
    if (!clock) return;
    clock.photos += 1;
    clock.shifts.add(at(shots.shiftMs, photo) || 0);
  });
  return bodies.names.map((body, i) => {
    const { photos, shifts } = found[i] ?? { photos: 0, shifts: new Set<number>() };
    const [shift = 0, more] = shifts;
    return { body, photos, seconds: more === undefined ? shift / 1000 : null };
  });
}

/** Two photos of the same moment: the clock that is moved for it, and how far in all. */
export type SameMoment = { readonly body: string; readonly seconds: number };

/**
 * How far the clock of the camera that took `wrong` is to be moved so that it shows the time of `right`; null where one camera
 * took both, or the camera or time of one is not known. By index.
 */
export function sameMoment(
  { bodies, shots, takenMs }: Columns & Pick<PhotoColumns, 'takenMs'>,
  right: number,
  wrong: number,
): SameMoment | null {
  const body = bodies.names[at(bodies.of, wrong)];
  const apartMs = at(takenMs, right) - at(takenMs, wrong);
  if (body === undefined || at(bodies.of, right) < 0) return null;
  if (at(bodies.of, right) === at(bodies.of, wrong) || Number.isNaN(apartMs)) return null;
  return { body, seconds: ((at(shots.shiftMs, wrong) || 0) + apartMs) / 1000 };
}

/** Seconds: no camera lives for a hundred years. */
export const mostShiftSeconds = 100 * 365.25 * 86_400;

/** "+1:02:03.5", "-0:00:30", "0" or plain seconds such as "-90" as seconds, to the millisecond; null for anything else. */
export function readShift(text: string): number | null {
  const match =
    /^\s*([+\u2212-]?)\s*(?:(?:(\d{1,7}):)?(\d{1,2}):)?(\d{1,10}(?:[.,]\d{1,3})?)\s*$/.exec(text);
  if (!match) return null;
  const [, sign = '', hours = '0', minutes = '0', rest = '0'] = match;
  const last = Number(rest.replace(',', '.'));
  if (match[3] !== undefined && (last >= 60 || (Number(minutes) > 59 && match[2] !== undefined)))
    return null;
  const seconds = 3600 * Number(hours) + 60 * Number(minutes) + last;
  if (seconds > mostShiftSeconds) return null;
  return sign === '' || sign === '+' ? seconds : 0 - seconds;
}

/** "+1:02:03", "-0:00:30.5": hours, minutes, seconds; "0" for none. `readShift` reads it. */
export function shiftText(seconds: number): string {
  const ms = Math.round(1000 * Math.abs(seconds));
  if (ms === 0) return '0';
  const two = (value: number) => String(value).padStart(2, '0');
  const rest =
    ms % 1000 === 0
      ? ''
      : `.${String(ms % 1000)
          .padStart(3, '0')
          .replace(/0+$/, '')}`;
  const whole = Math.floor(ms / 1000);
  const clock = `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${clock}${rest}`;
}
