// The histogram of a signal; dragging over it shows only the photos in that range.

import { useMemo, useRef, type PointerEvent, type ReactElement } from 'react';
import { signals, type SignalName } from '../../shared/signals.ts';
import { setRange } from '../actions/rank.ts';
import type { Range } from '../filters/filters.ts';
import { Icon } from '../parts/icons.tsx';
import { selectedIndex, useStore } from '../store.ts';
import { strings } from '../strings.ts';
import { barsPath, countBins } from './histogram.ts';

const bins = 48;
/** A drag this short is a click, and a click clears the range. */
const shortest = 0.02;

type Props = {
  readonly name: SignalName;
  readonly values: Float64Array;
  readonly range: Range | null;
};

export function Brush({ name, values, range }: Props): ReactElement {
  const path = useMemo(() => barsPath(countBins(values, bins)), [values]);
  const start = useRef<number | null>(null);
  const [low, high] = range ?? [0, 1];
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return;
    const here = shareAt(event);
    const next: Range = [Math.min(start.current, here), Math.max(start.current, here)];
    setRange(name, next[1] - next[0] < shortest ? null : next);
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
      <Ends name={name} low={low} high={high} />
      {range && (
        <button
          type="button"
          className="quiet clear"
          aria-label={`${strings.ranking.reset}: ${signals[name].label}`}
          title={strings.ranking.reset}
          onClick={() => setRange(name, null)}
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
  const index = useStore(selectedIndex);
  const value = index < 0 ? NaN : (values[index] ?? NaN);
  if (Number.isNaN(value)) return null;
  return <span className="here" style={{ left: `${100 * value}%` }} />;
}

type EndsProps = { readonly name: SignalName; readonly low: number; readonly high: number };

/** The same range by keyboard: two sliders that lie over the bars. */
function Ends({ name, low, high }: EndsProps): ReactElement {
  const { label } = signals[name];
  const end = (value: number, text: string, onChange: (value: number) => void) => (
    <input
      type="range"
      className="end"
      min={0}
      max={1}
      step={0.02}
      aria-label={text}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
  const change = (from: number, to: number) => {
    setRange(name, from <= 0 && to >= 1 ? null : [Math.min(from, to), Math.max(from, to)]);
  };
  return (
    <>
      {end(low, strings.ranking.from(label), (value) => change(Math.min(value, high), high))}
      {end(high, strings.ranking.to(label), (value) => change(low, Math.max(value, low)))}
    </>
  );
}
