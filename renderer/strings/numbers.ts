// Numbers in the page's words.

const number = new Intl.NumberFormat('en');
export const count = (value: number): string => number.format(value);

export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export const photosText = (value: number): string => plural(value, 'photo', 'photos');
