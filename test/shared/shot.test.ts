import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  apertureText,
  focalLengthText,
  offsetText,
  placeText,
  shotOf,
  shutterText,
} from '../../shared/shot.ts';
import { madeColumns } from './made-columns.ts';

describe('a shot in words', () => {
  it('gives the shutter as cameras show it', () => {
    const said = [1 / 8000, 1 / 500, 0.008, 1 / 4, 0.3, 0.5, 1, 2.5, 30].map(shutterText);
    const short = ['1/8000 s', '1/500 s', '1/125 s', '1/4 s'];
    assert.deepEqual(said, [...short, '0.3 s', '0.5 s', '1 s', '2.5 s', '30 s']);
  });

  it('gives aperture, focal length, zone and place', () => {
    assert.deepEqual([2.8, 4, 1.4142].map(apertureText), ['f/2.8', 'f/4', 'f/1.4']);
    assert.deepEqual([400, 23.55].map(focalLengthText), ['400 mm', '23.6 mm']);
    assert.deepEqual([0, 120, -210].map(offsetText), ['UTC+00:00', 'UTC+02:00', 'UTC-03:30']);
    assert.equal(placeText(46.948, 7.44744), '46.94800° N, 7.44744° E');
    assert.equal(placeText(-22.9, -43.2), '22.90000° S, 43.20000° W');
  });

  it('is null where the file says nothing', () => {
    const columns = madeColumns(2, { shots: [undefined, { iso: 640, lens: '85mm F1.8' }] });
    const { iso, lens, ...others } = shotOf(columns, 1);
    assert.deepEqual([iso, lens], [640, '85mm F1.8']);
    for (const value of Object.values(others)) assert.equal(value, null);
    for (const value of Object.values(shotOf(columns, 0))) assert.equal(value, null);
  });
});
