// The selected photos as captions are written about them: what each says, what a draft makes of it, and who is offered.

import { captionedPhotos } from '../../shared/captions/captioned.ts';
import { delimiterIn, expandCodes } from '../../shared/captions/codes.ts';
import { fieldText, type CaptionField } from '../../shared/captions/caption.ts';
import { offersFor, type Offers } from '../../shared/captions/offers.ts';
import { noRoster } from '../../shared/captions/roster.ts';
import {
  effective,
  planCaption,
  templateProblem,
  type CaptionedPhoto,
  type CaptionPlan,
  type TemplateFields,
} from '../../shared/captions/template.ts';
import type { KnownCaptions } from '../../shared/shoot/captions.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import type { CaptionDraft } from '../page/page.ts';

export type KnownPhoto = { readonly id: number; readonly photo: CaptionedPhoto };

/** Those whose captions are known by now. */
export function knownPhotos({ known }: Pick<Shoot, 'known'>, ids: readonly number[]): KnownPhoto[] {
  const { photos, groups, settings, captions } = known;
  const captioned = captionedPhotos({ columns: photos.columns, groups, settings });
  return ids.flatMap((id) => {
    const caption = captions?.byId.get(id);
    const index = photos.indexOf.get(id);
    return caption && index !== undefined ? [{ id, photo: captioned(index, caption) }] : [];
  });
}

/** The text of a field; null where the photos differ. */
export function commonText(photos: readonly KnownPhoto[], field: CaptionField): string | null {
  const [first, ...others] = photos.map(({ photo }) => fieldText(effective(photo), field));
  return others.every((text) => text === first) ? (first ?? '') : null;
}

export type Plans = {
  readonly plans: readonly (CaptionPlan & { readonly id: number })[];
  /** The first thing that is wrong, as a sentence. */
  readonly problem: string | null;
};

export function plansFor({ known }: Pick<Shoot, 'known'>, { ids, fields }: CaptionDraft): Plans {
  const { captions, settings } = known;
  const typed = withoutCodes(fields, captions, settings['captions.delimiter']);
  const problem = Object.values(typed)
    .map((text) => templateProblem(text))
    .find((one) => one !== null);
  const roster = captions?.roster ?? noRoster;
  const plans = knownPhotos({ known }, ids).map(({ id, photo }) => {
    return { id, ...planCaption(typed, photo, roster) };
  });
  return { plans, problem: problem ?? null };
}

/** Codes that were pasted, or stand in a template, and so were never typed. */
function withoutCodes(
  fields: TemplateFields,
  captions: KnownCaptions | null,
  delimiter: string,
): TemplateFields {
  const codes = captions?.codes ?? new Map<string, readonly string[]>();
  const expanded = Object.entries(fields).map(([field, text]) => {
    return [field, expandCodes(text, codes, delimiterIn(delimiter))];
  });
  return Object.fromEntries(expanded) as TemplateFields;
}

/** Who is offered on each photo, by its id. */
export function offeredOn(
  photos: readonly KnownPhoto[],
  captions: KnownCaptions | null,
): ReadonlyMap<number, Offers> {
  const roster = captions?.roster ?? noRoster;
  return new Map(
    photos.map(({ id, photo }) => {
      const { persons: shown = [] } = effective(photo);
      return [id, offersFor({ ...photo, roster, shown })];
    }),
  );
}
