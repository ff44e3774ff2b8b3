// The signs of a tile that follow from what analysis found in its photo.

import type { NormalisedSignals } from '../../shared/ranking/normalise.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { momentEnd } from '../../shared/ranking/words.ts';

/** Each false, too, where nothing is known. */
export type TileMarks = {
  readonly eyesClosed: boolean;
  /** The whole photo. */
  readonly blurred: boolean;
  /** What lies around the main athlete is sharper. */
  readonly softSubject: boolean;
  readonly peakAction: boolean;
  /** In the frame, wherever. */
  readonly ball: boolean;
};

/** The softest tenth of the folder's range is marked. */
const blurredTo = 0.1;

type Found = {
  readonly columns: Pick<PhotoColumns, 'signals' | 'play'>;
  readonly normalised: NormalisedSignals;
};

/** @param goodEyes probability from which on eyes count as open */
export function marksOf(
  { columns, normalised }: Found,
  photo: number,
  goodEyes: number,
): TileMarks {
  const { signals, play } = columns;
  return {
    eyesClosed: at(signals.eyes_open, photo) < goodEyes,
    blurred: at(normalised.sharpness, photo) <= blurredTo,
    softSubject: momentEnd('subject_sharpness', at(signals.subject_sharpness, photo)) === 'low',
    peakAction: momentEnd('action', at(signals.action, photo)) === 'high',
    ball: at(play.ball, photo) > 0,
  };
}
