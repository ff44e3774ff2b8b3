// AdamW (Loshchilov and Hutter 2019, algorithm 2): steps that follow gradients, with weights that decay by themselves.

/** The published values of Adam (Kingma and Ba 2015). */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export type Descent = {
  /** Summed here before a step, which sets it to 0 again. */
  readonly gradient: Float64Array;
  /** One step. @param rate how far @param decay which share of the values goes at a rate of 1 */
  step(rate: number, decay: number): void;
};

/** Descends on `values`, which it changes. */
export function descend(values: Float32Array): Descent {
  const gradient = new Float64Array(values.length);
  const first = new Float64Array(values.length);
  const second = new Float64Array(values.length);
  let steps = 0;
  return {
    gradient,
    step(rate, decay) {
      steps += 1;
      const correction1 = 1 - BETA1 ** steps;
      const correction2 = 1 - BETA2 ** steps;
      for (let i = 0; i < values.length; i++) {
        const slope = gradient[i] ?? NaN;
        const mean = BETA1 * (first[i] ?? NaN) + (1 - BETA1) * slope;
        const square = BETA2 * (second[i] ?? NaN) + (1 - BETA2) * slope * slope;
        first[i] = mean;
        second[i] = square;
        gradient[i] = 0;
        const value = values[i] ?? NaN;
        const ahead = mean / correction1 / (Math.sqrt(square / correction2) + EPSILON);
        values[i] = value - rate * (ahead + decay * value);
      }
    },
  };
}
