// When a photo was taken, in the forms in which cameras and programs write it down.

/** The camera's local time read as if it were UTC, milliseconds since 1970, and its distance from UTC where it is said. */
export type CaptureTime = { readonly takenMs: number; readonly offsetMinutes: number | null };

/**
 * @param time "2024:05:31 18:02:59"; other separators occur, and blanks in the place of leading zeros
 * @param subSeconds digits after the decimal point of the seconds
 */
export function readTime(time: string | null, subSeconds: string | null): number | null {
  const match = /^(\d{4})\D([ \d]\d)\D([ \d]\d)\D([ \d]\d)\D([ \d]\d)(?:\D([ \d]\d))?(?!\d)/.exec(
    time ?? '',
  );
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(ms);
  // Date.UTC rolls impossible dates over (month 13, 31 February) and reads years below 100 as 19xx.
  const possible = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1;
  if (!possible || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 60)
    return null;
  const digits = /^\d+/.exec(subSeconds ?? '')?.[0] ?? '';
  return ms + Number(digits.slice(0, 3).padEnd(3, '0'));
}

/** Exif's three tags about one moment. */
export function exifTime(
  time: string | null,
  subSeconds: string | null,
  offset: string | null,
): CaptureTime | null {
  const takenMs = readTime(time, subSeconds);
  return takenMs === null ? null : { takenMs, offsetMinutes: readOffset(offset) };
}

/** ISO 8601 as XMP writes it: "2024-05-31T18:02:59.25+02:00". A day without a time of day is not a capture time. */
export function isoTime(text: string | null): CaptureTime | null {
  const match = /^(.{10}.\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?(.*)$/.exec(text?.trim() ?? '');
  return match && exifTime(match[1] ?? null, match[2] ?? null, match[3] ?? null);
}

/** IPTC's "20240531" and "180259+0200". */
export function iptcTime(date: string | null, time: string | null): CaptureTime | null {
  const day = /^(\d{4})(\d\d)(\d\d)/.exec(date ?? '');
  const clock = /^(\d\d)(\d\d)(\d\d)(.*)$/.exec(time ?? '');
  if (!day || !clock) return null;
  const text = `${day.slice(1, 4).join(':')} ${clock.slice(1, 4).join(':')}`;
  return exifTime(text, null, clock[4] ?? null);
}

/** "+02:00", "-0530" or "Z" as minutes; null for anything else and for zones that no place on earth has. */
export function readOffset(text: string | null): number | null {
  const trimmed = text?.trim() ?? '';
  if (/^z$/i.test(trimmed)) return 0;
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(trimmed);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  const farthest = 14 * 60; // UTC+14, the Line Islands
  if (minutes > farthest || Number(match[3]) > 59) return null;
  return match[1] === '-' && minutes !== 0 ? -minutes : minutes;
}

/**
 * Times of one folder on one clock: that of the zone which most of its photos name, so that cameras set to two zones come
 * in the order in which they were taken. A photo that names no zone was taken by that clock.
 * @param offsets minutes, NaN where unknown; one a time
 */
export function onOneClock(
  takenMs: Float64Array,
  offsets: Float64Array,
): { readonly takenMs: Float64Array; readonly offsetMinutes: Float64Array } {
  const photos = new Map<number, number>();
  for (const offset of offsets)
    if (!Number.isNaN(offset)) photos.set(offset, (photos.get(offset) ?? 0) + 1);
  if (photos.size < 2) return { takenMs, offsetMinutes: offsets };
  const [[clock] = [0]] = [...photos].sort(([a, m], [b, n]) => n - m || a - b);
  return {
    takenMs: takenMs.map((time, i) => {
      const offset = offsets[i] ?? NaN;
      return Number.isNaN(offset) ? time : time + (clock - offset) * 60_000;
    }),
    offsetMinutes: offsets.map((offset) => (Number.isNaN(offset) ? NaN : clock)),
  };
}
