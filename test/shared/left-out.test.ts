import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countLeftOut, leftOutSentence } from '../../shared/left-out.ts';

describe('the sentence about files that are no photos', () => {
  it('names every kind with its number', () => {
    assert.equal(
      leftOutSentence({ video: 2, sound: 1, sidecar: 3, unfinished: 1, other: 4 }),
      '2 videos, 1 sound recording, 3 sidecar files, 1 backup or unfinished copy and 4 other files were left out: they are not photos.',
    );
  });

  it('speaks of one file as of one', () => {
    assert.equal(leftOutSentence({ video: 1 }), '1 video was left out: it is not a photo.');
    assert.equal(
      leftOutSentence({ video: 1, other: 1 }),
      '1 video and 1 other file were left out: they are not photos.',
    );
  });

  it('is none where nothing was left out', () => {
    assert.equal(leftOutSentence({}), null);
    assert.equal(leftOutSentence(countLeftOut([])), null);
  });

  it('follows the count', () => {
    assert.deepEqual(countLeftOut(['video', 'other', 'video']), { video: 2, other: 1 });
  });
});
