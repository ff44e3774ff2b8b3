// Which faces a photographer means: by likelihood, focus, size and the body below.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { meant, type JudgedFace } from '../../electron/engine/stages/faces/meant.ts';

const SHAPE = 1.5;

/** A sharp face of a third of the photo's height. */
const portrait: JudgedFace = {
  box: { x: 0.4, y: 0.2, width: 0.17, height: 0.33 },
  confidence: 0.98,
  sharpness: 900,
  likelihood: 1,
  agreement: 1,
};
const small = { x: 0.1, y: 0.1, width: 0.02, height: 0.03 };
const own = { x: 0.08, y: 0.09, width: 0.07, height: 0.25 };
const other = { x: 0.5, y: 0.2, width: 0.3, height: 0.8 };

type Bodies = Parameters<typeof meant>[1];

const meantBy = (face: Partial<JudgedFace>, bodies: Bodies, beside: readonly JudgedFace[] = []) =>
  meant([{ ...portrait, ...face }, ...beside], bodies, SHAPE)[0] ?? NaN;
const isMeant = (
  face: Partial<JudgedFace>,
  bodies: Bodies = [],
  beside: readonly JudgedFace[] = [],
) => meantBy(face, bodies, beside) >= 0.5;

describe('faces that are meant', () => {
  it('are large or in focus, with a body or without', () => {
    assert.ok(isMeant({}));
    assert.ok(isMeant({ box: small }));
    assert.ok(isMeant({ box: small }, [other]));
  });

  it('may be blurred where the photo is of them', () => {
    assert.ok(isMeant({ sharpness: 10 }));
    assert.ok(isMeant({ sharpness: 10, box: small }, [own]));
    assert.ok(isMeant({ sharpness: 10, box: small }, [own, { ...own, x: 0.5 }]));
  });

  it('are not spectators out of focus', () => {
    assert.ok(!isMeant({ sharpness: 10, box: small }));
    assert.ok(!isMeant({ sharpness: 10, box: small }, [own, other]));
  });

  it('are not large strangers out of focus beside a face as large that is sharp', () => {
    assert.ok(!isMeant({ sharpness: 30 }, [], [portrait]));
    assert.ok(isMeant({ sharpness: 30 }, [], [{ ...portrait, sharpness: 60 }]), 'all blurred');
    assert.ok(isMeant({ sharpness: 30 }, [], [{ ...portrait, box: small }]), 'sharp stands');
    assert.ok(isMeant({ sharpness: 30 }, [], [{ ...portrait, likelihood: 0, agreement: 0 }]));
    assert.ok(isMeant({ sharpness: 200 }, [], [{ ...portrait, sharpness: 5000 }]), 'in focus');
  });

  it('are not trophies and hands, which the mesh knows for none', () => {
    assert.ok(!isMeant({ likelihood: 0, agreement: 0.2 }));
    assert.ok(!isMeant({ likelihood: 0, confidence: 0.6 }));
  });

  it('may be seen from the side, where detector and landmarks are sure', () => {
    assert.ok(isMeant({ likelihood: 0, agreement: 0.9, confidence: 0.9 }));
  });

  it('are a matter of degree: nothing of it goes down as any of it goes up', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    const face = fc.record({
      box: fc.constant(small),
      likelihood: unit,
      agreement: unit,
      confidence: unit,
      sharpness: fc.double({ min: 0, max: 5000, noNaN: true }),
    });
    fc.assert(
      fc.property(face, unit, (one, more) => {
        const before = meantBy(one, [own, other], [portrait]);
        assert.ok(before >= 0 && before <= 1);
        for (const name of ['likelihood', 'agreement', 'confidence'] as const) {
          const better = { ...one, [name]: Math.min(1, one[name] + more) };
          assert.ok(meantBy(better, [own, other], [portrait]) >= before);
        }
        const sharper = { ...one, sharpness: one.sharpness * (1 + more) };
        assert.ok(meantBy(sharper, [own, other], [portrait]) >= before);
      }),
    );
  });
});
