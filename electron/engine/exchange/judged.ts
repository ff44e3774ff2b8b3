// What holds of a photo of which Podium and its files may say different things, and what of it the database has to know.

import { dirname } from 'node:path';
import type { Decisions } from '../cache/decisions.ts';
import type { Caption } from '../../../shared/captions/caption.ts';
import type { KeptCaptions } from '../captions/kept-captions.ts';
import type { Exchange, Exchanged, Seen } from '../cache/exchange.ts';
import type { People } from '../cache/people.ts';
import type { FileRatings } from '../cache/sidecars.ts';
import type { FileRating } from '../formats/facts/rating.ts';
import { pictureOf, type KnownFiles } from '../photo-source.ts';
import type { Described, Said } from './described.ts';
import { readWhatFilesSay, type FilesSay } from './files-say.ts';
import { saidFields, verdicts, type SaidField, type Verdict } from './newest.ts';
import { placeOf, type PhotoPlace } from './place.ts';

export type ExchangeParts = KnownFiles & {
  readonly ratings: FileRatings;
  readonly decisions: Decisions;
  readonly people: People;
  readonly captions: KeptCaptions;
  readonly exchange: Exchange;
};

export type Judged = {
  readonly place: PhotoPlace;
  readonly picture: Buffer;
  /** What was exchanged before; undefined where nothing was, or the path had another photo. */
  readonly before: Exchanged | undefined;
  readonly say: FilesSay;
  readonly theirs: Said;
  readonly ours: Said;
  readonly verdicts: readonly Verdict[];
  /** What holds from now on. */
  readonly now: Said;
  readonly faces: Described['faces'];
  readonly caption: Caption;
  readonly occasion: Occasion;
};

/** Why a photo is looked at: it was found in a folder, just decided about, or the photographer wants it written. */
export type Occasion = 'found' | 'decided' | 'asked';

/** Null where there is no such photo, nobody knows its picture yet, or Podium has nothing to say of it. */
export async function judge(
  parts: ExchangeParts,
  id: number,
  occasion: Occasion,
): Promise<Judged | null> {
  const row = parts.files.byId(id);
  const place = row ? await placeOf(parts.files, row) : null;
  if (!place) return null;
  const picture =
    occasion === 'asked'
      ? await pictureOf(parts, place.file.id)
      : parts.analyses.pictureOf(place.file.path);
  if (picture === undefined) return null;
  const known = parts.exchange.find(place.file.path);
  const before = known?.picture.equals(picture) === true ? known : undefined;
  const decision = parts.decisions.find(picture);
  const faces = parts.people.namedIn(picture);
  const caption = parts.captions.of(picture);
  const isSilent = !decision && faces.length === 0 && Object.keys(caption).length === 0;
  if (isSilent && !before) return null;
  const say = await readWhatFilesSay(parts, place);
  const theirs = newestOfFiles(say, before?.seen);
  const ours = decision ?? theirs;
  // A sidecar that is gone takes nothing back: whoever removed it decided nothing about the photo.
  const isGone = before?.wrote != null && place.sidecars.length === 0;
  const found =
    decision && !isGone
      ? verdicts({
          ...{ ours, theirs, seen: before?.seen ?? null, wrote: before?.wrote ?? null },
          decidedMs: parts.exchange.decidedMs(picture),
          theirsMs: Math.max(say.besideMs, place.hasRaw ? -Infinity : say.insideMs),
        })
      : [];
  const now = { ...ours, ...takenFrom(theirs, found) };
  return {
    place,
    picture,
    before,
    say,
    theirs,
    ours,
    verdicts: found,
    now,
    faces,
    caption,
    occasion,
  };
}

/** Sidecars outweigh the photo itself, except where another program has written into the photo since. */
function newestOfFiles({ said, inside, insideMs, besideMs }: FilesSay, seen?: Seen): Said {
  const said3 = plainly(said);
  if (!seen || insideMs <= besideMs) return said3;
  const fresh = saidFields.filter((field) => inside[field] !== seen.inside[field]);
  return { ...said3, ...Object.fromEntries(fresh.map((field) => [field, inside[field]])) };
}

export function plainly({ pick, stars, label }: Said | FileRating): Said {
  return { pick, stars, label };
}

export function seenOf({ said, inside }: { said: FileRating; inside: FileRating }): Seen {
  return { ...plainly(said), inside: plainly(inside) };
}

export function sameSaid(a: Said, b: Said): boolean {
  return saidFields.every((field) => a[field] === b[field]);
}

function takenFrom(theirs: Said, found: readonly Verdict[]): Partial<Record<SaidField, number>> {
  const taken = found.filter(({ kept }) => kept === 'theirs');
  return Object.fromEntries(taken.map(({ field }) => [field, theirs[field]]));
}

/** Keeps what was judged, all of it or nothing: decisions that are taken over, and what the photographer is to be shown. */
export function keepJudged(
  { decisions, exchange }: Pick<ExchangeParts, 'decisions' | 'exchange'>,
  all: readonly Judged[],
  nowMs: number,
): void {
  const news = all.filter((one) => !isKept(one));
  if (news.length === 0) return;
  exchange.atOnce(() => {
    for (const judged of news) keepOne({ decisions, exchange }, judged, nowMs);
  });
}

function isKept({ before, say, verdicts: found, occasion }: Judged): boolean {
  if (!before || found.some(({ kept, isConflict }) => isConflict || kept === 'theirs'))
    return false;
  if (occasion !== 'found' && !before.isDecided) return false;
  const seen = seenOf(say);
  return sameSaid(before.seen, seen) && sameSaid(before.seen.inside, seen.inside);
}

function keepOne(
  { decisions, exchange }: Pick<ExchangeParts, 'decisions' | 'exchange'>,
  { place, picture, before, say, theirs, ours, verdicts: found, occasion }: Judged,
  nowMs: number,
): void {
  const { path } = place.file;
  const taken = takenFrom(theirs, found);
  if (Object.keys(taken).length > 0) decisions.write([{ picture, ...taken }]);
  const wrote = before?.wrote ? { ...before.wrote, ...taken } : null;
  const isDecided = occasion !== 'found' || before?.isDecided === true;
  exchange.save({ path, picture, seen: seenOf(say), wrote, isDecided });
  for (const { field, kept, isConflict } of found) {
    const listed = exchange.conflict(path, field);
    // What the photographer decided stays on the list, however often other programs change their mind.
    const own = listed?.kept === 'theirs' ? listed.ours : ours[field];
    if (listed && own === theirs[field]) exchange.settle(picture, [field]);
    else if (isConflict || listed)
      exchange.saveConflict({
        ...{ path, field, picture, kept },
        ...{ ours: own, theirs: theirs[field], atMs: nowMs },
      });
  }
}

/** The folder in which sidecars of the photo lie. */
export function folderOf({ file }: PhotoPlace): string {
  return dirname(file.path);
}
