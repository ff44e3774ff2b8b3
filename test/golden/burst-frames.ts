// Frames for golden scripts of bursts: what the engine reads of a photo to tell moments apart, and the bursts they make.

import { unknownShots } from '../../shared/shot.ts';
import { lumaOfRaster } from '../../electron/engine/stages/pixels/luma.ts';
import { lookOf } from '../../electron/engine/stages/pixels/look.ts';
import { perceptualHash } from '../../electron/engine/stages/pixels/perceptual-hash.ts';
import { groupBursts } from '../../shared/bursts/bursts.ts';
import { lookBytes } from '../../shared/bursts/looks.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { openLabelled } from './labelled-photos.ts';

export type Frame = {
  readonly path: string;
  /** NaN for a photo without a capture time. */
  readonly takenMs: number;
  readonly hash: bigint;
  readonly look: Int8Array;
};

/** Null where the photo cannot be read, which is printed. */
export async function openFrame(path: string): Promise<Frame | null> {
  try {
    const { analysis, takenMs } = await openLabelled(path);
    const hash = perceptualHash(lumaOfRaster(analysis), analysis.widthPx, analysis.heightPx);
    return { path, takenMs: takenMs ?? Number.NaN, hash, look: lookOf(analysis) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    console.log(`Left out: ${path}: ${error.message}`);
    return null;
  }
}

/** The bursts of frames of one camera. */
export function burstsOf(
  frames: readonly Frame[],
  settings: Settings = defaultSettings,
): Uint32Array {
  const looks = new Int8Array(frames.length * lookBytes);
  frames.forEach(({ look }, i) => {
    looks.set(look, i * lookBytes);
  });
  const columns = {
    takenMs: Float64Array.from(frames, ({ takenMs }) => takenMs),
    bodies: { names: ['Camera'], of: new Int16Array(frames.length) },
    perceptualHash: BigUint64Array.from(frames, ({ hash }) => hash),
    hashKnown: new Uint8Array(frames.length).fill(1),
    looks,
    paths: frames.map(({ path }) => path),
    shots: unknownShots(frames.length),
    handBursts: new Map(),
  };
  return groupBursts(columns, settings);
}
