// The mark on every copy: words or a picture, where, how solid and how high.

import type { ReactElement } from 'react';
import { markPlaces, type Watermark } from '../../shared/album/copies.ts';
import { native } from '../page/engine.ts';
import { albumStrings as text } from '../strings/album.ts';
import { setCopies, setMarkKind } from './copy-choices.ts';
import { Choice } from '../parts/Choice.tsx';

const kinds = ['none', 'text', 'image'] as const;

type Props = { readonly watermark: Watermark | null };

export function MarkChoices({ watermark }: Props): ReactElement {
  return (
    <>
      <Choice
        label={text.mark}
        value={watermark?.kind ?? 'none'}
        choices={kinds}
        words={text.marks}
        onChange={setMarkKind}
      />
      {watermark && <Mark mark={watermark} />}
    </>
  );
}

function Mark({ mark }: { readonly mark: Watermark }): ReactElement {
  const set = (watermark: Watermark) => setCopies({ watermark });
  return (
    <>
      {mark.kind === 'text' ? (
        <input
          type="text"
          aria-label={text.markText}
          placeholder={text.markText}
          maxLength={200}
          value={mark.text}
          onChange={(event) => set({ ...mark, text: event.target.value })}
        />
      ) : (
        <div className="choice-numbers">
          <input
            type="text"
            aria-label={text.markPath}
            placeholder={text.markPath}
            spellCheck={false}
            value={mark.path}
            onChange={(event) => set({ ...mark, path: event.target.value })}
          />
          {native && (
            <button
              type="button"
              aria-label={text.markChooseName}
              onClick={() =>
                void native?.chooseFile().then(
                  (path) => {
                    if (path !== null) set({ ...mark, path });
                  },
                  () => undefined, // the dialog says itself what is wrong
                )
              }
            >
              {text.markChoose}
            </button>
          )}
        </div>
      )}
      <Choice
        label={text.place}
        value={mark.place}
        choices={markPlaces}
        words={text.places}
        onChange={(place) => set({ ...mark, place })}
      />
      <Share
        label={text.opacity}
        value={mark.opacity}
        min={0.05}
        max={1}
        onChange={(opacity) => set({ ...mark, opacity })}
      />
      <Share
        label={text.markSize}
        value={mark.size}
        min={0.01}
        max={0.5}
        onChange={(size) => set({ ...mark, size })}
      />
    </>
  );
}

type ShareProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

function Share({ label, value, min, max, onChange }: ShareProps): ReactElement {
  return (
    <label className="field">
      <span>
        {label} <b className="numbers">{text.percent(value)}</b>
      </span>
      <input
        type="range"
        min={min}
        max={max}
        step={0.01}
        value={value}
        aria-valuetext={text.percent(value)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </label>
  );
}
