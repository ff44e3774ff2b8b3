// YuNet: outputs written by hand decode to known faces; the real network finds them where they are.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { loadModel } from '../../electron/engine/running/inference.ts';
import type { Model, Tensor } from '../../electron/engine/running/inference.ts';
import type { PixelBox } from '../../electron/engine/stages/faces/detection.ts';
import { createPyramid } from '../../electron/engine/stages/faces/face-crops.ts';
import { suppressOverlaps } from '../../electron/engine/stages/faces/nms.ts';
import { overlap } from '../../shared/people/boxes.ts';
import {
  decodeYunet,
  detectWithYunet,
  paddedSize,
  yunetInput,
  yunetSidePx,
} from '../../electron/engine/stages/faces/networks/yunet.ts';
import type { Raster } from '../../shared/photo.ts';

const SIZE = { widthPx: 96, heightPx: 64 };
const given = (name: string): string =>
  new URL(`../../../shared/models/${name}`, import.meta.url).pathname;

/** Outputs in which nothing is a face. */
function emptyOutputs(): Record<string, Tensor & { readonly data: Float32Array }> {
  const outputs: Record<string, Tensor & { readonly data: Float32Array }> = {};
  for (const stride of [8, 16, 32]) {
    const cells = (SIZE.widthPx / stride) * (SIZE.heightPx / stride);
    for (const [name, depth] of [
      ['cls', 1],
      ['obj', 1],
      ['bbox', 4],
      ['kps', 10],
    ] as const) {
      const data = new Float32Array(cells * depth);
      outputs[`${name}_${stride}`] = { data, dims: [1, cells, depth] };
    }
  }
  return outputs;
}

type Cell = {
  readonly stride: number;
  readonly cell: number;
  readonly face: number;
  readonly object: number;
};

function put({ stride, cell, face, object }: Cell, box: number[], points: number[] = []) {
  const outputs = emptyOutputs();
  outputs[`cls_${stride}`]?.data.set([face], cell);
  outputs[`obj_${stride}`]?.data.set([object], cell);
  outputs[`bbox_${stride}`]?.data.set(box, 4 * cell);
  outputs[`kps_${stride}`]?.data.set(points, 10 * cell);
  return outputs;
}

describe('decoding YuNet', () => {
  it('places box and points by the cell, its row and the stride', () => {
    // Stride 16 on 96 pixels: 6 columns, so cell 8 is column 2 of row 1.
    const where = { stride: 16, cell: 8, face: 0.9, object: 0.4 };
    const box = [0.5, 0.25, Math.log(2), Math.log(3)];
    const points = [0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1];
    const [detection, ...others] = decodeYunet(put(where, box, points), SIZE, 0.5);
    assert.ok(detection);
    assert.deepEqual(others, []);
    assert.ok(Math.abs(detection.confidence - 0.6) < 1e-6); // sqrt(0.9 * 0.4)
    const { x, y, width, height } = detection.box;
    // centre (2.5, 1.25) * 16 = (40, 20), size (2, 3) * 16 = (32, 48)
    for (const [actual, expected] of [
      [x, 24],
      [y, -4],
      [width, 32],
      [height, 48],
    ] as const) {
      assert.ok(Math.abs(actual - expected) < 1e-4);
    }
    assert.deepEqual(detection.points, [
      { x: 32, y: 16 },
      { x: 48, y: 16 },
      { x: 40, y: 24 },
      { x: 32, y: 32 },
      { x: 48, y: 32 },
    ]);
  });

  it('keeps a score at the limit, drops one below, and limits both factors to 0..1', () => {
    const at = (face: number, object: number) =>
      decodeYunet(put({ stride: 8, cell: 0, face, object }, [0, 0, 0, 0]), SIZE, 0.5);
    assert.equal(at(0.25, 1).length, 1);
    assert.equal(at(0.24, 1).length, 0);
    assert.equal(at(1.5, 1)[0]?.confidence, 1);
    assert.equal(at(-0.5, -0.9).length, 0);
  });

  it('reads all three grids', () => {
    for (const stride of [8, 16, 32]) {
      const outputs = put({ stride, cell: 1, face: 1, object: 1 }, [0, 0, 0, 0]);
      const [detection] = decodeYunet(outputs, SIZE, 0.5);
      assert.deepEqual(detection?.box, {
        x: stride / 2,
        y: -stride / 2,
        width: stride,
        height: stride,
      });
    }
  });

  it('says which output is missing', () => {
    const { kps_16: gone, ...others } = emptyOutputs();
    assert.ok(gone);
    assert.throws(() => decodeYunet(others, SIZE, 0.5), /kps_16/);
  });
});

describe('the input of YuNet', () => {
  it('is blue, green, red in planes, with black beyond the raster', () => {
    const raster = { widthPx: 2, heightPx: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const { data, dims } = yunetInput(raster, { x: 1, y: 0, widthPx: 2, heightPx: 2 });
    assert.deepEqual(dims, [1, 3, 2, 2]);
    assert.deepEqual([...data], [6, 0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0]);
  });

  it('is the smallest multiple of 32 that holds the raster', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), (px) => {
        const { widthPx } = paddedSize({ widthPx: px, heightPx: 1 });
        assert.equal(widthPx % 32, 0);
        assert.ok(widthPx >= px && widthPx - px < 32);
      }),
    );
  });

  it('refuses a file with other inputs or outputs', () => {
    const model: Model = {
      inputs: { input: [1, 3, 640, 480] },
      outputs: {},
      types: {},
      run: () => Promise.reject(new Error('not run')),
      release: () => Promise.resolve(),
    };
    assert.throws(() => yunetSidePx(model), /not a YuNet network/);
  });
});

describe('suppressing overlaps', () => {
  const side = fc.double({ min: 1, max: 50, noNaN: true });
  const boxes = fc.record({ x: side, y: side, width: side, height: side });
  const detections = fc.array(
    fc.record({ box: boxes, confidence: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { maxLength: 20 },
  );

  it('leaves no two that overlap, drops none without a better one, whatever the order', () => {
    fc.assert(
      fc.property(detections, (all) => {
        const kept = suppressOverlaps(all, 0.3);
        for (const candidate of all) {
          const rivals = kept.filter(({ box }) => overlap(box, candidate.box) > 0.3);
          if (kept.includes(candidate)) assert.deepEqual(rivals, [candidate]);
          else assert.ok(rivals.some(({ confidence }) => confidence >= candidate.confidence));
        }
        assert.deepEqual(suppressOverlaps(all.toReversed(), 0.3), kept);
      }),
    );
  });

  it('measures the overlap as shared over united area', () => {
    const square = { x: 0, y: 0, width: 2, height: 2 };
    assert.equal(overlap(square, square), 1);
    assert.equal(overlap(square, { ...square, x: 1 }), 1 / 3);
    assert.equal(overlap(square, { ...square, x: 2 }), 0);
  });
});

// A sample photo inside the installed face-api package: four people.
const SAMPLE = new URL('../../node_modules/@vladmandic/face-api/demo/sample6.jpg', import.meta.url);

async function photo(widthPx: number): Promise<Raster> {
  const { data, info } = await sharp(SAMPLE.pathname)
    .resize(widthPx)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, widthPx: info.width, heightPx: info.height };
}

/** The photo at the lower right of a larger grey one. */
function placed(
  small: Raster,
  left: number,
  top: number,
  widthPx: number,
  heightPx: number,
): Raster {
  const data = new Uint8Array(3 * widthPx * heightPx).fill(90);
  for (let y = 0; y < small.heightPx; y++) {
    const row = small.data.subarray(3 * y * small.widthPx, 3 * (y + 1) * small.widthPx);
    data.set(row, 3 * ((top + y) * widthPx + left));
  }
  return { data, widthPx, heightPx };
}

for (const file of ['yunet_n_dynamic.onnx', 'face_detection_yunet_2023mar.onnx']) {
  const path = given(file);
  const skip = existsSync(path) ? false : `needs ${file} in ../shared/models`;
  describe(`the network ${file}`, { skip }, () => {
    const faces = async (raster: Raster): Promise<readonly PixelBox[]> => {
      const model = await loadModel(path, { threads: 1 });
      const found = await detectWithYunet(createPyramid(raster), model, 0.6);
      await model.release();
      return found.map(({ box }) => box).toSorted((a, b) => a.x - b.x);
    };

    it('finds the same faces in a small photo and moved into a corner of a large one', async () => {
      const small = await photo(320);
      const alone = await faces(small);
      const moved = await faces(placed(small, 1500, 900, 1900, 1300));
      assert.equal(alone.length, 4);
      assert.equal(moved.length, alone.length);
      for (const [i, box] of alone.entries()) {
        const other = moved[i];
        assert.ok(other);
        const back = { ...other, x: other.x - 1500, y: other.y - 900 };
        assert.ok(overlap(box, back) > 0.7);
      }
    });

    it('finds all four when the photo is 300 pixels wide and when it is 4,000', async () => {
      for (const widthPx of [300, 4000])
        assert.equal((await faces(await photo(widthPx))).length, 4);
    });
  });
}
