// What is said of a copy from a card, on the page and on the command line.

import type { IngestSummary } from './contract-outputs.ts';

const shotsText = (shots: number) => (shots === 1 ? '1 shot' : `${shots} shots`);

/** What went where, what was there already, what stays on the card, and what could not be copied: a sentence each. */
export function ingestSentences(
  { shots, others, places, problems }: IngestSummary,
  dryRun = false,
): string[] {
  if (shots === 0) return ['There is nothing to copy: no photo, film or sound was found.'];
  const done = dryRun ? 'would be copied' : 'copied and verified';
  return [
    ...places.flatMap(({ folder, copied, already, problem }) => [
      ...(problem !== null ? [problem] : [`${shotsText(copied)} ${done} to ${folder}.`]),
      ...(already > 0 ? [`${shotsText(already)} already there.`] : []),
    ]),
    ...problems.map(({ message }) => message),
    ...(others > 0
      ? [
          `Left where they are, since they belong to no shot: ${others === 1 ? '1 other file' : `${others} other files`}.`,
        ]
      : []),
  ];
}
