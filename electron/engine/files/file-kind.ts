// What kind of photo a file is, by its first bytes; the name only tells RAW formats built on TIFF apart.

const raws = [
  'cr2',
  'cr3',
  'nef',
  'nrw',
  'arw',
  'raf',
  'orf',
  'rw2',
  'dng',
  'pef',
  'srw',
  '3fr',
  'iiq',
  'x3f',
] as const;
export type RawKind = (typeof raws)[number];
export type FileKind = 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif' | 'gif' | 'heic' | RawKind;

/** RAW formats whose first bytes are those of any TIFF; other names of the same format beside them. */
const tiffRaws: ReadonlyMap<string, RawKind> = new Map([
  ['cr2', 'cr2'],
  ['nef', 'nef'],
  ['nrw', 'nrw'],
  ['arw', 'arw'],
  ['sr2', 'arw'],
  ['dng', 'dng'],
  ['gpr', 'dng'],
  ['pef', 'pef'],
  ['srw', 'srw'],
  ['3fr', '3fr'],
  ['fff', '3fr'],
  ['iiq', 'iiq'],
]);

/** Names a photographer expects to be photos: what Podium reads, and what it must say it cannot. */
const photoExtensions: ReadonlySet<string> = new Set([
  ...raws,
  ...tiffRaws.keys(),
  ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'tif', 'tiff', 'avif', 'gif', 'heic', 'heif'],
  ...[
    'hif',
    'rwl',
    'crw',
    'mrw',
    'kdc',
    'dcr',
    'erf',
    'mef',
    'mos',
    'srf',
    'jxl',
    'jp2',
    'bmp',
    'psd',
  ],
]);

/** The extension in lower case, without its dot; empty where there is none. */
function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/**
 * @param head the file's first bytes; 64 are enough
 * @param name the file's name or path
 * @returns null for anything that is not a photo Podium reads
 */
export function fileKind(head: Uint8Array, name: string): FileKind | null {
  const start = text(head, 0, 16);
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp';
  if (start.slice(4, 8) === 'ftyp') return boxKind(head);
  if (start.startsWith('FUJIFILMCCD-RAW')) return 'raf';
  if (start.startsWith('FOVb')) return 'x3f';
  if (/^(II(RO|RS)|MMOR)/.test(start)) return 'orf';
  if (start.startsWith('IIU\0')) return 'rw2';
  if (/^(II[*+]\0|MM\0[*+])/.test(start)) return tiffKind(head, name);
  return null;
}

/** Whether Podium reads files that begin like this; `name` as for `fileKind`. */
export function isPhoto(bytes: Uint8Array, name: string): boolean {
  return fileKind(bytes.subarray(0, 64), name) !== null;
}

function tiffKind(head: Uint8Array, name: string): FileKind {
  if (text(head, 8, 10) === 'CR') return 'cr2';
  if (/^(IIII|MMMM)$/.test(text(head, 8, 12))) return 'iiq';
  return tiffRaws.get(extension(name)) ?? 'tiff';
}

/** ISO base media files name themselves by a brand, and the brands they are also readable as. */
function boxKind(head: Uint8Array): FileKind | null {
  const length = Math.min(head.length, new DataView(head.buffer, head.byteOffset).getUint32(0));
  const brands = [text(head, 8, 12)];
  for (let at = 16; at + 4 <= length; at += 4) brands.push(text(head, at, at + 4));
  if (brands[0] === 'crx ') return 'cr3';
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return 'heic';
  return null;
}

/** First bytes of photos that Podium does not read, and what they are called. */
const unreadFormats: readonly (readonly [start: RegExp, name: string])[] = [
  [/^BM[^]{4}\0{4}/, 'a BMP picture'],
  [/^8BPS/, 'a Photoshop file'],
  [/^(II|MM)[^]{4}HEAPCCDR/, 'a Canon CRW photo'],
  [/^\0MRM/, 'a Minolta MRW photo'],
  [/^(\0\0\0\x0cjP {2}\r\n|\xff\x4f\xff\x51)/, 'a JPEG 2000 picture'],
  [/^(\0\0\0\x0cJXL |\xff\x0a)/, 'a JPEG XL picture'],
];

/** The format, as in "is a BMP picture", of a file that is a photo but not one Podium reads; null for others. */
export function unreadFormat(head: Uint8Array): string | null {
  const start = text(head, 0, 16);
  return unreadFormats.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

/** Whether a name promises a photo, so that content which is none deserves a sentence. */
export function hasPhotoExtension(name: string): boolean {
  return photoExtensions.has(extension(name));
}

export function isRaw(kind: string | null): kind is RawKind {
  return raws.some((raw) => raw === kind);
}
