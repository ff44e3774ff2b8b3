// Names of exported files: the template, safety on every system, and numbers for names that are taken.

import { parse } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { AlbumPhoto } from './options.ts';

/** Longest file name in bytes of UTF-8 that ext4, APFS, NTFS and exFAT all take. */
const maxNameBytes = 255;

/** What a name is made of. */
export type NamedPhoto = Pick<AlbumPhoto, 'path' | 'rank' | 'score' | 'takenMs'>;

const fields: Readonly<Record<string, (item: NamedPhoto, digits: number) => string>> = {
  rank: ({ rank }, digits) => String(rank).padStart(digits, '0'),
  name: ({ path }) => parse(path).name,
  date: ({ takenMs }) => (takenMs === null ? 'undated' : isoTime(takenMs).slice(0, 10)),
  time: ({ takenMs }) =>
    takenMs === null ? 'untimed' : isoTime(takenMs).slice(11, 19).replaceAll(':', '-'),
  score: ({ score }, digits) => score.toFixed(digits || 3),
};

/** Capture times carry no time zone: they are read as they are written. */
function isoTime(takenMs: number): string {
  return new Date(takenMs).toISOString();
}

/** Why a template cannot be used, as a sentence; null when it can. */
export function templateProblem(template: string): string | null {
  if (/[/\\]/.test(template))
    return 'The name template must not hold / or \\: an album is one folder.';
  const text = template.replace(/\{[^{}]*\}/g, '');
  if (/[{}]/.test(text)) return `The name template "${template}" has a brace without its partner.`;
  for (const [all, inside = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
    const [name = '', digits, more] = inside.split(':');
    if (!Object.hasOwn(fields, name)) {
      return `The name template knows ${fieldNames()}, but not ${all}.`;
    }
    const fits = digits === undefined || (/^\d$/.test(digits) && /^(?:rank|score)$/.test(name));
    if (!fits || more !== undefined) {
      return `The name template takes a number of digits from 0 to 9 in {rank:3} and {score:2}, not in ${all}.`;
    }
  }
  return null;
}

function fieldNames(): string {
  return Object.keys(fields)
    .map((name) => `{${name}}`)
    .join(', ');
}

/** The name of a photo in the album, without extension, safe on all systems but not yet cut to length. */
export function albumStem(template: string, item: NamedPhoto): string {
  const problem = templateProblem(template);
  if (problem) throw new EngineError('bad-input', problem);
  const filled = template.replace(
    /\{([^{}:]*)(?::(\d))?\}/g,
    (_all, name: string, digits?: string): string =>
      fields[name]?.(item, Number(digits ?? 0)) ?? '',
  );
  return safeStem(filled);
}

/**
 * Replaces what some system does not allow in a name: its reserved characters, control and direction
 * characters, a leading dot (hidden), a trailing space, the names of Windows' devices.
 */
export function safeStem(text: string): string {
  const plain = replaceReserved(text)
    .replace(/^\s+|[\s.]+$/g, '')
    .replace(/^\./, '_');
  if (plain === '') return 'photo';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain) ? `_${plain}` : plain;
}

/** An extension with its dot, safe on all systems; longer ones than any format has are cut. */
export function safeExtension(extension: string): string {
  return cutToBytes(replaceReserved(extension).replace(/[\s.]+$/, ''), 32);
}

function replaceReserved(text: string): string {
  const reserved = /[<>:"/\\|?*\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/gu;
  return text.toWellFormed().replace(reserved, '_');
}

/** Name number `count` of a stem: `STEM.jpg`, `STEM (2).jpg`, ...; the stem is cut so that the name fits. */
export function numberedName(stem: string, count: number, suffix: string, longest: string): string {
  const number = count === 1 ? '' : ` (${count})`;
  const room = maxNameBytes - Buffer.byteLength(number) - Buffer.byteLength(longest);
  return `${cutToBytes(stem, room)}${number}${suffix}`;
}

/** The longest start of a text that fits, ending between two characters. */
function cutToBytes(text: string, bytes: number): string {
  let cut = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += Buffer.byteLength(segment);
    if (used > bytes) return cut === '' ? cutInsideCharacter(segment, bytes) : cut.trimEnd();
    cut += segment;
  }
  return cut;
}

/** One drawn character may have more bytes than a name: then it ends between two code points. */
function cutInsideCharacter(character: string, bytes: number): string {
  let cut = '';
  for (const point of character) {
    if (Buffer.byteLength(cut + point) > bytes) break;
    cut += point;
  }
  return cut;
}

/** Two names that some system takes for one have the same key. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
