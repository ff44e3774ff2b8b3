// Reads the expression of a face by OpenCV's FER MobileFaceNet: the aligned crop in, seven logits out.

import { at, softmax } from '../../../../../shared/arithmetic/vectors.ts';
import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import { expressions } from '../expressions.ts';
import { endsOf, planes } from '../../../running/network-contract.ts';
import type { SeenFace } from '../seen-face.ts';

/** The network's own order; `disgust` is what Podium stores as disgusted. */
const CLASSES = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'] as const;

/** For each stored expression its place in the network's output. */
const PLACES = expressions.map((name) => CLASSES.indexOf(name));

/** Logits in the network's order as probabilities in the stored order; they sum to 1. */
export function probabilitiesOf(logits: Float32Array): Float32Array {
  return Float32Array.from(softmax(PLACES.map((place) => at(logits, place))));
}

/**
 * Reads expressions with a model of this network's shape: RGB, (x / 255 - 0.5) / 0.5. Throws a sentence when the file
 * is another network.
 */
export function ferMobileFaceNet(model: Model): (face: SeenFace) => Promise<Float32Array> {
  const { input, output } = endsOf(model, 'FER MobileFaceNet', [1, 3, 112, 112], [1, 7]);
  return async (face) => {
    const image = planes(face.aligned(), (value) => (value / 255 - 0.5) / 0.5);
    return probabilitiesOf(floatsOf(await model.run({ [input]: image }), output));
  };
}
