// Which moments of a film give stills: those in which somebody plays, each once, and nothing else.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { bestFrame } from '../../shared/stills/best-frame.ts';
import {
  createLooking,
  lookHeightPx,
  lookWidthPx,
  type FrameLook,
} from '../../shared/stills/frame-look.ts';
import { momentsOf, sparseSeconds } from '../../shared/stills/moments.ts';
import { timecode, timecodeIn, timecodeName } from '../../shared/stills/timecode.ts';
import { stillsSentence, takenSentences } from '../../shared/stills/words.ts';
import { filmFrame, filmParts, filmSeconds, type Part } from '../fixtures/match-video.ts';

const size = { widthPx: lookWidthPx, heightPx: lookHeightPx };

function looksAt(parts: readonly Part[]): FrameLook[] {
  const look = createLooking();
  const frames = Math.floor(filmSeconds(parts) / sparseSeconds);
  return Array.from({ length: frames }, (_, i) => {
    const seconds = i * sparseSeconds;
    return { seconds, ...look(filmFrame(parts, seconds, size).data) };
  });
}

describe('moments of a made film', () => {
  const parts = filmParts();
  let looks: FrameLook[];
  before(() => {
    looks = looksAt(parts);
  });

  it('are those of play, each once; standing and cards give none', (test) => {
    const moments = momentsOf(looks, 300);
    const plays = parts.filter(({ kind }) => kind === 'play');
    const inPlay = moments.map(({ peak }) =>
      plays.findIndex(({ from, to }) => peak >= from - sparseSeconds && peak <= to),
    );
    const found = new Set(inPlay.filter((play) => play >= 0));
    const others = inPlay.filter((play) => play < 0).length;
    test.diagnostic(
      `recall ${found.size} of ${plays.length}, ${moments.length} moments, ${others} of standing or cards`,
    );
    assert.equal(found.size, plays.length);
    assert.equal(moments.length, plays.length);
  });

  it('are bounded in number: the liveliest are kept, in order of time', () => {
    const all = momentsOf(looks, 300);
    const few = momentsOf(looks, 3);
    assert.equal(few.length, 3);
    assert.ok(few.every(({ peak }) => all.some((one) => one.peak === peak)));
    assert.deepEqual(
      few.map(({ peak }) => peak),
      few.map(({ peak }) => peak).sort((a, b) => a - b),
    );
  });

  it('are not there in a film in which nobody plays', () => {
    const quiet = parts.filter(({ kind }) => kind !== 'play').slice(0, 4);
    let now = 0;
    const joined = quiet.map((part) => {
      const from = now;
      now += part.to - part.from;
      return { ...part, from, to: now };
    });
    assert.deepEqual(momentsOf(looksAt(joined), 300), []);
  });
});

describe('a frame next to the one before', () => {
  const noise = (seed: number) =>
    Uint8Array.from({ length: 3 * lookWidthPx * lookHeightPx }, (_, i) => {
      const pixel = Math.floor(i / 3);
      const [x, y] = [(pixel % lookWidthPx) + seed, Math.floor(pixel / lookWidthPx)];
      return 128 + 90 * Math.sin(x / 7) * Math.cos(y / 5 + x / 31);
    });

  it('shows no motion where the camera only turns', () => {
    const look = createLooking();
    look(noise(0));
    const turned = look(noise(4));
    assert.ok(turned.motion < 0.02, String(turned.motion));
    assert.equal(turned.isCut, false);
  });

  it('is the beginning of another scene where the colours are others', () => {
    const look = createLooking();
    look(noise(0));
    assert.equal(look(new Uint8Array(3 * lookWidthPx * lookHeightPx).fill(250)).isCut, true);
  });
});

describe('moments of any looks', () => {
  const anyLooks = fc
    .array(
      fc.record({
        motion: fc.double({ min: 0, max: 1, noNaN: true }),
        isCut: fc.boolean(),
        flat: fc.double({ min: 0, max: 1, noNaN: true }),
        gap: fc.double({ min: 0.01, max: 3, noNaN: true }),
      }),
      { maxLength: 80 },
    )
    .map((steps) => {
      let seconds = 0;
      return steps.map(({ gap, ...look }): FrameLook => {
        seconds += gap;
        return { ...look, seconds };
      });
    });

  it('lie in order, inside the film, around their peaks, and never overlap; none is on a card', () => {
    fc.assert(
      fc.property(anyLooks, fc.integer({ min: 1, max: 20 }), (looks, most) => {
        const moments = momentsOf(looks, most);
        assert.ok(moments.length <= most);
        let end = -Infinity;
        for (const { from, peak, to } of moments) {
          assert.ok(end <= from && from <= peak && peak <= to, JSON.stringify(moments));
          assert.ok(from >= (looks[0]?.seconds ?? 0) && to <= (looks.at(-1)?.seconds ?? 0));
          end = to;
        }
        if (looks.every(({ flat }) => flat > 0.95)) assert.equal(moments.length, 0);
      }),
    );
  });

  it('of play that goes on are one in four seconds', () => {
    const looks = Array.from({ length: 300 }, (_, i): FrameLook => {
      return { seconds: i * sparseSeconds, motion: 0.5, isCut: false, flat: 0.3 };
    });
    const moments = momentsOf(looks, 300);
    assert.equal(moments.length, 15, 'one in four seconds of a minute');
  });
});

describe('the frame of a moment that is kept', () => {
  const moment = { from: 1, to: 2, peak: 1.5 };

  it('is the sharp one of two at one distance, and of equally sharp ones the one at the height', () => {
    const frames = [1.1, 1.5, 1.9].map((seconds) => ({ seconds, sharpness: 100 }));
    assert.equal(bestFrame(frames, moment)?.seconds, 1.5);
    const blurred = frames.map((one) => (one.seconds === 1.5 ? { ...one, sharpness: 20 } : one));
    assert.notEqual(bestFrame(blurred, moment)?.seconds, 1.5);
    assert.equal(bestFrame([], moment), null);
  });
});

describe('words of stills', () => {
  it('count videos and stills, and name the place in a video', () => {
    assert.equal(stillsSentence({ videos: 3, stills: 41 }), '3 videos gave 41 stills.');
    assert.equal(stillsSentence({ videos: 1, stills: 1 }), '1 video gave 1 still.');
    assert.equal(stillsSentence({ videos: 0, stills: 0 }), null);
    assert.deepEqual(takenSentences({ videos: [] }), ['There is no video in these folders.']);
    const broken = { path: '/a.mov', seconds: 0, stills: 0, problem: 'It is broken.' };
    assert.deepEqual(takenSentences({ videos: [broken] }), [
      'No video gave a still.',
      'It is broken.',
    ]);
    assert.equal(timecode(753.4804), '00:12:33.480');
    assert.equal(timecodeName(3600), '01.00.00.000');
    for (const seconds of [0, 4.6, 753.48, 36_000])
      assert.equal(timecodeIn(`CLIP 2.0 ${timecodeName(seconds)}.jpg`), timecode(seconds));
    assert.equal(timecodeIn('photo.jpg'), null);
  });
});
