// XMP sidecars: which one belongs to a photo, what it says, and changes merged into it.

import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { draftIn } from '../../disk/write-file.ts';
import { isOnCamera } from '../album/camera-card.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { flagOf } from '../formats/facts/xmp-facts.ts';
import { placeNew, replaceFile, writeTemporary } from '../album/place-file.ts';
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

/** What to change; what is left out stays as it is. A null rating or label removes it. */
export type SidecarChanges = {
  readonly rating?: Rating | null;
  readonly label?: string | null;
  readonly flag?: Flag;
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
  const { rating, label } = changes;
  if (rating !== undefined && rating !== ratingOf(textOf(packet, 'xmp', 'Rating'))) {
    setText(packet, 'xmp', 'Rating', rating === null ? null : String(rating));
  }
  if (label !== undefined && label !== textOf(packet, 'xmp', 'Label')) {
    setText(packet, 'xmp', 'Label', label);
  }
  const { flag } = changes;
  if (flag !== undefined && flag !== flagOf(packet)) {
    const [pick, good] = flags[flag];
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
 * (darktable, digiKam). Two are possible where two tools disagree; both are to be read.
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

/** The sidecar that is updated for a photo, null when it has none. */
export async function findSidecar(photoPath: string): Promise<string | null> {
  return (await findSidecars(photoPath))[0] ?? null;
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

/**
 * Merges changes into the photo's sidecar, or makes `NAME.xmp`; returns its path.
 * Throws EngineError: `unreadable` when the sidecar is no XMP (it stays untouched), `bad-input` when it
 * cannot be written, with the reason.
 */
export async function writeSidecar(photoPath: string, changes: SidecarChanges): Promise<string> {
  const photo = basename(photoPath);
  if (await isOnCamera(photoPath)) {
    const message = `${photo} is on a camera card, where Podium writes nothing.`;
    throw new EngineError('bad-input', message);
  }
  const path = (await findSidecar(photoPath)) ?? newSidecarPath(photoPath);
  try {
    // Another program may save the file between reading and writing: then its version is merged anew.
    for (let attempt = 0; attempt < 3; attempt++) if (await updateOnce(path, changes)) return path;
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const message = `The sidecar of ${photo} could not be written: ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
  throw new EngineError(
    'bad-input',
    `Another program keeps changing ${basename(path)}: try again.`,
  );
}

function newSidecarPath(photoPath: string): string {
  return join(dirname(photoPath), `${parse(photoPath).name}.xmp`);
}

/** One attempt; false when somebody else changed or made the file meanwhile. */
async function updateOnce(path: string, changes: SidecarChanges): Promise<boolean> {
  const before = await stat(path, { bigint: true }).catch(ignoreMissing);
  if (!before) {
    const text = mergeSidecar(null, changes);
    const temporary = draftIn(dirname(path));
    await writeTemporary(temporary, Buffer.from(text));
    return placeNew(temporary, path).finally(() => rm(temporary, { force: true }));
  }
  const existing = await sidecarText(path);
  const text = mergeSidecar(existing, changes, basename(path));
  if (text === existing) return true;
  const bytes = sidecarBytes(text, await readFile(path));
  const temporary = draftIn(dirname(path));
  await writeTemporary(temporary, bytes);
  return replaceFile(temporary, path, before);
}

function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
