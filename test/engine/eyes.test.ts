// Open eyes: drawn lids of a known opening, the worse eye decides, and small or averted eyes are unknown.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import { eyesOpen, openByLids } from '../../electron/engine/stages/faces/eyes.ts';
import { defaultSettings } from '../../shared/settings.ts';

/** One eye of six points, `ratio` times as high as wide. */
function eye(left: number, widthPx: number, ratio: number): Point[] {
  const lid = (widthPx * ratio) / 2;
  const at = (share: number, y: number): Point => ({ x: left + share * widthPx, y: 100 + y });
  return [at(0, 0), at(1 / 3, -lid), at(2 / 3, -lid), at(1, 0), at(2 / 3, lid), at(1 / 3, lid)];
}

type Pair = { readonly widthPx?: number; readonly right?: number; readonly left?: number };

function face({ widthPx = 30, right = 0.3, left = 0.3 }: Pair): Point[] {
  const elsewhere = (count: number): Point[] =>
    Array.from({ length: count }, () => ({ x: 0, y: 0 }));
  const eyes = [...eye(50, widthPx, right), ...eye(150, widthPx, left)];
  return [...elsewhere(36), ...eyes, ...elsewhere(20)];
}

const open = (pair: Pair, yawDeg = 0): Promise<number | null> =>
  eyesOpen(face(pair), yawDeg, defaultSettings, openByLids);

describe('open eyes', () => {
  it('are certain when wide, even at a ratio of 0.22, and ruled out when shut', async () => {
    const [wide, even, shut] = await Promise.all(
      [0.35, 0.22, 0.05].map((ratio) => open({ right: ratio, left: ratio })),
    );
    assert.ok(wide !== undefined && wide !== null && wide > 0.99);
    assert.ok(even !== undefined && even !== null && Math.abs(even - 0.5) < 1e-9);
    assert.ok(shut !== undefined && shut !== null && shut < 0.01);
  });

  it('need both eyes: the worse one decides', async () => {
    assert.equal(await open({ right: 0.1 }), await open({ right: 0.1, left: 0.1 }));
    assert.equal(await open({ left: 0.1 }), await open({ right: 0.1, left: 0.1 }));
  });

  it('do not depend on the size of the face, and grow with the opening', async () => {
    const ratio = fc.double({ min: 0.02, max: 0.5, noNaN: true });
    const width = fc.double({ min: 14.1, max: 400, noNaN: true });
    await fc.assert(
      fc.asyncProperty(ratio, width, async (opening, widthPx) => {
        const value = await open({ widthPx, right: opening, left: opening });
        const reference = await open({ right: opening, left: opening });
        const wider = await open({ widthPx, right: opening + 0.05, left: opening + 0.05 });
        assert.ok(value !== null && reference !== null && wider !== null);
        assert.ok(Math.abs(value - reference) < 1e-9);
        assert.ok(value > 0 && value < wider && wider <= 1);
      }),
    );
  });

  it('are unknown when the eyes are small or the head is turned away', async () => {
    assert.notEqual(await open({ widthPx: 14.01 }), null);
    assert.equal(await open({ widthPx: 13.99 }), null);
    assert.notEqual(await open({}, 35), null);
    assert.equal(await open({}, 35.1), null);
    assert.equal(await open({}, -35.1), null);
    assert.equal(await open({}, Number.NaN), null);
  });

  it('obey the settings', async () => {
    const settings = { ...defaultSettings, 'faces.eyesMinWidthPx': 40, 'faces.eyesMaxYawDeg': 80 };
    assert.equal(await eyesOpen(face({ widthPx: 30 }), 0, settings, openByLids), null);
    assert.notEqual(await eyesOpen(face({ widthPx: 50 }), -79, settings, openByLids), null);
  });
});
