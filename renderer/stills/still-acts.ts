// Taking stills of the videos in the open folders, and stopping it.

import { isCancelled } from '../../shared/calls/rpc.ts';
import * as acts from '../../shared/shoot/acts/stills.ts';
import { takenSentences } from '../../shared/stills/words.ts';
import { opened, screen, setScreen } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { stillStrings } from '../strings/stills.ts';

/** Goes on while the folders are open, whatever is looked at meanwhile. */
export async function takeStills(): Promise<void> {
  if (screen().stills !== null) return;
  const open = opened();
  const stop = new AbortController();
  setScreen({ stills: { progress: null, stop } });
  try {
    const taken = await acts.takeStills(open, stop, (progress) => {
      if (screen().stills?.stop === stop) setScreen({ stills: { progress, stop } });
    });
    say(takenSentences(taken).join(' '));
  } catch (error) {
    if (!isCancelled(error)) sayProblem(error);
    else if (!open.signal.aborted) say(stillStrings.stopped);
  } finally {
    if (screen().stills?.stop === stop) setScreen({ stills: null });
  }
}

export function stopStills(): void {
  screen().stills?.stop.abort();
}
