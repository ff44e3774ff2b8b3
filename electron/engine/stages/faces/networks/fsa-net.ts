// Which way a head is turned, by the FSA-Net networks: the face's pixels in, three angles out.

import { floatsOf } from '../../../running/inference.ts';
import type { Model, Tensor } from '../../../running/inference.ts';
import { squareCrop } from '../align.ts';
import type { PixelBox } from '../detection.ts';
import { cutCrop } from '../face-crops.ts';
import type { Crop, Pyramid } from '../face-crops.ts';
import type { Pose } from '../head-pose-geometry.ts';

const SIZE = 64;
const INPUT = 'input';
const OUTPUT = 'output';

// The square around the detector's box, by the box's longer side. Over 400 labelled photos (test/golden/expression.ts)
// the mean error of the yaw is 4.9 degrees without room, 3.8 at 1.2, 3.5 at 1.4 and at 1.6; of the pitch best at 1.4.
const ROOM = 1.4;

// The networks were trained on heads whose level is another than the labels': the mean difference over half of the 400
// photos. On the other half the error of the pitch falls with it from 8.5 to 4.4 degrees.
const LEVEL_DEG = 8.6;

/** Throws when the file is not a head pose network. */
export function checkFsaNet(model: Model): void {
  const [, channels, height, width] = model.inputs[INPUT] ?? [];
  const [, angles] = model.outputs[OUTPUT] ?? [];
  if (channels !== 3 || height !== SIZE || width !== SIZE || angles !== 3) {
    throw new Error('The head pose file is not an FSA-Net network: its input or output differs.');
  }
}

/** BGR, (x - 127.5) / 128, [1, 3, 64, 64]. */
export function fsaNetInput({ rgb }: Crop): Tensor {
  const plane = SIZE * SIZE;
  const data = new Float32Array(3 * plane);
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      data[(2 - channel) * plane + pixel] = ((rgb[3 * pixel + channel] ?? NaN) - 127.5) / 128;
    }
  }
  return { data, dims: [1, 3, SIZE, SIZE] };
}

/**
 * The mean of what the networks say of the face in a box (pixels of the raster).
 * They count yaw the other way round than Podium does: + towards the image's left.
 */
export async function poseByFsaNet(
  models: readonly Model[],
  pyramid: Pyramid,
  box: PixelBox,
): Promise<Pose> {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const sidePx = ROOM * Math.max(box.width, box.height);
  const input = fsaNetInput(cutCrop(pyramid, squareCrop(centre, sidePx, SIZE), SIZE));
  const sums: [yaw: number, pitch: number, roll: number] = [0, 0, 0];
  for (const model of models) {
    const [yaw, pitch, roll] = floatsOf(await model.run({ [INPUT]: input }), OUTPUT);
    sums[0] += yaw ?? Number.NaN;
    sums[1] += pitch ?? Number.NaN;
    sums[2] += roll ?? Number.NaN;
  }
  const [yaw, pitch, roll] = sums;
  const count = models.length;
  return { yawDeg: -yaw / count, pitchDeg: pitch / count + LEVEL_DEG, rollDeg: roll / count };
}
