// Judging frames of the open folders blind: which are shown, what is said of them, and the report.

import { attempt } from '../../shared/shoot/acts/open.ts';
import { drawProof, proofOf, type ProofDraw } from '../../shared/prove/proof.ts';
import { provedOrder } from '../../shared/prove/proof-order.ts';
import { proofCsv } from '../../shared/prove/proof-table.ts';
import { fewestToProve } from '../../shared/prove/strata.ts';
import { rankPhotos, scorePhotos, usableWeights } from '../../shared/ranking/ranking.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { isMeasured } from '../grid/tile-facts.ts';
import { call } from '../page/engine.ts';
import { enter } from '../page/moving.ts';
import { opened, page, screen, setScreen, shoot } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { chooseFolder } from '../start/choosing.ts';
import { proveStrings as words } from '../strings/prove.ts';
import { isComplete, judgedOf, proofLeft, type ProofAsked } from './proof-asked.ts';

const keptAs = ({ folders }: Shoot) => `proof:${folders.join('\n')}`;

/** Goes on where an earlier proof of these folders was left, or draws frames of the order as it is now. */
export function openProof(): void {
  if (screen().view === 'prove') return;
  const open = opened();
  if (screen().proof) {
    enter('prove');
    return;
  }
  void attempt(open, async () => {
    await page().leavings.last();
    const { value } = await open.ask('page.read', { name: keptAs(open.get()) });
    const left = proofLeft(value);
    if (left) setScreen({ proof: left });
    if (left ?? drawNow()) enter('prove');
  });
}

/** Draws frames anew; says why where it cannot. */
export function drawNow(): boolean {
  const { known } = shoot();
  if (known.analysis.state === 'running') {
    say(words.running);
    return false;
  }
  const ranked = rankedNow(shoot());
  if (ranked.order.length < fewestToProve) {
    say(words.tooFew(ranked.order.length, fewestToProve));
    return false;
  }
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  keep({ draw: drawProof(ranked, seed), said: [] });
  return true;
}

/** By the weights, whoever is looked for; without photos that nobody has looked at. */
function rankedNow({ known, wanted }: Shoot) {
  const { columns, normalised, bursts, ties } = known.photos;
  const weights = usableWeights(columns, wanted.weights);
  const scores = scorePhotos(normalised, weights, columns.count);
  const measured = rankPhotos(scores, columns, ties).filter((photo) =>
    isMeasured(known.photos, photo),
  );
  const order = provedOrder({ order: measured, bursts, columns, weights });
  return { order, paths: columns.paths, scores, normalised, weights };
}

function keep(proof: ProofAsked): void {
  setScreen({ proof });
  const name = keptAs(shoot());
  page()
    .leavings.add(() => call('page.write', { name, value: proof }))
    .catch(sayProblem);
}

/** @param label as `judgements`; null where the user cannot say */
export function judge(label: number | null): void {
  const { proof } = screen();
  if (proof && !isComplete(proof)) keep({ ...proof, said: [...proof.said, label] });
}

/** The frame before is asked about again; not once the scores were seen. */
export function takeJudgementBack(): void {
  const { proof } = screen();
  if (!proof || proof.said.length === 0 || isComplete(proof)) return;
  keep({ ...proof, said: proof.said.slice(0, -1) });
}

const figures = new WeakMap<ProofDraw, ReturnType<typeof proofOf>>();

/** The figures of a complete proof, worked out once; null where no frame was judged. */
export function figuresOf(proof: ProofAsked): ReturnType<typeof proofOf> | null {
  const judged = judgedOf(proof);
  if (judged.frames.length === 0) return null;
  const known = figures.get(proof.draw) ?? proofOf(judged);
  figures.set(proof.draw, known);
  return known;
}

export function saveReport(proof: ProofAsked): void {
  chooseFolder((to) => {
    const text = proofCsv(judgedOf(proof));
    call('report.proof', { to, inside: true, text }).then(({ files }) => {
      say(words.saved(files[0] ?? to));
    }, sayProblem);
  });
}
