// Numbers in the page's words.

const number = new Intl.NumberFormat('en');
export const count = (value: number): string => number.format(value);

export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export const photosText = (value: number): string => plural(value, 'photo', 'photos');

/** A size in megabytes; what is small in kilobytes. */
export function megabytes(bytes: number): string {
  if (bytes < 50e3) return `${count(Math.round(bytes / 1e3))} kB`;
  return bytes < 99.95e6
    ? `${(bytes / 1e6).toFixed(1)} MB`
    : `${count(Math.round(bytes / 1e6))} MB`;
}
