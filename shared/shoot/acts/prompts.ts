// Prompt files that were changed outside of Podium: the aesthetic is measured by them.

import { sentenceOf } from '../../calls/rpc.ts';
import { attempt, type OpenShoot } from './open.ts';
import { takeResults } from './results.ts';

/** Remembers the prompts of now; each look after that takes new results where they are others than at the last. */
export function promptsLook(open: OpenShoot): () => void {
  let known = promptsNow(open);
  return () => {
    const before = known;
    const now = promptsNow(open);
    known = now;
    void attempt(open, async () => {
      if ((await before) !== (await now)) await takeResults(open);
    });
  };
}

/** A file at fault is in no list: its set is missing then. */
async function promptsNow(open: OpenShoot): Promise<string> {
  try {
    const { vectors } = await open.ask('vector.list', {});
    return JSON.stringify(vectors.filter(({ own }) => !own));
  } catch (error) {
    return sentenceOf(error);
  }
}
