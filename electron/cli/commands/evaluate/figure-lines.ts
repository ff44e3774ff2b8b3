// Figures as lines of text, one a line, with their intervals.

import type { Measure } from '../../../../shared/arithmetic/bootstrap.ts';

/** `name: value`, parts of parts with their names before. What is null has its reason, where one is given. */
export function figureLines(result: object): string[] {
  return Object.entries(result).flatMap(
    ([name, value]: [string, string | number | object | null]) => {
      if (value === null)
        return name === 'labels' ||
          name === 'against' ||
          name === 'drift' ||
          name.endsWith('_reason')
          ? []
          : [`${name}: null`];
      if (isMeasure(value)) return [`${name}: ${measureText(value)}`];
      if (typeof value === 'object') return figureLines(value).map((line) => `${name}.${line}`);
      return [`${name}: ${typeof value === 'number' ? rounded(value) : value}`];
    },
  );
}

function isMeasure(value: unknown): value is Measure {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
}

function measureText({ value, low, high, reason }: Measure): string {
  if (value === null) return `null (${reason ?? 'unknown'})`;
  if (low === null || high === null) return rounded(value);
  return `${rounded(value)} (95 % interval ${rounded(low)} to ${rounded(high)})`;
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}
