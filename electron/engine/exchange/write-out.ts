// Writes what Podium says of one photo where other programs read it, and remembers what it wrote.

import {
  captionFieldNames,
  type Caption,
  type CaptionEdit,
} from '../../../shared/captions/caption.ts';
import { sentenceOf } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { storedRegions } from '../album/described.ts';
import type { KnownBytes } from '../files/sync-sidecars.ts';
import type { Rows } from '../stage.ts';
import { writeSidecar } from '../xmp/write-sidecar.ts';
import type { FaceRegions } from '../xmp/xmp-regions.ts';
import {
  captionChanges,
  changesOf,
  decisionChanges,
  mappingOf,
  namesOf,
  nothingBefore,
  type Before,
  type Described,
  type Said,
} from './described.ts';
import { readWhatFilesSay } from './files-say.ts';
import { folderOf, seenOf, type ExchangeParts, type Judged } from './judged.ts';
import { placeOf, refusalAt, type PhotoPlace } from './place.ts';

export type WriteParts = ExchangeParts & { readonly rows: Rows; settings(): Settings };

/** `same`: there was nothing to write. */
export type Written = 'written' | 'same' | 'refused';

/** Where the settings want what is decided of a photo: beside it, or nowhere. */
export function destinationOf(
  settings: Settings,
  { hasRaw }: Pick<PhotoPlace, 'hasRaw'>,
): 'beside' | 'off' {
  if (hasRaw) return settings['sidecars.raw'] === 'on' ? 'beside' : 'off';
  return settings['sidecars.others'];
}

/** Whether something is to be written, as the settings are. What was decided elsewhere waits until it is decided anew, or asked for. */
export function isPending(settings: Settings, judged: Judged): boolean {
  if (judged.occasion !== 'asked' && destinationOf(settings, judged.place) === 'off') return false;
  if (judged.occasion === 'found' && judged.before?.isDecided !== true) return false;
  const before = beforeOf(judged);
  const changes = decisionChanges(judged.now, null, mappingOf(settings), before.said);
  const names = namesOf(describedOf(settings, judged));
  return (
    Object.keys(changes).length > 0 ||
    Object.keys(captionChanges(judged.caption, before)).length > 0 ||
    names.length !== before.names.length ||
    names.some((name) => !before.names.includes(name))
  );
}

/** What the file is taken to say already. Where a sidecar is gone, nothing is. */
function beforeOf({ before, place, occasion, verdicts, theirs }: Judged): Before {
  const wrote = before?.wrote;
  if (wrote && place.sidecars.length > 0) {
    // Another program has written over it, and gives way: it is written again.
    const overwritten = verdicts.filter(({ kept, isConflict }) => kept === 'ours' && isConflict);
    const there: Partial<Said> = Object.fromEntries(
      overwritten.map(({ field }) => [field, theirs[field]]),
    );
    return { ...wrote, said: { ...wrote, ...there } };
  }
  const said = wrote || occasion === 'asked' ? null : (before?.seen ?? null);
  return { ...nothingBefore, said };
}

function describedOf(settings: Settings, { now, faces, caption }: Judged): Described {
  const named = settings['sidecars.people'] === 'on' ? faces : [];
  return { ...now, subjects: [], faces: named, caption };
}

/** Never rejects: what could not be written is kept as a sentence, and shown until it is written. */
export async function writeOut(parts: WriteParts, judged: Judged): Promise<Written> {
  const settings = parts.settings();
  const { place, picture } = judged;
  const { path } = place.file;
  if (!isPending(settings, judged)) {
    parts.exchange.written(path);
    return 'same';
  }
  const refused = await refusalAt(folderOf(place));
  const done = refused === null ? await tryToWrite(parts, judged) : { why: refused };
  if ('why' in done) {
    parts.exchange.refuse({ path, picture, why: done.why });
    return 'refused';
  }
  const written = (await placeOf(parts.files, place.file)) ?? place;
  const seen = seenOf(await readWhatFilesSay(parts, written, done.written));
  const names = namesOf(describedOf(settings, judged));
  const wrote = { ...judged.now, names, caption: judged.caption, under: done.under };
  parts.exchange.atOnce(() => {
    parts.exchange.save({ path, picture, seen, wrote, isDecided: true });
    parts.exchange.written(path);
  });
  return 'written';
}

/** The sidecar, and what it said before in the fields of the caption, or why it is not written, as a sentence. */
async function tryToWrite(
  parts: WriteParts,
  judged: Judged,
): Promise<{ readonly under: Caption; readonly written: KnownBytes } | { readonly why: string }> {
  const settings = parts.settings();
  const described = describedOf(settings, judged);
  const before = beforeOf(judged);
  const path = judged.place.target;
  try {
    const regions = await regionsOf(parts, judged, described);
    let under: Caption = {};
    const bytes = await writeSidecar(path, (kept) => {
      under = saidBefore(described.caption, before, kept?.caption ?? {});
      return changesOf(described, regions, kept, mappingOf(settings), before);
    });
    return { under, written: { path, bytes } };
  } catch (error) {
    return { why: sentenceOf(error) };
  }
}

/** Of a field that Podium wrote already it is what was there before that. */
function saidBefore(caption: CaptionEdit, before: Before, kept: Caption): Caption {
  const fields = captionFieldNames.filter((field) => caption[field] !== undefined);
  return Object.fromEntries(
    fields.map((field) => [field, (field in before.caption ? before.under : kept)[field]]),
  );
}

/** Null where no face has a name, or the photo's size is not known yet: names are keywords all the same. */
async function regionsOf(
  { rows }: WriteParts,
  { place }: Judged,
  { faces }: Described,
): Promise<FaceRegions | null> {
  if (faces.length === 0) return null;
  const sizes = rows.ofPhotos<readonly [place: number, widthPx: number, heightPx: number]>(
    [place.file.id],
    'width_px, height_px',
    'facts',
  );
  const [, widthPx, heightPx] = sizes[0] ?? [];
  if (widthPx === undefined || heightPx === undefined) return null;
  return storedRegions({ path: place.file.path, widthPx, heightPx, faces });
}
