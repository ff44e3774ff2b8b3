// Owns the figures of finding people: precision, recall and F1 per identity over a threshold, and how it was chosen.

/** How alike the best face of one photo is to one person; null where no face was found. */
export type PersonScore = {
  readonly identity: string;
  readonly photo: string;
  readonly similarity: number | null;
  readonly present: boolean;
};

export type IdentityFigures = {
  readonly identity: string;
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function figuresOf(
  identity: string,
  scores: readonly PersonScore[],
  threshold: number,
): IdentityFigures {
  const claimed = scores.filter(({ similarity }) => similarity !== null && similarity >= threshold);
  const hits = claimed.filter(({ present }) => present).length;
  const wanted = scores.filter(({ present }) => present).length;
  const falseAlarms = claimed.length - hits;
  const misses = wanted - hits;
  return {
    identity,
    hits,
    falseAlarms,
    misses,
    precision: share(hits, claimed.length),
    recall: share(hits, wanted),
    f1: share(2 * hits, 2 * hits + falseAlarms + misses),
  };
}

/** Figures of every identity that is present in at least one of the photos. */
export function identityFigures(
  scores: readonly PersonScore[],
  threshold: number,
): readonly IdentityFigures[] {
  const byIdentity = Map.groupBy(scores, ({ identity }) => identity);
  return [...byIdentity]
    .filter(([, own]) => own.some(({ present }) => present))
    .map(([identity, own]) => figuresOf(identity, own, threshold));
}

/** Mean over identities of one figure. */
export function macro(
  figures: readonly IdentityFigures[],
  name: 'precision' | 'recall' | 'f1',
): number {
  return share(
    figures.reduce((sum, each) => sum + each[name], 0),
    figures.length,
  );
}

export function macroF1(scores: readonly PersonScore[], threshold: number): number {
  return macro(identityFigures(scores, threshold), 'f1');
}

type Range = readonly [lowest: number, highest: number];
export type Plateau = { readonly best: number; readonly bestFrom: Range; readonly goodFrom: Range };
export type LeftOut = { readonly f1: number; readonly thresholds: Range };

/** The thresholds with the highest macro F1, and those within `slack` of it. */
export function plateau(
  scores: readonly PersonScore[],
  thresholds: readonly number[],
  slack: number,
): Plateau {
  const tried = thresholds.map((threshold) => ({ threshold, f1: macroF1(scores, threshold) }));
  const best = Math.max(...tried.map(({ f1 }) => f1));
  const ends = (least: number): Range => {
    const good = tried.filter(({ f1 }) => f1 >= least).map(({ threshold }) => threshold);
    return [Math.min(...good), Math.max(...good)];
  };
  return { best, bestFrom: ends(best), goodFrom: ends(best - slack) };
}

/** The middle of the best thresholds. */
export function bestThreshold(
  scores: readonly PersonScore[],
  thresholds: readonly number[],
): number {
  const [low, high] = plateau(scores, thresholds, 0).bestFrom;
  return (low + high) / 2;
}

/**
 * Macro F1 when each identity is judged at the threshold that is best for all the others: what a threshold chosen on
 * these people is worth for somebody new.
 */
export function leaveOneOut(
  scores: readonly PersonScore[],
  thresholds: readonly number[],
): LeftOut {
  const identities = [...new Set(scores.map(({ identity }) => identity))];
  const chosen = identities.map((identity) =>
    bestThreshold(
      scores.filter((score) => score.identity !== identity),
      thresholds,
    ),
  );
  const figures = identities.flatMap((identity, i) =>
    identityFigures(
      scores.filter((score) => score.identity === identity),
      chosen[i] ?? Number.NaN,
    ),
  );
  return { f1: macro(figures, 'f1'), thresholds: [Math.min(...chosen), Math.max(...chosen)] };
}
