// Metadata in older forms: IPTC's records, and what PNG files keep as text.

import { exifTime, iptcTime, isoTime, type CaptureTime } from './capture-time.ts';

/** PNG's text chunks, each with its keyword. */
export type PngTexts = readonly { readonly keyword: string; readonly text: string }[];

/** IPTC's date and time of creation, from a block of records or from Photoshop's resources that hold one. */
export function readIptcTime(block: Buffer): CaptureTime | null {
  return iptcTime(iptcText(block, 55), iptcText(block, 60));
}

/** The text of a dataset of record 2; null where there is none. */
function iptcText(block: Buffer, dataset: number): string | null {
  const at = block.indexOf(Buffer.from([0x1c, 2, dataset]));
  if (at < 0 || at + 5 > block.length) return null;
  return block.toString('latin1', at + 5, at + 5 + block.readUInt16BE(at + 3));
}

/**
 * "Raw profile type exif": a name, a length and hexadecimal digits, in which ImageMagick and its kin keep what PNG long had
 * no place for.
 */
export function rawProfile(texts: PngTexts, names: readonly string[]): Buffer | undefined {
  const wanted = names.map((name) => `raw profile type ${name}`);
  const found = texts.find(({ keyword }) => wanted.includes(keyword.toLowerCase()));
  const digits = /^\s*\w+\s+\d+\s+([0-9a-f\s]+)$/i.exec(found?.text ?? '')?.[1];
  return digits === undefined ? undefined : Buffer.from(digits.replace(/\s/g, ''), 'hex');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "Creation Time" as the PNG specification wants it (RFC 1123), or as ISO 8601 or Exif. */
export function creationTime(texts: PngTexts): CaptureTime | null {
  const text = texts.find(({ keyword }) => /^creation time$/i.test(keyword))?.text ?? null;
  const mail = /(\d{1,2}) ([a-z]{3})[a-z]* (\d{4}) (\d\d:\d\d:\d\d)(?: ([+-]\d{4}|gmt|utc))?/i.exec(
    text ?? '',
  );
  const month = months.indexOf((mail?.[2] ?? '').toLowerCase()) + 1;
  if (!mail || month === 0) return isoTime(text);
  const day = [mail[3], pad(month), pad(Number(mail[1]))].join(':');
  const zone = mail[5] ?? null;
  return exifTime(`${day} ${mail[4] ?? ''}`, null, /^[a-z]/i.test(zone ?? '') ? 'Z' : zone);
}

const pad = (number: number) => String(number).padStart(2, '0');
