// Which way a head is turned, by the best means there is: the head pose networks, else the landmarks alone.

import type { Settings } from '../../../../shared/settings.ts';
import { openModel } from '../../running/providers.ts';
import type { ChosenModels } from '../../stage.ts';
import type { PixelBox, Point } from './detection.ts';
import type { Pyramid } from './face-crops.ts';
import { checkFsaNet, poseByFsaNet } from './networks/fsa-net.ts';
import { poseFromLandmarks } from './head-pose-geometry.ts';
import type { Pose } from './head-pose-geometry.ts';

export type EstimatedPose = Pose & { readonly from: 'model' | 'landmarks' };

export type HeadPose = {
  /** sha256 of each model file that takes part; none where the landmarks decide. */
  readonly hashes: readonly string[];
  /**
   * The pose of one face.
   * @param box the detector's box in pixels of the pyramid's raster
   * @param landmarks 68 points (iBUG 300-W order) in pixels of the same raster
   */
  estimate(pyramid: Pyramid, box: PixelBox, landmarks: readonly Point[]): Promise<EstimatedPose>;
  release(): Promise<void>;
};

const byLandmarks: HeadPose = {
  hashes: [],
  estimate: (_pyramid, _box, landmarks) =>
    Promise.resolve({ ...poseFromLandmarks(landmarks), from: 'landmarks' }),
  release: () => Promise.resolve(),
};

/**
 * Opens what the model folder has chosen for the role `head-pose`. Throws a sentence when its files are no such
 * networks.
 */
export async function openHeadPose(folder: ChosenModels, settings: Settings): Promise<HeadPose> {
  const chosen = folder.chosen('head-pose');
  if (!chosen) return byLandmarks;
  if (chosen.network !== 'fsanet') {
    throw new Error(`Podium cannot read head poses from ${chosen.title}.`);
  }
  const models = await Promise.all(chosen.files.map((_, i) => openModel(chosen, settings, i)));
  models.forEach(checkFsaNet);
  return {
    hashes: chosen.files.map(({ sha256 }) => sha256),
    async estimate(pyramid, box) {
      return { ...(await poseByFsaNet(models, pyramid, box)), from: 'model' };
    },
    async release() {
      for (const model of models) await model.release();
    },
  };
}
