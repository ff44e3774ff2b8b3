// What Podium says of a photo to other programs: one description, from which every sidecar and every copy is written.

import {
  captionFieldNames,
  isListField,
  type Caption,
  type CaptionEdit,
} from '../../../shared/captions/caption.ts';
import { labelNames } from '../../../shared/decisions.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Box } from '../../../shared/photo.ts';
import type { Flag, Rating, Sidecar, SidecarChanges } from '../xmp/sidecar.ts';
import type { FaceRegions } from '../xmp/xmp-regions.ts';

/** Decisions as the database has them: see `Decision`. */
export type Said = { readonly pick: number; readonly stars: number; readonly label: number };

export const nothingSaid: Said = { pick: 0, stars: 0, label: 0 };

export type Described = Said & {
  /** Keywords beside the names of people. */
  readonly subjects: readonly string[];
  /** Boxes in shares of the upright photo. */
  readonly faces: readonly { readonly box: Box; readonly name: string | null }[];
  /** What was written about the photo; an empty text or list empties the field. */
  readonly caption: CaptionEdit;
};

/** In which fields picks and rejects leave. */
export type Mapping = {
  readonly rejects: Settings['sidecars.rejects'];
  readonly picks: Settings['sidecars.picks'];
};

export const usualMapping: Mapping = { rejects: 'rating', picks: 'flag' };

export function mappingOf(settings: Settings): Mapping {
  return { rejects: settings['sidecars.rejects'], picks: settings['sidecars.picks'] };
}

type Fields = {
  readonly rating: Rating | null;
  readonly label: string | null;
  readonly flag: Flag | null;
};

/** What the fields of a sidecar hold for a decision; null: the field is not there. */
export function fieldsOf({ pick, stars, label }: Said, { rejects, picks }: Mapping): Fields {
  const isReject = pick === -1;
  const starred = ([1, 2, 3, 4, 5] as const).find((rating) => rating === stars) ?? null;
  const flag = isReject
    ? rejects === 'rating' || rejects === 'flag'
      ? 'reject'
      : null
    : pick === 1 && picks === 'flag'
      ? 'pick'
      : null;
  return {
    // Where a reject has stars too, it is the reject that matters.
    rating: isReject && rejects === 'rating' ? -1 : starred,
    label: labelTexts[label] ?? decisionLabel(pick, { rejects, picks }),
    flag,
  };
}

/** A label of the user's own outweighs one that stands for a decision. */
function decisionLabel(pick: number, { rejects, picks }: Mapping): string | null {
  if (pick === -1) return rejects === 'red' ? 'Red' : null;
  return pick === 1 && picks === 'green' ? 'Green' : null;
}

/** By the numbers of `labelNames`: what Lightroom calls its colours in English; in other languages it uses other words. */
const labelTexts: Readonly<Record<number, string>> = Object.fromEntries(
  labelNames.flatMap((name, label) =>
    name === 'none' ? [] : [[label, name.charAt(0).toUpperCase() + name.slice(1)]],
  ),
);

export type Before = {
  /** What Podium wrote last, or what was there before it decided anything; null where nobody said anything. */
  readonly said: Said | null;
  readonly names: readonly string[];
  readonly caption: Caption;
  /** What the fields of `caption` said before that. */
  readonly under: Caption;
};

export const nothingBefore: Before = { said: null, names: [], caption: {}, under: {} };

/**
 * What is to change in a sidecar so that it says what Podium says. What was not decided, and what is as it was `before`,
 * stays as another program wrote it.
 * @param kept what the sidecar says; null where there is none
 * @param regions the described faces in the frame of the file that is written
 */
export function changesOf(
  described: Described,
  regions: FaceRegions | null,
  kept: Pick<Sidecar, 'rating'> | null,
  mapping: Mapping,
  before: Before = nothingBefore,
): SidecarChanges {
  const names = namesOf(described);
  const gone = before.names.filter((name) => !names.includes(name));
  return {
    ...decisionChanges(described, kept, mapping, before.said),
    caption: captionChanges(described.caption, before),
    addSubjects: [...described.subjects, ...names],
    addHierarchicalSubjects: names.map(inPeople),
    ...(gone.length > 0 && {
      removeSubjects: gone,
      removeHierarchicalSubjects: gone.map(inPeople),
    }),
    ...(regions && regions.faces.length > 0 && { addRegions: regions }),
  };
}

/** Rating, label and flag alone, as `changesOf` has them. A pick is no reject any more, whoever rejected it. */
export function decisionChanges(
  said: Said,
  kept: Pick<Sidecar, 'rating'> | null,
  mapping: Mapping,
  before: Said | null = null,
): SidecarChanges {
  const was = fieldsOf(before ?? nothingSaid, mapping);
  const now = fieldsOf(said, mapping);
  const isTakenBack = said.pick === 1 && now.rating === null && kept?.rating === -1;
  return {
    ...((now.rating !== was.rating || isTakenBack) && { rating: now.rating }),
    ...(now.label !== was.label && { label: now.label }),
    ...(now.flag !== was.flag && { flag: now.flag }),
  };
}

/** The fields that are to say something else; those that were taken back say what they said before. */
export function captionChanges(
  caption: CaptionEdit,
  before: Pick<Before, 'caption' | 'under'>,
): CaptionEdit {
  const fields = captionFieldNames.filter(
    (field) => JSON.stringify(caption[field]) !== JSON.stringify(before.caption[field]),
  );
  return Object.fromEntries(
    fields.map((field) => [
      field,
      caption[field] ?? before.under[field] ?? (isListField(field) ? [] : ''),
    ]),
  );
}

export function namesOf({ faces }: Pick<Described, 'faces'>): string[] {
  return [...new Set(faces.flatMap(({ name }) => (name === null ? [] : [name])))];
}

/** Lightroom's keyword for a name. */
function inPeople(name: string): string {
  return `People|${name}`;
}
