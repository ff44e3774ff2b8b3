// What the element of a mark is called, so that one finds it again.

export function markId(chart: string, mark: number): string {
  return `mark-${chart}-${mark}`;
}
