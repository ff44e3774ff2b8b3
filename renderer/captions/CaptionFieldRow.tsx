// One field of the caption: what the photos say, what is typed, and what will be written where it has variables.

import type { ChangeEvent, ReactElement } from 'react';
import { fieldText, type CaptionEdit, type CaptionField } from '../../shared/captions/caption.ts';
import { delimiterIn, expandTyped } from '../../shared/captions/codes.ts';
import { hasVariables } from '../../shared/captions/template.ts';
import { shoot } from '../page/store.ts';
import { captionStrings as text } from '../strings/captions.ts';
import { fieldId, typeInto } from './caption-acts.ts';
import { commonText, type KnownPhoto } from './captioned.ts';

type Props = {
  readonly name: CaptionField;
  readonly kind: 'text' | 'lines' | 'list';
  readonly ids: readonly number[];
  readonly photos: readonly KnownPhoto[];
  /** Nobody knows yet what the photos say. */
  readonly isLoading: boolean;
  readonly typed: string | undefined;
  /** What is to be written about the first photo. */
  readonly edit: CaptionEdit | undefined;
};

export function CaptionFieldRow(props: Props): ReactElement {
  const { name, kind, ids, photos, isLoading, typed, edit } = props;
  const common = commonText(photos, name);
  const various = kind === 'list' ? text.variousList : text.various;
  const id = fieldId(name);
  const preview = edit && typed !== undefined && hasVariables(typed) ? fieldText(edit, name) : null;
  const field = {
    id,
    value: typed ?? common ?? '',
    placeholder: common === null && typed === undefined ? various : '',
    'aria-describedby': preview === null ? undefined : `${id}-preview`,
    'aria-busy': isLoading,
    spellCheck: kind !== 'list',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      typeInto(ids, { [name]: expanded(event.currentTarget) }, isLoading);
    },
  };
  return (
    <div className="field caption-field">
      <label htmlFor={id}>{text.labels[name]}</label>
      {kind === 'lines' ? <textarea rows={3} {...field} /> : <input type="text" {...field} />}
      {preview !== null && (
        <p className="caption-preview" id={`${id}-preview`} title={text.previewLabel}>
          {text.preview(preview)}
        </p>
      )}
    </div>
  );
}

/** A code becomes its text as its last delimiter is typed; the caret goes behind it. */
function expanded(field: HTMLInputElement | HTMLTextAreaElement): string {
  const { captions, settings } = shoot().known;
  const { value, selectionStart } = field;
  const caret = selectionStart ?? value.length;
  const delimiter = delimiterIn(settings['captions.delimiter']);
  const found = captions && expandTyped({ text: value, caret }, captions.codes, delimiter);
  if (!found) return value;
  requestAnimationFrame(() => {
    if (field.value === found.text) field.setSelectionRange(found.caret, found.caret);
  });
  return found.text;
}
