// A histogram; dragging over it shows only the photos in that range.

import { useDeferredValue, useMemo, useRef, type PointerEvent, type ReactElement } from 'react';
import type { Range } from '../../shared/shoot/filters.ts';
import { Icon } from '../parts/icons.tsx';
import { selectedIndex, useShoot } from '../page/store.ts';
import { barsPath, countBins } from './histogram.ts';

const bins = 48;
/** A drag this short is a click, and a click clears the range. */
const shortest = 0.02;

const noValues = new Float64Array();

export type BrushWords = { readonly from: string; readonly to: string; readonly clear: string };

type Props = {
  /** One a photo, 0 to 1; NaN where unknown. */
  readonly values: Float64Array;
  /** What is shown, 0 to 1; null for everything. */
  readonly range: Range | null;
  readonly words: BrushWords;
  /** What a place along the bars means, for those who hear it; a share when not given. */
  readonly valueText?: (share: number) => string;
  readonly onRange: (range: Range | null) => void;
};

export function Brush({ values, range, words, valueText, onRange }: Props): ReactElement {
  const counted = useDeferredValue(values, noValues); // photos first: counting 50,000 of them takes milliseconds
  const path = useMemo(() => barsPath(countBins(counted, bins)), [counted]);
  const start = useRef<number | null>(null);
  const [low, high] = range ?? [0, 1];
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return;
    const here = shareAt(event);
    const next: Range = [Math.min(start.current, here), Math.max(start.current, here)];
    onRange(next[1] - next[0] < shortest ? null : next);
  };
  return (
    <div className="brush">
      <div
        className="bars"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = shareAt(event);
        }}
        onPointerMove={drag}
        onPointerUp={(event) => {
          drag(event);
          start.current = null;
        }}
      >
        <svg viewBox={`0 0 ${bins} 1`} preserveAspectRatio="none" aria-hidden="true">
          {range && (
            <rect className="chosen" x={low * bins} width={(high - low) * bins} height="1" />
          )}
          <path d={path} />
        </svg>
        <Here values={values} />
      </div>
      <Ends low={low} high={high} words={words} valueText={valueText} onRange={onRange} />
      {range && (
        <button
          type="button"
          className="quiet clear"
          aria-label={words.clear}
          title={words.clear}
          onClick={() => onRange(null)}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** Where the pointer is along the bars, 0..1. */
function shareAt(event: PointerEvent<HTMLElement>): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / width));
}

/** Where the selected photo stands. */
function Here({ values }: { readonly values: Float64Array }): ReactElement | null {
  const index = useShoot(selectedIndex);
  const value = index < 0 ? NaN : (values[index] ?? NaN);
  if (Number.isNaN(value)) return null;
  return <span className="here" style={{ left: `${100 * value}%` }} />;
}

type EndsProps = {
  readonly low: number;
  readonly high: number;
  readonly words: BrushWords;
  readonly valueText: Props['valueText'];
  readonly onRange: Props['onRange'];
};

/** The same range by keyboard: two sliders that lie over the bars. */
function Ends({ low, high, words, valueText, onRange }: EndsProps): ReactElement {
  const end = (value: number, text: string, onChange: (value: number) => void) => (
    <input
      type="range"
      className="end"
      min={0}
      max={1}
      step={0.02}
      aria-label={text}
      aria-valuetext={valueText?.(value)}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
  const change = (from: number, to: number) => {
    onRange(from <= 0 && to >= 1 ? null : [Math.min(from, to), Math.max(from, to)]);
  };
  return (
    <>
      {end(low, words.from, (value) => change(Math.min(value, high), high))}
      {end(high, words.to, (value) => change(low, Math.max(value, low)))}
    </>
  );
}
