// Whether people who judge the same things agree more than chance would have them.

/**
 * Cohen's kappa of two raters (Cohen 1960), -1 to 1: what they agree beyond what their own habits would make them. NaN where
 * nothing was rated by both, or both always say the same one thing: chance explains all of that.
 */
export function cohenKappa<Category>(
  pairs: readonly (readonly [first: Category, second: Category])[],
): number {
  const categories = new Set(pairs.flat());
  const share = (is: (pair: readonly [Category, Category]) => boolean) =>
    pairs.filter(is).length / pairs.length;
  const agreed = share(([first, second]) => first === second);
  let chance = 0;
  for (const category of categories)
    chance += share(([first]) => first === category) * share(([, second]) => second === category);
  return beyondChance(agreed, chance);
}

/**
 * Fleiss' kappa of any number of raters (Fleiss 1971): one row a thing, how many raters put it into each category. Things that
 * fewer than two rated say nothing and are left out. Where rows have different numbers of raters each counts by its own, as
 * in the published formula for equal ones. NaN as in `cohenKappa`.
 */
export function fleissKappa(rows: readonly (readonly number[])[]): number {
  const rated = rows.filter((row) => total(row) >= 2);
  const all = total(rated.map(total));
  const categories = Math.max(0, ...rated.map((row) => row.length));
  const agreed = total(rated.map(rowAgreement)) / rated.length;
  let chance = 0;
  for (let category = 0; category < categories; category++)
    chance += (total(rated.map((row) => row[category] ?? 0)) / all) ** 2;
  return beyondChance(agreed, chance);
}

/** The share of a thing's pairs of raters that say the same. */
function rowAgreement(row: readonly number[]): number {
  const raters = total(row);
  return (total(row.map((count) => count * count)) - raters) / (raters * (raters - 1));
}

function beyondChance(agreed: number, chance: number): number {
  return chance < 1 ? (agreed - chance) / (1 - chance) : NaN;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
