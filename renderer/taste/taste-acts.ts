// Asking which of two photos one would share: the pair that is shown, the answers, and what they have taught.

import { foldersOf } from '../../shared/shoot/acts/answers.ts';
import { attempt } from '../../shared/shoot/acts/open.ts';
import { takeResults } from '../../shared/shoot/acts/results.ts';
import type { Verdict } from '../../shared/taste/choice.ts';
import { enter } from '../page/moving.ts';
import { opened, screen, setScreen, shoot } from '../page/store.ts';
import { setWeight } from '../weights/ranking.ts';

/** As much as the strongest part of the preset for sports: what one has taught should show. */
const firstWeight = 0.35;

export function openTaste(): void {
  if (screen().view === 'taste') return;
  const { taste } = screen();
  setScreen({
    taste: { asked: taste?.asked ?? null, busy: true, takenBack: taste?.takenBack ?? [] },
  });
  enter('taste');
  void ask();
}

/** The next two photos, and what was learned by now; the order follows where that has changed. */
function ask(): Promise<void> {
  const open = opened();
  const before = screen().taste?.asked?.state.vector ?? null;
  return attempt(open, async () => {
    try {
      const sport = shoot().known.settings['sport.chosen'];
      const asked = await open.ask('taste.next', { ...foldersOf(open), sport });
      setScreen({ taste: { asked, busy: false, takenBack: screen().taste?.takenBack ?? [] } });
      if (JSON.stringify(asked.state.vector) !== JSON.stringify(before)) await takeResults(open);
    } finally {
      const { taste } = screen();
      if (taste?.busy === true) setScreen({ taste: { ...taste, busy: false } });
    }
  });
}

export function choose(verdict: Verdict): void {
  const { taste } = screen();
  const pair = taste?.asked?.pair;
  if (!taste || !pair || taste.busy) return;
  setScreen({ taste: { ...taste, busy: true, takenBack: [] } });
  const open = opened();
  void attempt(open, async () => {
    try {
      const sport = shoot().known.settings['sport.chosen'];
      await open.tell('taste.choose', { ...pair, verdict, sport });
    } finally {
      await ask();
    }
  });
}

/** The newest choice is taken back, and asked again some time. */
export function takeChoiceBack(): void {
  const { taste } = screen();
  if (!taste || taste.busy) return;
  setScreen({ taste: { ...taste, busy: true } });
  const open = opened();
  void attempt(open, async () => {
    try {
      const { choice } = await open.tell('taste.takeBack', {});
      if (choice)
        setScreen({ taste: { ...taste, busy: true, takenBack: [...taste.takenBack, choice] } });
    } finally {
      await ask();
    }
  });
}

/** The choice that was taken back last is made again, as it was. */
export function chooseAgain(): void {
  const { taste } = screen();
  const choice = taste?.takenBack.at(-1);
  if (!taste || !choice || taste.busy) return;
  setScreen({ taste: { ...taste, busy: true } });
  const open = opened();
  void attempt(open, async () => {
    try {
      await open.tell('taste.add', { choices: [choice] });
      setScreen({ taste: { ...taste, busy: true, takenBack: taste.takenBack.slice(0, -1) } });
    } finally {
      await ask();
    }
  });
}

export function rankByTaste(): void {
  setWeight('taste', firstWeight);
}
