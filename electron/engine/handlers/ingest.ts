// Handlers of what is copied from a card.

import { findCards } from '../ingest/cards.ts';
import { ingest } from '../ingest/ingest.ts';
import type { Area } from '../context.ts';

export function ingestHandlers(): Area<'ingest'> {
  return {
    'ingest.cards': async () => ({ cards: await findCards() }),
    'ingest.copy': (input, call) => ingest(input, call),
  };
}
