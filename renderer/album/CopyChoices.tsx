// How the copies are made: format, size, quality, sharpening, colours, and what they say.

import type { ReactElement } from 'react';
import {
  copyColours,
  copyFormats,
  copyMetadata,
  sharpenings,
  type CopyForm,
  type CopySize,
} from '../../shared/album/copies.ts';
import { Choice } from '../parts/Choice.tsx';
import { albumStrings as text } from '../strings/album.ts';
import { setCopies, setFormat, setSizeBy } from './copy-choices.ts';
import { MarkChoices } from './MarkChoices.tsx';
import { NumberField } from './NumberField.tsx';

export function CopyChoices({ copies }: { readonly copies: CopyForm | null }): ReactElement {
  return (
    <>
      <Choice
        label={text.format}
        value={copies?.format ?? 'original'}
        choices={['original', ...copyFormats]}
        words={text.formats}
        onChange={setFormat}
      />
      {copies && <Anew copies={copies} />}
    </>
  );
}

const sizes: readonly CopySize['by'][] = [
  'original',
  'long-edge',
  'short-edge',
  'box',
  'megapixels',
];

function Anew({ copies }: { readonly copies: CopyForm }): ReactElement {
  const { size, format, quality, sharpen, colour, metadata, watermark } = copies;
  return (
    <>
      <Choice
        label={text.size}
        value={size.by}
        choices={sizes}
        words={text.sizes}
        onChange={setSizeBy}
      >
        <SizeNumbers size={size} />
      </Choice>
      {format !== 'png' && (
        <label className="field">
          <span>
            {text.quality} <b className="numbers">{quality}</b>
          </span>
          <input
            type="range"
            min={1}
            max={100}
            value={quality}
            onChange={(event) => setCopies({ quality: event.target.valueAsNumber })}
          />
        </label>
      )}
      <Choice
        label={text.sharpen}
        value={sharpen}
        choices={sharpenings}
        words={text.sharpenings}
        onChange={(wanted) => setCopies({ sharpen: wanted })}
      />
      <Choice
        label={text.colour}
        value={colour}
        choices={copyColours}
        words={text.colours}
        onChange={(wanted) => setCopies({ colour: wanted })}
      />
      <Choice
        label={text.metadata}
        value={metadata}
        choices={copyMetadata}
        words={text.metadatas}
        onChange={(wanted) => setCopies({ metadata: wanted })}
      />
      <MarkChoices watermark={watermark} />
    </>
  );
}

const longestPx = 65_535;

function SizeNumbers({ size }: { readonly size: CopySize }): ReactElement | null {
  const side = (label: string, value: number, change: (px: number) => CopySize) => (
    <NumberField
      label={label}
      value={value}
      min={1}
      max={longestPx}
      onChange={(px) => setCopies({ size: change(px) })}
    />
  );
  switch (size.by) {
    case 'original':
      return null;
    case 'long-edge':
    case 'short-edge':
      return side(text.px, size.px, (px) => ({ ...size, px }));
    case 'box':
      return (
        <>
          {side(text.width, size.widthPx, (widthPx) => ({ ...size, widthPx }))}
          {side(text.height, size.heightPx, (heightPx) => ({ ...size, heightPx }))}
        </>
      );
    case 'megapixels':
      return (
        <NumberField
          label={text.megapixels}
          value={size.megapixels}
          min={0.1}
          max={900}
          step={0.1}
          onChange={(megapixels) => setCopies({ size: { by: 'megapixels', megapixels } })}
        />
      );
  }
}
