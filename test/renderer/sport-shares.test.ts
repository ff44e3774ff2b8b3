// The list of sports beside the photos: which are listed, and in which order.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownSports } from '../../renderer/sport/shares.ts';

const names = ['golf', 'rugby', 'tennis'];

describe('sports of a folder', () => {
  it('come by their photos, then by name; those without photos are left out', () => {
    assert.deepEqual(
      shownSports(names, [2, 0, 5, 0], null).map(({ sport }) => sport),
      ['tennis', 'golf'],
    );
    assert.deepEqual(
      shownSports(names, [1, 1, 1, 0], null).map(({ sport }) => sport),
      ['golf', 'rugby', 'tennis'],
    );
  });

  it('end with the photos of no known sport, once a sport is known at all', () => {
    assert.deepEqual(shownSports(names, [0, 0, 0, 9], null), []);
    assert.deepEqual(shownSports(names, [1, 0, 0, 9], null), [
      { sport: 'golf', photos: 1 },
      { sport: '', photos: 9 },
    ]);
  });

  it('keep the chosen one, even where the other filters leave nothing of it', () => {
    assert.deepEqual(shownSports(names, [0, 0, 3, 0], 'rugby'), [
      { sport: 'tennis', photos: 3 },
      { sport: 'rugby', photos: 0 },
    ]);
    assert.deepEqual(shownSports(names, [0, 0, 0, 0], ''), [{ sport: '', photos: 0 }]);
  });
});
