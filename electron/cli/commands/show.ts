// `podium show`: what one photo's file says of itself, and what was seen in it.

import type { PhotoAbout, PodiumContract } from '../../../shared/contract.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import { aboutRows } from '../../../shared/about.ts';
import { shotText } from '../../../shared/shot.ts';
import { print, printJson, table } from '../terminal/terminal.ts';

export type ShowOptions = { readonly json?: boolean };

export async function show(
  call: Call<PodiumContract>,
  path: string,
  { json }: ShowOptions,
  signal: AbortSignal,
): Promise<number> {
  const about = await call('photo.about', { photo: { path } }, { signal });
  if (json === true) printJson(aboutRows(about));
  else print(table(linesOf(about)));
  return 0;
}

function linesOf({ shot, seen, widthPx, heightPx, sizeBytes }: PhotoAbout) {
  const size = `${widthPx} x ${heightPx} px, ${(sizeBytes / 1e6).toFixed(1)} MB`;
  const things = seen.things?.map(({ name, score }) => `${name} ${score.toFixed(2)}`);
  const numbers = seen.numbers?.map(
    ({ number, confidence }) => `${number} ${confidence.toFixed(2)}`,
  );
  return [
    ...shotText(shot),
    ['size', size],
    ['seen', listed(things)],
    ['numbers', listed(numbers)],
    ['faces', seen.faces === null ? notLooked : String(seen.faces.length)],
  ];
}

const notLooked = 'not looked for';

function listed(words: readonly string[] | undefined): string {
  if (words === undefined) return notLooked;
  return words.length === 0 ? 'none' : words.join(', ');
}
