// A caption in IPTC's older form, datasets of record 2 (IIM 4.2), read in whichever letters they have and written in UTF-8.

import {
  captionFieldNames,
  cleanText,
  distinct,
  isListField,
  type Caption,
  type CaptionEdit,
  type CaptionField,
} from '../../../../shared/captions/caption.ts';
import {
  datasetBytes,
  datasetsIn,
  imageResources,
  joinedResources,
  recordsId,
  type Dataset,
} from './iptc.ts';

/** Number and most bytes of the dataset of a field; persons and event have none. Keywords are one each. */
const datasets: Readonly<Partial<Record<CaptionField, readonly [number: number, bytes: number]>>> =
  {
    headline: [105, 256],
    description: [120, 2000],
    keywords: [25, 64],
    location: [92, 32],
    city: [90, 32],
    country: [101, 64],
    byline: [80, 32],
    copyright: [116, 128],
  };

/** The resource with the records' digest, which is no longer true once they change. */
const digestId = 0x0425;
/** Of record 1: which letters are used; ESC % G is UTF-8. */
const lettersDataset = 90;
const utf8Letters = '\x1b%G';
/** Of record 2: its version, and a small picture, which are no texts. */
const notTexts = new Set([0, 200, 201, 202]);

/** What IPTC's records say, in image resources or bare; nothing where there are none. */
export function readIptcCaption(block: Buffer): Caption {
  const records = datasetsIn(block);
  const letters = lettersOf(records);
  const said = captionFieldNames.flatMap((field): [CaptionField, string | readonly string[]][] => {
    const [number] = datasets[field] ?? [];
    const texts = records
      .filter((one) => one.record === 2 && one.number === number)
      .map(({ data }) => cleanText(textOf(data, letters)));
    const value = isListField(field) ? distinct(texts.filter(Boolean)) : texts.join('; ');
    return value.length === 0 ? [] : [[field, value]];
  });
  return Object.fromEntries(said);
}

/**
 * Image resources whose records say what `edit` says; null where neither says anything. A text that a dataset has no room
 * for is cut at its end: the whole of it is in the XMP.
 */
export function withIptcCaption(resources: Buffer | null, edit: CaptionEdit): Buffer | null {
  const edited = captionFieldNames.filter((field) => {
    return datasets[field] !== undefined && edit[field] !== undefined && edit[field] !== null;
  });
  if (edited.length === 0) return resources;
  const before = resources ? datasetsIn(resources) : [];
  const letters = lettersOf(before);
  const gone = new Set(edited.map((field) => datasets[field]?.[0]));
  const kept = before
    .filter(({ record, number }) => !(record === 2 && gone.has(number)))
    .filter(({ record, number }) => !(record === 1 && number === lettersDataset))
    .map((one) =>
      one.record === 2 && !notTexts.has(one.number)
        ? { ...one, data: Buffer.from(textOf(one.data, letters)) }
        : one,
    );
  const fresh = edited.flatMap((field) => written(field, edit));
  if (kept.length + fresh.length === 0) return resources;
  const all = [
    { record: 1, number: lettersDataset, data: Buffer.from(utf8Letters, 'latin1') },
    ...kept.filter(({ record }) => record === 1),
    ...withVersion(kept.filter(({ record }) => record === 2)),
    ...fresh,
    ...kept.filter(({ record }) => record > 2),
  ];
  const others = (resources ? imageResources(resources) : []).filter(
    ({ id }) => id !== recordsId && id !== digestId,
  );
  return joinedResources([
    { id: recordsId, data: Buffer.concat(all.map(datasetBytes)) },
    ...others,
  ]);
}

function withVersion(second: readonly Dataset[]): readonly Dataset[] {
  if (second.some(({ number }) => number === 0)) return second;
  return [{ record: 2, number: 0, data: Buffer.from([0, 4]) }, ...second];
}

function written(field: CaptionField, edit: CaptionEdit): Dataset[] {
  const [number = 0, bytes = 0] = datasets[field] ?? [];
  const value = edit[field] ?? '';
  const texts = typeof value === 'string' ? [value] : value;
  return texts
    .filter((text) => text !== '')
    .map((text) => ({ record: 2, number, data: cut(text, bytes) }));
}

/** As many whole letters as fit. */
function cut(text: string, bytes: number): Buffer {
  const all = Buffer.from(text);
  if (all.length <= bytes) return all;
  let end = bytes;
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end--;
  return all.subarray(0, end);
}

type Letters = 'utf-8' | 'windows-1252';

/** Many programs write UTF-8 and do not say so; what is no UTF-8 is what Windows had before. */
function lettersOf(records: readonly Dataset[]): Letters {
  const says = records.find(({ record, number }) => record === 1 && number === lettersDataset);
  if (says?.data.toString('latin1') === utf8Letters) return 'utf-8';
  const texts = records.filter(({ record, number }) => record === 2 && !notTexts.has(number));
  return texts.every(({ data }) => isUtf8(data)) ? 'utf-8' : 'windows-1252';
}

function isUtf8(data: Buffer): boolean {
  return !data.toString('utf8').includes('\ufffd');
}

function textOf(data: Buffer, letters: Letters): string {
  return new TextDecoder(letters).decode(data).replaceAll('\0', '');
}
