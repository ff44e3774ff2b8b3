// The tones of a photo as outlines to be drawn.

import { at } from '../../shared/arithmetic/vectors.ts';
import { toneValues, type Tones } from '../../shared/tones.ts';

export const channels = ['red', 'green', 'blue'] as const;
export type Channel = (typeof channels)[number];

/**
 * An outline for each channel as an SVG path in a box 256 wide and 1 high, 0 at the top, all to one scale. The highest
 * value between the ends reaches the top: a black stand or a white sky must not flatten the rest into nothing.
 */
export function tonePaths(tones: Tones): Readonly<Record<Channel, string>> {
  let most = 1;
  for (const channel of channels)
    for (let value = 1; value < toneValues - 1; value++)
      most = Math.max(most, at(tones[channel], value));
  const pathOf = (channel: Channel) => {
    const tops = Array.from(tones[channel], (count, value) => {
      const top = (1 - Math.min(1, count / most)).toFixed(3);
      return `${value === 0 ? '' : 'L'}${value} ${top}H${value + 1}`;
    });
    return `M0 1L${tops.join('')}V1z`;
  };
  return { red: pathOf('red'), green: pathOf('green'), blue: pathOf('blue') };
}
