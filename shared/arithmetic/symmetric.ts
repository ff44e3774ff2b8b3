// Symmetric matrices, row by row in one array: Cholesky's factor, what follows from it, and eigenvalues.

import { at } from './vectors.ts';

/** The lower factor L of A = L L', n x n; null where A is not positive definite. */
export function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j] ?? NaN; // in place: see sorting.ts
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] ?? NaN) * (lower[j * n + k] ?? NaN);
      if (i !== j) lower[i * n + j] = sum / (lower[j * n + j] ?? NaN);
      else if (sum > 0) lower[i * n + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/** z with L z = b: the length of it, squared, is b' A^-1 b. */
export function solveLower(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const solved = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = b[i] ?? NaN;
    for (let k = 0; k < i; k++) sum -= (lower[i * n + k] ?? NaN) * (solved[k] ?? NaN);
    solved[i] = sum / (lower[i * n + i] ?? NaN);
  }
  return solved;
}

/** x with A x = b. */
export function solve(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const solved = solveLower(lower, b);
  for (let i = n - 1; i >= 0; i--) {
    let sum = at(solved, i);
    for (let k = i + 1; k < n; k++) sum -= at(lower, k * n + i) * at(solved, k);
    solved[i] = sum / at(lower, i * n + i);
  }
  return solved;
}

/** The logarithm of A's determinant. */
export function logDeterminant(lower: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += 2 * Math.log(at(lower, i * n + i));
  return sum;
}

export type Eigen = {
  /** Largest first. */
  readonly values: Float64Array;
  /** The vector of the i-th value is row i, of length 1. */
  readonly vectors: Float64Array;
};

/** Sweeps after which the rest is far below the last digit: convergence is quadratic. */
const mostSweeps = 60;

/** Eigenvalues and vectors by Jacobi's rotations: the most exact way for small matrices, of some hundred at most. */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a, n) > 0; sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => at(a, j * n + j) - at(a, i * n + i) || i - j,
  );
  return {
    values: Float64Array.from(order, (i) => at(a, i * n + i)),
    vectors: Float64Array.from({ length: n * n }, (_, place) =>
      at(vectors, (order[Math.floor(place / n)] ?? 0) * n + (place % n)),
    ),
  };
}

/** How much lies beside the diagonal; what the last digit cannot tell from nothing is nothing. */
function offDiagonal(a: Float64Array, n: number): number {
  let [beside, on] = [0, 0];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (i === j) on += at(a, i * n + j) ** 2;
      else beside += at(a, i * n + j) ** 2;
  return beside > 1e-30 * on ? beside : 0;
}

function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apq = at(a, p * n + q);
  if (apq === 0) return;
  const theta = (at(a, q * n + q) - at(a, p * n + p)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) {
    turn(a, p * n + k, q * n + k, c, s);
    turn(vectors, p * n + k, q * n + k, c, s);
  }
}

function turn(values: Float64Array, i: number, j: number, c: number, s: number): void {
  const [x, y] = [at(values, i), at(values, j)];
  values[i] = c * x - s * y;
  values[j] = s * x + c * y;
}
