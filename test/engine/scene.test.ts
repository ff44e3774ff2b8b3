import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { graphicness } from '../../electron/engine/stages/bodies/graphic.ts';
import { readScene } from '../../electron/engine/stages/bodies/scene.ts';
import { detailOf, separation } from '../../electron/engine/stages/bodies/separation.ts';
import type { Thing } from '../../shared/moments/seen.ts';
import type { Box, Raster } from '../../shared/photo.ts';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const person = (where: Box, score = 0.8): Thing => ({ coco: 0, score, box: where });
const ball = (where: Box, score = 0.7): Thing => ({ coco: 32, score, box: where });
const racket = (where: Box): Thing => ({ coco: 38, score: 0.7, box: where });
const car = (where: Box): Thing => ({ coco: 2, score: 0.7, box: where });

type Colour = readonly [number, number, number];

/** A picture of 90 x 60 pixels. */
function raster(colour: (x: number, y: number) => Colour): Raster {
  const [widthPx, heightPx] = [90, 60];
  const data = new Uint8Array(3 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) data.set(colour(x, y), 3 * (y * widthPx + x));
  return { widthPx, heightPx, data };
}

/** Fine checks of a strength that may differ from place to place. */
const checks = (strength: (x: number, y: number) => number) =>
  raster((x, y) => {
    const level = 128 + ((x + y) % 2 ? 1 : -1) * strength(x, y);
    return [level, level, level];
  });

const even = detailOf(checks(() => 20));
const scene = (...things: Thing[]) => readScene(things, even, 0);
const numberOf = (value: unknown) =>
  typeof value === 'number' ? value : assert.fail(String(value));

describe('a scene', () => {
  it('without anybody holds nothing that could be measured, and is no match photo', () => {
    const { subject, ball: played, subject_sharpness, match_photo, players } = scene();
    assert.deepEqual(
      [subject, played, subject_sharpness, match_photo, players],
      ['not there', 'not there', 'not there', 0, 0],
    );
    assert.equal(scene(ball(box(0.4, 0.4, 0.2, 0.2))).match_photo, 0, 'a ball alone is a thing');
  });

  it('is better with a larger, more central and whole athlete', () => {
    const of = (where: Box) => numberOf(scene(person(where)).subject);
    assert.ok(of(box(0.3, 0.1, 0.4, 0.8)) > of(box(0.4, 0.3, 0.2, 0.4)));
    assert.ok(of(box(0.4, 0.3, 0.2, 0.4)) > of(box(0.75, 0.3, 0.2, 0.4)));
    assert.ok(of(box(0.1, 0.3, 0.2, 0.4)) > of(box(0, 0.3, 0.2, 0.4)), 'cut off at the edge');
  });

  it('knows a ball at the athlete from one across the field and from none', () => {
    const player = person(box(0.2, 0.2, 0.2, 0.6));
    const at = scene(player, ball(box(0.38, 0.7, 0.05, 0.05)));
    const away = scene(player, ball(box(0.9, 0.1, 0.05, 0.05)));
    assert.deepEqual([at.ball, at.played.ball], [1, 2]);
    assert.deepEqual([away.ball, away.played.ball], ['not there', 1]);
    assert.deepEqual([scene(player).ball, scene(player).played.ball], ['not there', 0]);
  });

  it('counts gear in hand, but less than the ball', () => {
    const player = person(box(0.2, 0.2, 0.2, 0.6));
    const { ball: worth, played } = scene(player, racket(box(0.3, 0.3, 0.1, 0.1)));
    assert.equal(worth, 0.7);
    assert.deepEqual(played, { worth: 0.7, ball: 0, gear: 38 });
  });

  it('is about the car where that is far larger than anybody', () => {
    const driver = person(box(0.5, 0.4, 0.05, 0.08));
    const race = scene(car(box(0.2, 0.3, 0.6, 0.4)), driver);
    assert.equal(race.ridden, true);
    assert.equal(race.ball, 'cannot tell');
    assert.ok(numberOf(race.subject) > numberOf(scene(driver).subject));
    assert.ok(race.match_photo > 0.8);
    assert.equal(
      scene(car(box(0.8, 0.5, 0.1, 0.1)), person(box(0.2, 0.1, 0.4, 0.8))).ridden,
      false,
    );
  });

  it('is less of a match photo the more it is drawn, and never below 0', () => {
    const things = [person(box(0.3, 0.1, 0.4, 0.8))];
    const of = (graphic: number) => readScene(things, even, graphic).match_photo;
    assert.ok(of(0) > of(0.4));
    assert.equal(of(1), 0);
  });

  it('looks at three main bodies at most and stays within 0 and 1, whatever was seen', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const thing = fc.record({
      coco: fc.constantFrom(0, 2, 3, 17, 32, 34, 38),
      score: fc.double({ min: 0.15, max: 1, noNaN: true }),
      box: fc
        .tuple(share, share, share, share)
        .map(([x, y, width, height]) => box(x, y, (1 - x) * width + 1e-3, (1 - y) * height + 1e-3)),
    });
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 8 }), share, (things, graphic) => {
        const seen = readScene(things, even, graphic);
        assert.ok(seen.bodies.length <= 3);
        assert.ok(seen.bodies.every((index) => things[index]?.coco === 0));
        for (const name of ['subject', 'ball', 'subject_sharpness', 'match_photo'] as const) {
          const value = seen[name];
          if (typeof value === 'number') assert.ok(value >= 0 && value <= 1, name);
        }
      }),
    );
  });
});

describe('separation', () => {
  const player = box(1 / 3, 0, 1 / 3, 1);
  const inside = (x: number) => x >= 30 && x < 60;

  it('is high where the subject has detail that the rest has not, and low the other way round', () => {
    const sharp = detailOf(checks((x) => (inside(x) ? 40 : 8)));
    const soft = detailOf(checks((x) => (inside(x) ? 8 : 40)));
    assert.equal(separation(sharp, player), 1);
    assert.equal(separation(soft, player), 0);
    const same = separation(even, player) ?? NaN;
    assert.ok(same > 0.2 && same < 0.4);
  });

  it('cannot be told of a body that fills the frame, nor of a picture without detail', () => {
    assert.equal(separation(even, box(0, 0, 1, 1)), null);
    assert.equal(separation(detailOf(raster(() => [90, 90, 90])), player), null);
  });
});

describe('graphicness', () => {
  const photoColour = (x: number, y: number): Colour => [
    (x * 37 + y * 11) % 200,
    (x * 13 + y * 29) % 200,
    (x * 7 + y * 53) % 200,
  ];
  const onWhite = (isPicture: (x: number, y: number) => boolean) =>
    raster((x, y) => (isPicture(x, y) ? photoColour(x, y) : [255, 255, 255]));

  it('is none of a photo, and none of a photo in a white frame', () => {
    assert.equal(graphicness(raster(photoColour)), 0);
    const framed = onWhite((x, y) => x >= 12 && x < 80 && y >= 10 && y < 52);
    assert.equal(graphicness(framed), 0);
  });

  it('is full of what is cut out on white, and of a handful of colours', () => {
    assert.equal(graphicness(onWhite((x, y) => Math.hypot(x - 45, y - 30) < 20)), 1);
    const flat = raster((x) => (x < 40 ? [200, 20, 20] : [20, 20, 200]));
    assert.equal(graphicness(flat), 1);
  });

  it('leaves a black-and-white photo alone', () => {
    const grey = raster((x, y) => {
      const level = (x * 7 + y * 3) % 220;
      return [level, level, level];
    });
    assert.equal(graphicness(grey), 0);
  });
});
