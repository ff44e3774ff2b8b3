// What the card's window asks the engine before a copy: which cards there are, and what would be copied.

import { useEffect, useState } from 'react';
import type { FoundCard, IngestSummary } from '../../shared/contract.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import type { IngestRun } from '../page/page.ts';
import { rest } from '../page/slices.ts';
import { whileShown } from '../parts/while-shown.ts';
import { ingestInput, type IngestPlaces } from './ingest-run.ts';

/** A card that is plugged in is there soon enough. */
const lookEveryMs = 2000;

/** Null before the first answer. */
export function useCards(): readonly FoundCard[] | null {
  const [cards, setCards] = useState<readonly FoundCard[] | null>(null);
  useEffect(
    () =>
      whileShown(async ({ ask, wait }) => {
        for (;;) {
          setCards((await ask('ingest.cards', {})).cards);
          await wait(rest(lookEveryMs));
        }
      }),
    [],
  );
  return cards;
}

export type Plan = { readonly summary: IngestSummary } | { readonly problem: string };

/** So long a template is not looked at while it is being written. */
const typingMs = 250;

type Answer = { readonly asked: string; readonly run: IngestRun; readonly plan: Plan | null };

/** Null while nothing can be told. Asked anew after each copy, and not while one runs or `places` is null. */
export function usePlan(places: IngestPlaces | null, run: IngestRun): Plan | null {
  const asked = places && run.state === 'none' ? JSON.stringify(ingestInput(places)) : null;
  const [answer, setAnswer] = useState<Answer>({ asked: '', run, plan: null });
  useEffect(() => {
    if (asked === null) return;
    const input = JSON.parse(asked) as ReturnType<typeof ingestInput>;
    return whileShown(
      async ({ ask, wait }) => {
        await wait(rest(typingMs));
        const summary = await ask('ingest.copy', { ...input, dryRun: true });
        setAnswer({ asked, run, plan: { summary } });
      },
      (error) => setAnswer({ asked, run, plan: { problem: sentenceOf(error) } }),
    );
  }, [asked, run]);
  return answer.asked === asked && answer.run === run ? answer.plan : null;
}

/** Shots that some place lacks; the places lack the same ones, as a rule. */
export function missingShots({ places }: IngestSummary): number {
  return Math.max(0, ...places.map(({ copied }) => copied));
}
