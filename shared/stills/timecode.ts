// A time within a video, as it stands in the name of a still and on the screen.

/** "00.12.33.480": hours, minutes, seconds and thousandths, without the colons that no file name may have. */
export function timecodeName(seconds: number): string {
  return timecode(seconds).replaceAll(':', '.');
}

/** The place in its video that the name of a still says, "00:12:33.480"; null where it says none. */
export function timecodeIn(stillName: string): string | null {
  const [, hours, minutes, seconds] = /(\d{2,})\.(\d\d)\.(\d\d\.\d{3})\.jpg$/.exec(stillName) ?? [];
  return hours === undefined ? null : [hours, minutes, seconds].join(':');
}

/** "00:12:33.480". @param seconds from the beginning, not below 0 */
export function timecode(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  const rest = `${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
  return `${two(hours)}:${two(minutes)}:${rest}`;
}
