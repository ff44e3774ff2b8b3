// XMP sidecars: which one belongs to a photo, what it says, and changes merged into it.

import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { colourOf, fileRating } from '../formats/facts/rating.ts';
import { flagOf, noXmp } from '../formats/facts/xmp-facts.ts';
import { formatXml } from './xml.ts';
import type { Caption, CaptionEdit } from '../../../shared/captions/caption.ts';
import { readCaption, setCaption } from './xmp-caption.ts';
import { mergeRegions, readRegions } from './xmp-regions.ts';
import type { FaceRegions } from './xmp-regions.ts';
import { editList, emptyPacket, listOf, parseXmp, setText, textOf } from './xmp.ts';
import type { Xmp } from './xmp.ts';

export type Rating = -1 | 1 | 2 | 3 | 4 | 5;

/** What Lightroom calls its flag. */
export type Flag = 'pick' | 'reject';

export type Sidecar = {
  /** -1 is a reject; null is unrated. */
  readonly rating: Rating | null;
  readonly label: string | null;
  /** Null where no tool has flagged the photo. */
  readonly flag: Flag | null;
  readonly subjects: readonly string[];
  /** Levels are separated by `|`. */
  readonly hierarchicalSubjects: readonly string[];
  readonly regions: FaceRegions | null;
  readonly caption: Caption;
};

/** What to change; what is left out stays as it is. A null rating, label or flag removes it. */
export type SidecarChanges = {
  readonly rating?: Rating | null;
  readonly label?: string | null;
  readonly flag?: Flag | null;
  readonly addSubjects?: readonly string[];
  readonly removeSubjects?: readonly string[];
  readonly addHierarchicalSubjects?: readonly string[];
  readonly removeHierarchicalSubjects?: readonly string[];
  readonly addRegions?: FaceRegions;
  /** Keywords take the place of all that are there, before others are added. */
  readonly caption?: CaptionEdit;
};

/** Reads a sidecar's text. Throws EngineError `unreadable` with the reason when it is no XMP. */
export function readSidecar(text: string, name = 'The sidecar'): Sidecar {
  const packet = parsed(text, name);
  return {
    rating: ratingOf(textOf(packet, 'xmp', 'Rating')),
    label: textOf(packet, 'xmp', 'Label'),
    flag: flagOf(packet),
    subjects: listOf(packet, 'dc', 'subject'),
    hierarchicalSubjects: listOf(packet, 'lr', 'hierarchicalSubject'),
    regions: readRegions(packet),
    caption: readCaption(packet),
  };
}

/** Stars are written as 1 to 5, by some tools with decimals; 0 and everything unreadable is unrated. */
function ratingOf(text: string | null): Rating | null {
  const stars = text === null || text === '' ? NaN : Math.round(Number(text));
  const ratings: readonly Rating[] = [-1, 1, 2, 3, 4, 5];
  return ratings.find((rating) => rating === stars) ?? null;
}

/** How Lightroom writes each flag. */
const flags: Readonly<Record<Flag, readonly [pick: string, good: string]>> = {
  pick: ['1', 'True'],
  reject: ['-1', 'False'],
};

/**
 * A sidecar's text with the changes in it; the same text, to the byte, when they change nothing.
 * Without an existing text a new packet is made. Throws EngineError `unreadable` when it is no XMP.
 */
export function mergeSidecar(
  existing: string | null,
  changes: SidecarChanges,
  name = 'The sidecar',
): string {
  const text = existing ?? emptyPacket;
  const packet = parsed(text, name);
  const before = formatXml(packet.xml);
  applyChanges(packet, changes);
  const after = formatXml(packet.xml);
  return after === before ? text : after;
}

function applyChanges(packet: Xmp, changes: SidecarChanges): void {
  const { rating, label, flag } = changes;
  if (rating !== undefined) setRating(packet, rating);
  if (label !== undefined) setLabel(packet, label);
  if (flag !== undefined && flag !== flagOf(packet)) {
    const [pick, good] = flag === null ? [null, null] : flags[flag];
    setText(packet, 'xmpDM', 'pick', pick);
    setText(packet, 'xmpDM', 'good', good);
  }
  if (changes.caption) setCaption(packet, changes.caption);
  const { addSubjects = [], removeSubjects = [] } = changes;
  editList(packet, 'dc', 'subject', addSubjects, removeSubjects);
  const { addHierarchicalSubjects = [], removeHierarchicalSubjects = [] } = changes;
  const levels = [addHierarchicalSubjects, removeHierarchicalSubjects] as const;
  editList(packet, 'lr', 'hierarchicalSubject', ...levels);
  if (changes.addRegions) mergeRegions(packet, changes.addRegions);
}

function setRating(packet: Xmp, rating: Rating | null): void {
  if (rating !== ratingOf(textOf(packet, 'xmp', 'Rating')))
    setText(packet, 'xmp', 'Rating', rating === null ? null : String(rating));
  // Windows' own name of it is not added, but where it is there it says the same: it would outlive a rating that is gone.
  if (textOf(packet, 'MicrosoftPhoto', 'Rating') === null) return;
  const percent = percents[rating ?? 0] ?? null;
  setText(packet, 'MicrosoftPhoto', 'Rating', percent);
}

/** What Windows writes for each number of stars; unrated and rejected photos have none. */
const percents: Readonly<Record<number, string>> = { 1: '1', 2: '25', 3: '50', 4: '75', 5: '99' };

/** A label that means the same colour in other words stays; the colour beside it, where there is one, goes with it. */
function setLabel(packet: Xmp, label: string | null): void {
  const words = textOf(packet, 'xmp', 'Label');
  const colour = textOf(packet, 'photoshop', 'LabelColor');
  const now = fileRating({ ...noXmp, exif: null, label: words, labelColour: colour });
  const isSame = label === null ? words === null : now.label > 0 && now.label === colourOf(label);
  if (!isSame && label !== words) setText(packet, 'xmp', 'Label', label);
  if (colour === null) return;
  const name = label === null || colourOf(label) === 0 ? null : label.toLowerCase();
  if (name !== colour.toLowerCase()) setText(packet, 'photoshop', 'LabelColor', name);
}

function parsed(text: string, name: string): Xmp {
  try {
    return parseXmp(text);
  } catch (error) {
    const message = `${name} is not readable as XMP and stays as it is: ${spoiltReason(text)}.`;
    throw new EngineError('unreadable', message, { cause: error });
  }
}

/** What is wrong with a text that is no XMP, in words of those who have to mend it. */
function spoiltReason(text: string): string {
  if (text.trim() === '') return 'it is empty';
  if (text.includes('\0')) return 'it holds zeros, as a power cut leaves them';
  if (!text.includes('RDF')) return 'it holds something else';
  return 'it is cut off or damaged';
}

/**
 * The photo's sidecars in any case: `NAME.xmp` (Lightroom, Photo Mechanic) first, then `NAME.EXT.xmp`
 * (darktable, digiKam). Two are possible where two tools disagree; both belong to the photo.
 */
export async function findSidecars(photoPath: string): Promise<string[]> {
  const folder = dirname(photoPath);
  const names = await readdir(folder).catch(() => []);
  const wanted = [`${parse(photoPath).name}.xmp`, `${basename(photoPath)}.xmp`].map(sameName);
  const found = names.filter((name) => wanted.includes(sameName(name)));
  found.sort(
    (a, b) => wanted.indexOf(sameName(a)) - wanted.indexOf(sameName(b)) || (a < b ? -1 : 1),
  );
  return found.map((name) => join(folder, name));
}

function sameName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** A sidecar's text with its byte order mark, if any. Throws EngineError `unreadable` with the reason. */
export async function sidecarText(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const reason =
      error instanceof TypeError
        ? 'it holds letters in another encoding than it says'
        : reasonOf(error);
    throw new EngineError('unreadable', `${basename(path)} could not be read: ${reason}.`, {
      cause: error,
    });
  }
}

/** The byte order mark of UTF-16 first, then the encoding that XML declares, else UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = declaration.exec(head)?.groups?.['encoding']?.toLowerCase() ?? 'utf-8';
  // Without its mark, and readable as this line, it cannot be UTF-16, whatever it says.
  return declared.startsWith('utf-16') || !isKnown(declared) ? 'utf-8' : declared;
}

const declaration =
  /^(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*?\bencoding\s*=\s*["'](?<encoding>[^"']+)["']/;

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a sidecar's text in the encoding of the bytes it came from; an older one becomes UTF-8 and says so. */
export function sidecarBytes(text: string, like: Uint8Array): Buffer {
  const encoding = encodingOf(like);
  if (!encoding.startsWith('utf-16')) {
    const isUtf8 = encoding === 'utf-8' || encoding === 'utf8';
    const said = /(<\?xml\b[^>]*?\bencoding\s*=\s*["'])[^"']+/;
    return Buffer.from(isUtf8 ? text : text.replace(said, '$1UTF-8'), 'utf8');
  }
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
