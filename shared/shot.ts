// How a photo was taken: camera, lens, exposure, time and place as its file says them, and in a photographer's words.

import { at } from './arithmetic/vectors.ts';
import { shiftText } from './clocks.ts';
import type { NameColumn, PhotoColumns, ShotColumns } from './photo.ts';

export const shotNumbers = [
  'shutterSeconds',
  'aperture',
  'iso',
  'focalLengthMm',
  'exposureBias',
  'autoBracket',
  'shiftMs',
  'offsetMinutes',
  'latitude',
  'longitude',
] as const satisfies readonly (keyof Omit<ShotColumns, 'lenses'>)[];

/** What the file does not say is null. */
export type ShotFacts = Readonly<Record<(typeof shotNumbers)[number], number | null>> & {
  /** The camera's own time, moved by `shiftMs`, as if it were UTC, milliseconds. */
  readonly takenMs: number | null;
  readonly camera: string | null;
  readonly lens: string | null;
};

export function noNames(count: number): NameColumn {
  return { names: [], of: new Int16Array(count).fill(-1) };
}

export function unknownShots(count: number): ShotColumns {
  const unknown = () => new Float64Array(count).fill(NaN);
  return {
    lenses: noNames(count),
    shutterSeconds: unknown(),
    aperture: unknown(),
    iso: unknown(),
    focalLengthMm: unknown(),
    exposureBias: unknown(),
    autoBracket: unknown(),
    shiftMs: unknown(),
    offsetMinutes: unknown(),
    latitude: unknown(),
    longitude: unknown(),
  };
}

type Columns = Pick<PhotoColumns, 'takenMs' | 'cameras' | 'shots'>;

export function shotOf({ takenMs, cameras, shots }: Columns, photo: number): ShotFacts {
  const known = (values: Float64Array) => {
    const value = at(values, photo);
    return Number.isNaN(value) ? null : value;
  };
  return {
    takenMs: known(takenMs),
    camera: cameras.names[at(cameras.of, photo)] ?? null,
    lens: shots.lenses.names[at(shots.lenses.of, photo)] ?? null,
    shutterSeconds: known(shots.shutterSeconds),
    aperture: known(shots.aperture),
    iso: known(shots.iso),
    focalLengthMm: known(shots.focalLengthMm),
    exposureBias: known(shots.exposureBias),
    autoBracket: known(shots.autoBracket),
    shiftMs: known(shots.shiftMs),
    offsetMinutes: known(shots.offsetMinutes),
    latitude: known(shots.latitude),
    longitude: known(shots.longitude),
  };
}

/** What is known of a shot, a name and a text each, in the order in which photographers read it. */
export function shotText(shot: ShotFacts): (readonly [name: ShotLine, text: string])[] {
  const { camera, lens, shutterSeconds, aperture, iso, focalLengthMm } = shot;
  const { takenMs, offsetMinutes, shiftMs, latitude, longitude } = shot;
  const zone = offsetMinutes === null ? '' : ` ${offsetText(offsetMinutes)}`;
  const lines: readonly (readonly [ShotLine, string | null])[] = [
    ['camera', camera],
    ['lens', lens],
    ['shutter', shutterSeconds === null ? null : shutterText(shutterSeconds)],
    ['aperture', aperture === null ? null : apertureText(aperture)],
    ['iso', iso === null ? null : String(iso)],
    ['focal length', focalLengthMm === null ? null : focalLengthText(focalLengthMm)],
    ['taken', takenMs === null ? null : `${timeText(takenMs)}${zone}`],
    ['clock', shiftMs === null ? null : `${shiftText(shiftMs / 1000)} put right`],
    ['place', latitude === null || longitude === null ? null : placeText(latitude, longitude)],
  ];
  return lines.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
}

export type ExposureLine = 'shutter' | 'aperture' | 'iso';
export type ShotLine =
  'camera' | 'lens' | 'shutter' | 'aperture' | 'iso' | 'focal length' | 'taken' | 'clock' | 'place';

/** "2024-05-31 18:02:59", as it stood on the camera's clock. */
export function timeText(takenMs: number): string {
  return new Date(takenMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** As cameras show it: "1/500 s", "0.4 s", "2.5 s". From 0.3 s on a fraction says less than the seconds. */
export function shutterText(seconds: number): string {
  return seconds < 0.3 ? `1/${Math.round(1 / seconds)} s` : `${rounded(seconds)} s`;
}

/** "1/2000 s f/2.8 ISO 400", of what the file says; empty where it says nothing. */
export function exposureText(columns: Columns, photo: number): string {
  const { shutterSeconds, aperture, iso } = shotOf(columns, photo);
  return [
    shutterSeconds === null ? '' : shutterText(shutterSeconds),
    aperture === null ? '' : apertureText(aperture),
    iso === null ? '' : `ISO ${iso}`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** "f/2.8". */
export function apertureText(fNumber: number): string {
  return `f/${rounded(fNumber)}`;
}

/** "85 mm". */
export function focalLengthText(mm: number): string {
  return `${rounded(mm)} mm`;
}

/** "UTC+02:00". */
export function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
}

/** "46.94809° N, 7.44744° E": five decimals are about a metre. */
export function placeText(latitude: number, longitude: number): string {
  const degrees = (value: number, [above, below]: readonly [string, string]) =>
    `${Math.abs(value).toFixed(5)}° ${value < 0 ? below : above}`;
  return `${degrees(latitude, ['N', 'S'])}, ${degrees(longitude, ['E', 'W'])}`;
}

/** One decimal where it says something. */
function rounded(value: number): string {
  return String(Math.round(10 * value) / 10);
}
