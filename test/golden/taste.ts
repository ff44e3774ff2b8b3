// Owns the golden tables of taste: how soon simulated raters over the real signals of ../shared/photos/sports are foretold.
// Run: node test/golden/taste.ts [--data FOLDER] [--raters N]   FOLDER keeps the analysis for the next run.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine } from '../../electron/engine/engine.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { calibrationError } from '../../shared/arithmetic/calibration.ts';
import { wilson } from '../../shared/arithmetic/proportions.ts';
import { mean } from '../../shared/arithmetic/statistics.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { learnTaste } from '../../shared/taste/learn.ts';
import { traitScales, traitsOf, type Traits } from '../../shared/taste/traits.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { labelledFolder } from './labelled-photos.ts';
import {
  ask,
  drawTaste,
  foretell,
  heldOutChoices,
  splitPhotos,
  utilitiesOf,
  type Rater,
} from './taste-raters.ts';

const answers = [30, 50, 70, 100] as const;
const round = (value: number) => Number(value.toFixed(3));
const meanOf = (values: readonly number[]) => round(mean(Float64Array.from(values)));
const wrong: string[] = [];
const expect = (holds: boolean, what: string) => {
  if (!holds) wrong.push(what);
};

type Figures = {
  accuracy: number[];
  tau: number[];
  said: number[];
  came: number[];
  /** Raters of whom it was ever said by then that something was learned. */
  learned: number;
};

/** Every rater is asked 100 pairs; what was learned is held against photos that were never shown. */
function measure(traits: Traits, raters: number, flipped: number, unsure: boolean) {
  const after = new Map<number, Figures>(
    answers.map((count) => [count, { accuracy: [], tau: [], said: [], came: [], learned: 0 }]),
  );
  for (let number = 0; number < raters; number++) {
    const random = seededRandom(1000 + number);
    const rater: Rater = {
      utilities: utilitiesOf(traits, drawTaste(traits.size, random)),
      flipped,
      blind: false,
    };
    const asking = splitPhotos(traits, random);
    ask(asking, rater, { unsure, seed: number, looks: answers }, (count, learned) => {
      const figures = after.get(count);
      if (!figures) return;
      const { accuracy, tau } = foretell(asking, rater, learned);
      figures.learned += Number(learned.heldOut.learned);
      figures.accuracy.push(accuracy);
      figures.tau.push(tau);
      if (!learned.heldOut.learned) return; // no probability is shown
      const { said, came } = heldOutChoices(asking, rater, learned, 100, random);
      figures.said.push(...said);
      figures.came.push(...came);
    });
  }
  return after;
}

function printRaters(traits: Traits, raters: number): void {
  for (const flipped of [0, 0.1, 0.2]) {
    const byChance = measure(traits, raters, flipped, false);
    const after = measure(traits, raters, flipped, true);
    const rows = answers.map((count) => {
      const [active, any] = [after.get(count), byChance.get(count)];
      if (!active || !any) throw new Error('Every count was looked at.');
      const error = calibrationError(
        Float64Array.from(active.said),
        Float64Array.from(active.came),
      );
      if (flipped === 0) {
        if (count === 30) expect(meanOf(active.accuracy) >= 0.8, 'accuracy after 30');
        if (count === 100) expect(meanOf(active.accuracy) >= 0.88, 'accuracy after 100');
      }
      // Of fewer raters chance alone moves it by as much.
      if (active.said.length >= 2000)
        expect(error <= 0.05, `calibration after ${count}, ${100 * flipped} % flipped`);
      return {
        answers: count,
        'held-out accuracy': meanOf(active.accuracy),
        tau: meanOf(active.tau),
        'any pairs: accuracy': meanOf(any.accuracy),
        'any pairs: tau': meanOf(any.tau),
        'calibration error': round(error),
        'of probabilities': active.said.length,
        'said to be learned': round(active.learned / raters),
      };
    });
    console.log(`${raters} raters, ${100 * flipped} % of the answers flipped:`);
    console.table(rows);
    if (flipped > 0) continue;
    const [seventy, hundred] = [after.get(70), byChance.get(100)];
    const [unsureTau, anyTau] = [meanOf(seventy?.tau ?? []), meanOf(hundred?.tau ?? [])];
    console.log(
      `70 pairs chosen by uncertainty: tau ${unsureTau}; 100 pairs by chance: ${anyTau}.`,
    );
    expect(unsureTau >= anyTau, 'uncertainty needs more than 70 % of the pairs');
  }
}

/** Whether it is ever said that something was learned while one looks after each of 100 answers. */
function printBlind(traits: Traits, raters: number): void {
  let said = 0;
  for (let number = 0; number < raters; number++) {
    const asking = splitPhotos(traits, seededRandom(5000 + number));
    const rater: Rater = { utilities: new Float64Array(), flipped: 0, blind: true };
    // The odds are the highest after any of the answers: one look at the end has seen all of them.
    const asked = { unsure: true, seed: 9000 + number, looks: [100] };
    ask(asking, rater, asked, (_, { heldOut }) => (said += Number(heldOut.learned)));
  }
  const { low, high } = wilson(raters - said, raters);
  console.log(
    `${raters} raters who choose by chance, looked at after each of 100 answers: "nothing learned yet" of ${raters - said} (${round((raters - said) / raters)}, 95 % ${round(low)} to ${round(high)}).`,
  );
  expect(said <= 0.05 * raters, 'raters by chance');
}

function printMany(traits: Traits): void {
  const random = seededRandom(3);
  const utilities = utilitiesOf(traits, drawTaste(traits.size, random));
  const photos = utilities.length;
  const choices = Array.from({ length: 10_000 }, () => {
    const [first, second] = [Math.floor(random() * photos), Math.floor(random() * photos)];
    const said = Number((utilities[first] ?? 0) > (utilities[second] ?? 0));
    return { first, second, outcome: random() < 0.1 ? 1 - said : said, weight: 1 };
  });
  const start = process.cpuUsage(); // of the processor: what else runs on the machine does not count
  const { rank, condition, heldOut } = learnTaste(traits, { choices, decided: [] });
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  console.log(
    `10,000 choices fitted in ${round(seconds)} s: rank ${rank} of ${traits.size}, condition number ${round(condition)}, ${heldOut.right} of ${heldOut.count} foretold.`,
  );
  expect(seconds <= 2, '10,000 choices take longer than 2 s');
}

const root = labelledFolder('sports');
if (root !== null) {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, raters: { type: 'string' } },
  });
  const raters = Number(values.raters ?? 200);
  const data = values.data ?? temporaryFolder();
  const engine = createEngine(engineOptions(data));
  try {
    const input = { folders: [join(root, 'photos')], recursive: true };
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
    const columns = await engine.call('folder.columns', input);
    const scales = traitScales(columns, defaultSettings);
    const traits = traitsOf(columns, scales, defaultSettings);
    console.log(`${columns.count} photos, ${traits.size} traits.`);
    printMany(traits);
    printRaters(traits, raters);
    printBlind(traits, raters);
    for (const what of wrong) console.error(`Falls short: ${what}.`);
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    await engine.close();
    if (values.data === undefined) dropFolder(data);
  }
}
