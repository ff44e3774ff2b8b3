// Filters: what passes, in which order, and how many are at work.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countChoices, samePhotos } from '../../shared/shoot/counts.ts';
import {
  activeFacets,
  activeFilters,
  ballFilters,
  decisionFilters,
  eyesFilters,
  filterOrder,
  noFilters,
  peopleFilters,
  playersFilters,
  withoutFacet,
  type Filtered,
  type Filters,
} from '../../shared/shoot/filters.ts';
import { sixPhotos as folder } from './six-photos.ts';

const order = Uint32Array.of(3, 1, 5, 0, 2, 4);
const shown = (from: Filtered, change: Partial<Filters>) => [
  ...filterOrder(order, from, { ...noFilters, ...change }),
];

describe('filterOrder', () => {
  it('lets everything through when nothing is set', () => {
    assert.deepEqual(shown(folder({}), {}), [...order]);
    assert.equal(activeFilters(noFilters), 0);
  });

  it('knows picks, rejects and what is undecided', () => {
    const decided = folder({ pick: [1, -1, 0, 1, 0, -1] });
    assert.deepEqual(shown(decided, { decision: 'picks' }), [3, 0]);
    assert.deepEqual(shown(decided, { decision: 'rejects' }), [1, 5]);
    assert.deepEqual(shown(decided, { decision: 'undecided' }), [2, 4]);
    assert.deepEqual(shown(decided, { decision: 'notRejected' }), [3, 0, 2, 4]);
  });

  it('finds part of a name in any case', () => {
    assert.deepEqual(shown(folder({}), { text: ' a' }), [1, 0]);
  });

  it('finds parts of what lies below the opened folder, not of where that lies', () => {
    assert.deepEqual(shown(folder({}), { text: 'm' }), []);
    const mates = { ...folder({}), folders: ['/m/a', '/'] };
    assert.deepEqual(shown(mates, { text: 'm/a' }), [1, 0], 'no folder of these photos is /m/a');
    const nested = { ...folder({}), folders: ['/m/'] };
    assert.deepEqual(shown(nested, { text: 'm' }), []);
  });

  it('by text goes by the video of a still, and not by where Podium keeps it', () => {
    const paths = Array.from(
      { length: 6 },
      (_, i) => `/data/stills/root/m/F.MOV/F 00.00.0${i}.jpg`,
    );
    const videos = paths.map((_, i) => [i, i < 3 ? '/m/F.MOV' : '/m/G.MOV'] as const);
    const stills = folder({ paths, videos });
    assert.deepEqual(shown(stills, { text: 'data' }), []);
    assert.deepEqual(shown(stills, { text: 'g.mov' }).sort(), [3, 4, 5]);
    assert.deepEqual(shown(stills, { text: '00.02' }), [2]);
  });

  it('tells one face from several, and an unknown number from none', () => {
    const faces = folder({ faces: [0, 1, 2, 5, NaN, 1] });
    assert.deepEqual(shown(faces, { people: 'none' }), [0]);
    assert.deepEqual(shown(faces, { people: 'single' }), [1, 5]);
    assert.deepEqual(shown(faces, { people: 'group' }), [3, 2]);
  });

  it('finds the photos on which a number was read, which 07 and 7 are two of', () => {
    const numbers = folder({
      numbers: [
        [0, '7'],
        [0, '10'],
        [2, '07'],
        [4, '10'],
      ],
    });
    assert.deepEqual(shown(numbers, { number: '10' }), [0, 4]);
    assert.deepEqual(shown(numbers, { number: '7' }), [0]);
    assert.deepEqual(shown(numbers, { number: '1' }), []);
    assert.deepEqual(shown(numbers, { number: '' }), [...order]);
  });

  it('takes a number that is typed as #10 for one, with or without a part of the name', () => {
    const numbers = folder({
      numbers: [
        [0, '10'],
        [2, '7'],
        [4, '10'],
      ],
    });
    const name = (photo: number) => numbers.columns.paths[photo]?.split('/').at(-1) ?? '';
    assert.deepEqual(shown(numbers, { text: '#10' }), [0, 4]);
    assert.deepEqual(shown(numbers, { text: ` #10 ${name(4)}` }), [4]);
    assert.deepEqual(shown(numbers, { text: '#1' }), []);
    assert.deepEqual(shown(numbers, { text: '#1000' }), []);
  });

  it('knows open, closed and unknown eyes', () => {
    const eyes = folder({ eyes: [0.9, 0.1, NaN, 0.5, 0.49, NaN] });
    assert.deepEqual(shown(eyes, { eyes: 'open' }), [3, 0]);
    assert.deepEqual(shown(eyes, { eyes: 'closed' }), [1, 4]);
    assert.deepEqual(shown(eyes, { eyes: 'unknown' }), [5, 2]);
    assert.deepEqual(shown(eyes, { eyes: 'notClosed' }), [3, 5, 0, 2]);
  });

  it('finds the ball in the frame, at the player or not', () => {
    const balls = folder({ balls: [0, 1, 2, 0, 0, 1] });
    assert.deepEqual(shown(balls, { ball: 'inFrame' }), [1, 5, 2]);
    assert.deepEqual(shown(balls, { ball: 'all' }), [...order]);
  });

  it('tells one player from two and from more, and an unknown number from each', () => {
    const players = folder({ players: [0, 1, 2, 3, NaN, 11] });
    assert.deepEqual(shown(players, { players: 'one' }), [1]);
    assert.deepEqual(shown(players, { players: 'two' }), [2]);
    assert.deepEqual(shown(players, { players: 'several' }), [3, 5]);
    assert.deepEqual(shown(players, { players: 'several', ball: 'inFrame' }), []);
  });

  it('tells sports by their names, and photos of none', () => {
    const sports = folder({ sports: [0, 1, -1, 1, 0, -1] });
    assert.deepEqual(shown(sports, { sport: 'tennis' }), [3, 1]);
    assert.deepEqual(shown(sports, { sport: '' }), [5, 2]);
    assert.deepEqual(shown(sports, { sport: 'rugby' }), [], 'no class of this classifier');
  });

  it('tells cameras by their names, and photos of none', () => {
    const cameras = folder({ cameras: [0, 1, -1, 1, 0, -1] });
    assert.deepEqual(shown(cameras, { camera: 'NIKON Z 9' }), [3, 1]);
    assert.deepEqual(shown(cameras, { camera: '' }), [5, 2]);
    assert.deepEqual(shown(cameras, { camera: 'Canon EOS R5' }), [], 'none of this folder');
  });

  it('tells lenses by their names, and photos of none', () => {
    const lenses = folder({ lenses: [0, 1, -1, 1, 0, -1] });
    assert.deepEqual(shown(lenses, { lens: '400 f/2.8' }), [3, 1]);
    assert.deepEqual(shown(lenses, { lens: '' }), [5, 2]);
    assert.deepEqual(shown(lenses, { lens: '400 f/2.8', camera: 'NIKON Z 9' }), []);
  });

  it('keeps the photos of an ISO and of a shutter with its ends, without those of none known', () => {
    const iso = folder({ iso: [100, 200, 800, NaN, 400, 12800] });
    assert.deepEqual(shown(iso, { iso: [200, 800] }), [1, 2, 4]);
    const shutter = folder({ shutterSeconds: [1, 1 / 500, 1 / 1000, NaN, 1 / 2000, 1 / 60] });
    assert.deepEqual(shown(shutter, { shutter: [1 / 1000, 1 / 500] }), [1, 2]);
  });

  it('keeps the photos of a time with its ends, without those of no known time', () => {
    const times = folder({ takenMs: [100, 200, 300, NaN, 250, 301] });
    assert.deepEqual(shown(times, { taken: [200, 300] }), [1, 2, 4]);
  });

  it('keeps photos that were chosen together, whatever their order', () => {
    const chosen = { name: 'Shutter: 1/500 s', ids: new Set([106, 102]) };
    assert.deepEqual(shown(folder({}), { chosen }), [1, 5]);
    assert.deepEqual(shown(folder({}), { chosen: { ...chosen, ids: new Set<number>() } }), []);
    assert.equal(activeFilters({ ...noFilters, chosen }), 1);
  });

  it('keeps a range with its ends, without photos that have no value', () => {
    const sharp = folder({ sharpness: [0.2, 0.5, 0.8, NaN, 1, 0.49] });
    assert.deepEqual(shown(sharp, { ranges: { sharpness: [0.5, 1] } }), [1, 2, 4]);
    assert.equal(activeFilters({ ...noFilters, ranges: { sharpness: [0.5, 1] }, text: 'x' }), 2);
  });

  it('shows of a burst the first that passes', () => {
    const bursts = folder({ bursts: [0, 1, 0, 1, 2, 2], pick: [0, 0, 0, -1, 0, 0] });
    assert.deepEqual(shown(bursts, { stacked: true }), [3, 5, 0]);
    assert.deepEqual(shown(bursts, { stacked: true, decision: 'notRejected' }), [1, 5, 0]);
  });

  it('shows of copies of one picture the largest that passes, at its own place', () => {
    const copies = { bursts: [0, 1, 0, 1, 2, 2], widthsPx: [6, 9, 9, 6, 6, 6] };
    assert.deepEqual(shown(folder(copies), { stacked: true }), [1, 5, 2]);
    const rejected = folder({ ...copies, pick: [0, -1, 0, 0, 0, 0] });
    assert.deepEqual(shown(rejected, { stacked: true, decision: 'notRejected' }), [3, 5, 2]);
  });
});

/** Any filters at once. */
const anyFilters: fc.Arbitrary<Filters> = fc.record({
  decision: fc.constantFrom(...decisionFilters),
  minStars: fc.integer({ min: 0, max: 5 }),
  label: fc.integer({ min: 0, max: 5 }),
  people: fc.constantFrom(...peopleFilters),
  eyes: fc.constantFrom(...eyesFilters),
  ball: fc.constantFrom(...ballFilters),
  players: fc.constantFrom(...playersFilters),
  camera: fc.constantFrom(null, '', 'NIKON Z 8', 'NIKON Z 9'),
  lens: fc.constantFrom(null, '', '70-200'),
  sport: fc.constantFrom(null, '', 'golf', 'tennis'),
  taken: fc.constantFrom(null, [100, 250] as const),
  iso: fc.constantFrom(null, [100, 800] as const),
  shutter: fc.constantFrom(null, [0.001, 0.01] as const),
  number: fc.constantFrom('', '10', '8'),
  stacked: fc.constant(false),
  text: fc.constantFrom('', 'a'),
  ranges: fc.constantFrom({}, { sharpness: [0.3, 1] } as const),
  chosen: fc.constantFrom(null, { name: 'a bar', ids: new Set([101, 104, 106]) }),
});

const mixed = folder({
  pick: [1, 0, -1, 0, 1, 0],
  faces: [0, 1, 2, 1, NaN, 5],
  sharpness: [0.2, 0.5, 0.8, NaN, 1, 0.49],
  eyes: [NaN, 0.9, 0.1, 0.8, NaN, 0.7],
  balls: [0, 1, 2, 0, 1, 0],
  players: [1, 2, NaN, 3, 7, 0],
  takenMs: [100, 200, 300, NaN, 250, 301],
  cameras: [0, 1, -1, 1, 0, -1],
  lenses: [0, 1, 0, -1, 0, 1],
  iso: [100, 200, 800, NaN, 400, 12800],
  shutterSeconds: [1, 0.002, 0.001, NaN, 0.01, 0.02],
  sports: [1, -1, 0, 1, 0, 0],
  stars: [0, 3, 5, 1, 0, 2],
  numbers: [
    [1, '10'],
    [3, '8'],
    [3, '10'],
    [5, '10'],
  ],
});

describe('filters one by one', () => {
  it('are as many as are taken away until nothing is hidden', () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const facets = activeFacets(filters);
        assert.equal(activeFilters(filters), facets.length);
        const none = facets.reduce(withoutFacet, filters);
        assert.deepEqual(none, { ...noFilters, stacked: false });
      }),
    );
  });

  it('say beside each choice how many photos it would leave', () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const counts = countChoices(order, mixed, filters);
        const left = (change: Partial<Filters>) =>
          filterOrder(order, mixed, { ...filters, ...change }).length;
        for (const name of decisionFilters)
          assert.equal(counts.decision[name], left({ decision: name }));
        for (const name of peopleFilters) assert.equal(counts.people[name], left({ people: name }));
        for (const name of eyesFilters) assert.equal(counts.eyes[name], left({ eyes: name }));
        for (const name of ballFilters) assert.equal(counts.ball[name], left({ ball: name }));
        for (const name of playersFilters)
          assert.equal(counts.players[name], left({ players: name }));
        for (const number of [0, 1, 2, 3, 4, 5]) {
          assert.equal(counts.stars[number], left({ minStars: number }));
          assert.equal(counts.label[number], left({ label: number }));
        }
        assert.deepEqual(
          counts.sports,
          ['golf', 'tennis', ''].map((sport) => left({ sport })),
        );
        const cameras = ['NIKON Z 8', 'NIKON Z 9', ''];
        assert.deepEqual(
          counts.cameras,
          cameras.map((camera) => left({ camera })),
        );
      }),
    );
  });
});

describe('samePhotos', () => {
  const photo = fc.nat({ max: 12 });

  it('compares what is in two orders, not where', () => {
    const orders = fc.uniqueArray(photo).chain((photos) => {
      const other = fc.oneof(
        fc.shuffledSubarray(photos, { minLength: photos.length }),
        fc.uniqueArray(photo),
      );
      return fc.tuple(fc.constant(photos), other);
    });
    fc.assert(
      fc.property(orders, ([a, b]) => {
        const same = a.length === b.length && a.every((one) => b.includes(one));
        assert.equal(samePhotos(Uint32Array.from(a), Uint32Array.from(b)), same);
      }),
    );
  });
});
