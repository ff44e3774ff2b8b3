// What page, command line and HTTP API have in common: covers of bursts, what an act touches, what an album holds.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chooseAlbum } from '../../shared/ranking/album.ts';
import { decisionWords } from '../../shared/decisions.ts';
import { albumCandidates, albumItem } from '../../shared/shoot/album-items.ts';
import { burstMates, coversOf, picksOf } from '../../shared/shoot/burst-covers.ts';
import { mergeProblems } from '../../shared/shoot/problems.ts';
import { choosePhotos, photosWithReasons, rankColumns } from '../../shared/shoot/ranked-photos.ts';
import { keptOfBurst, touchedPhotos, type Pointed } from '../../shared/shoot/touched.ts';
import { likestPhotos } from '../../shared/shoot/word-matches.ts';
import { unknownEmbeddings } from '../../shared/bursts/likeness.ts';
import { madeColumns, madeNumbers, workedSettings } from './made-columns.ts';

/** Two bursts of three and a photo alone; the order goes through them in turn. */
const bursts = Uint32Array.of(0, 0, 0, 1, 1, 1, 2);
const order = Uint32Array.of(0, 3, 1, 4, 6, 2, 5);
const picks = (...picked: readonly number[]) =>
  Int8Array.from({ length: 7 }, (_, photo) => Number(picked.includes(photo)));

describe('the cover of a burst', () => {
  const columns = madeColumns(7);
  const covers = (pick: Int8Array, of = order, kept = order) => [
    ...coversOf(of, { bursts, kept, columns }, pick),
  ];

  it('is its best photo as long as nothing is picked', () => {
    assert.deepEqual(covers(picks()), [0, 3, 6]);
  });

  it('is the frame that one would keep, whatever scores higher', () => {
    assert.deepEqual(covers(picks(), order, Uint32Array.of(2, 3, 0, 5, 6, 1, 4)), [3, 6, 2]);
  });

  it('is the pick, and of several picks the best, whatever scores higher', () => {
    assert.deepEqual(covers(picks(2)), [3, 6, 2]);
    assert.deepEqual(covers(picks(2, 1, 5)), [1, 6, 5]);
    assert.deepEqual(covers(Int8Array.of(-1, 1, 1, -1, -1, 0, 0)), [3, 1, 6]);
  });

  it('says how many of the burst are picked', () => {
    const [first, second, third] = picksOf(bursts, Int8Array.of(-1, 1, 1, -1, -1, 0, 0));
    assert.deepEqual([first, second, third], [2, 0, 0]);
  });

  it('is none where the order has no photo of the burst', () => {
    assert.deepEqual(covers(picks(), Uint32Array.of(4)), [4]);
  });

  it('hides no pick behind another photo, in any folder', () => {
    const photo = fc.record({ burst: fc.nat(4), pick: fc.constantFrom(-1, 0, 1) });
    fc.assert(
      fc.property(fc.array(photo, { minLength: 1, maxLength: 20 }), (made) => {
        const numbers = [...new Set(made.map(({ burst }) => burst))];
        const groups = Uint32Array.from(made, ({ burst }) => numbers.indexOf(burst));
        const pick = Int8Array.from(made, (one) => one.pick);
        const all = Uint32Array.from(made.keys());
        const inBursts = { bursts: groups, kept: all, columns: madeColumns(made.length) };
        const shown = coversOf(all, inBursts, pick);
        assert.equal(shown.length, numbers.length, 'one photo a burst');
        for (const cover of shown) {
          const mates = burstMates(groups, cover);
          const chosen = mates.filter((mate) => pick[mate] === 1);
          assert.equal(cover, chosen.length > 0 ? chosen[0] : mates[0]);
        }
      }),
    );
  });
});

describe('an album', () => {
  const widthPx = Uint32Array.of(6, 6, 6, 6, 6, 6, 0);
  const columns = { ...madeColumns(7), widthPx };

  it('is never chosen from rejects and unread files, unless rejects are asked for', () => {
    const pick = Int8Array.of(-1, 0, 1, 0, -1, 0, 1);
    assert.deepEqual([...albumCandidates(order, columns, pick)], [3, 1, 2, 5]);
    assert.deepEqual([...albumCandidates(order, columns, pick, 'picks')], [2]);
    assert.deepEqual([...albumCandidates(order, columns, pick, 'rejects too')], [0, 3, 1, 4, 2, 5]);
  });

  it('of the picks holds all of them, several of one burst too', () => {
    const pick = picks(0, 1, 5);
    const candidates = albumCandidates(order, columns, pick, 'picks');
    const scores = Float64Array.of(7, 5, 2, 6, 4, 1, 3);
    const choice = { count: candidates.length, variety: 0.3, pick };
    const chosen = chooseAlbum(candidates, scores, bursts, columns, choice);
    assert.deepEqual([...chosen], [0, 1, 5]);
  });

  it('takes the pick of a burst, not the frame that scores higher', () => {
    const scores = Float64Array.of(7, 5, 2, 6, 4, 1, 3);
    const choose = (pick: Int8Array) => [
      ...chooseAlbum(order, scores, bursts, columns, { count: 2, variety: 0.01, pick }),
    ];
    assert.deepEqual(choose(picks()), [0, 3]);
    assert.deepEqual(choose(picks(1, 4)), [1, 4]);
  });
});

describe('a place of an album', () => {
  const faces = [
    { photo: 0, box: [0.5, 0.25, 0.25, 0.5], heightPx: 100 },
    { photo: 0, box: [0, 0, 0.25, 0.25], heightPx: 50 },
    { photo: 0, box: [0, 0, 0.125, 0.125], heightPx: 20 },
  ] as const;
  const columns = madeColumns(1, { paths: ['/match/a.jpg'], takenMs: [1000], faces });
  const group = { id: 'a', name: 'Kim', size: 1, cover: 0 };
  const source = {
    columns: {
      ...columns,
      sports: { names: ['tennis'], best: Int16Array.of(0), confidence: Float32Array.of(0.9) },
    },
    scores: Float64Array.of(0.5),
    groups: {
      group: Int32Array.of(0, 1, -1),
      waiting: 0,
      groups: [group, { ...group, name: null }],
    },
    decisions: {
      ids: columns.ids,
      pick: Int8Array.of(1),
      stars: Uint8Array.of(4),
      label: Uint8Array.of(2),
    },
    settings: { ...workedSettings, 'sport.sureFrom': 0.5 },
  };

  it('carries names, faces that count, sport, stars, label and pick', () => {
    const { faces: found, ...item } = albumItem(source, 0, 3);
    assert.deepEqual(found, [
      { box: { x: 0.5, y: 0.25, width: 0.25, height: 0.5 }, name: 'Kim' },
      { box: { x: 0, y: 0, width: 0.25, height: 0.25 }, name: null },
    ]);
    assert.deepEqual(item, {
      id: columns.ids[0],
      otherPaths: [],
      copy: null,
      rank: 3,
      score: 0.5,
      takenMs: 1000,
      subjects: ['tennis'],
      pick: 1,
      stars: 4,
      label: 2,
      widthPx: columns.widthPx[0],
      heightPx: columns.heightPx[0],
    });
  });

  it('has faces without names where nobody knows who is who', () => {
    const { faces: found } = albumItem({ ...source, groups: null }, 0, 1);
    assert.deepEqual(
      found.map(({ name }) => name),
      [null, null],
    );
  });
});

describe('what an act touches', () => {
  const ids = Float64Array.of(10, 11, 12, 13);
  const pointed = (change: Partial<Pointed>): number[] => [
    ...touchedPhotos({
      shown: Uint32Array.of(2, 0, 1),
      ids,
      selected: 10,
      selection: new Set(),
      inGrid: true,
      ...change,
    }),
  ];

  it('is the photo that was touched last, or nothing', () => {
    assert.deepEqual(pointed({}), [0]);
    assert.deepEqual(pointed({ selected: null }), []);
    assert.deepEqual(pointed({ selected: 99, inGrid: false }), []);
  });

  it('is in the grid all that is selected and shown, in the order of the screen', () => {
    const selection = new Set([10, 12, 13]);
    assert.deepEqual(pointed({ selection }), [2, 0]);
    assert.deepEqual(pointed({ selection, inGrid: false }), [0]);
    assert.deepEqual(pointed({ selection, selected: 11 }), [1], 'the hand has moved on');
  });

  it('is nothing where the grid hides the selection', () => {
    assert.deepEqual(pointed({ selected: 13 }), []);
    assert.deepEqual(pointed({ selected: 13, inGrid: false }), [3]);
  });

  it('is the whole burst where its best is kept', () => {
    const changes = keptOfBurst(
      { bursts: Uint32Array.of(0, 1, 0, 0), brackets: new Int32Array(4).fill(-1) },
      ids,
      2,
      Uint32Array.of(2),
    );
    assert.deepEqual(changes, [
      { id: 10, pick: -1 },
      { id: 12, pick: 1 },
      { id: 13, pick: -1 },
    ]);
  });
});

describe('rows of a ranking', () => {
  const columns = madeColumns(3, { signals: { sharpness: [1, 3, 2] } });
  const known = {
    columns,
    embeddings: unknownEmbeddings(columns.ids),
    settings: workedSettings,
    // As they were read before the first photo was known.
    decisions: {
      ids: columns.ids.slice(1),
      pick: Int8Array.of(-1, 1),
      stars: Uint8Array.of(0, 5),
      label: Uint8Array.of(1, 0),
    },
  };
  const ranking = rankColumns(known, { sharpness: 1 }, null);

  it('have all photos, rejects too, with what was decided about each', () => {
    const rows = photosWithReasons(ranking, ranking.order);
    assert.deepEqual(
      rows.map(({ rank, path, decision, stars, label }) => [rank, path, decision, stars, label]),
      [
        [1, columns.paths[1], 'reject', 0, 'red'],
        [2, columns.paths[2], 'pick', 5, null],
        [3, columns.paths[0], null, 0, null],
      ],
    );
  });

  it('are chosen without rejects, unless those are asked for', () => {
    const choose = (from: 'all but rejects' | 'rejects too') => [
      ...choosePhotos(ranking, { count: 2, variety: 0, from }),
    ];
    assert.deepEqual(choose('all but rejects'), [2, 0]);
    assert.deepEqual(choose('rejects too'), [1, 2]);
  });

  it('of other photos than the embeddings are of are none', () => {
    const embeddings = unknownEmbeddings(columns.ids.slice(1));
    assert.throws(() => rankColumns({ ...known, embeddings }, {}, null), /changed by another/);
  });

  it('by words are likest first, without what no CLIP has seen', () => {
    const found = likestPhotos(columns, Float32Array.of(0.25, NaN, 0.5), 5);
    assert.deepEqual(found, [
      { rank: 1, similarity: 0.5, path: columns.paths[2] },
      { rank: 2, similarity: 0.25, path: columns.paths[0] },
    ]);
  });

  it('by words are only those with the number that is asked for too', () => {
    const numbered = { ...columns, numbers: madeNumbers([[0, '10']]) };
    const found = likestPhotos(numbered, Float32Array.of(0.25, NaN, 0.5), 5, '10');
    assert.deepEqual(found, [{ rank: 1, similarity: 0.25, path: columns.paths[0] }]);
    assert.deepEqual(likestPhotos(numbered, Float32Array.of(0.25, NaN, 0.5), 5, '7'), []);
  });
});

describe('small words', () => {
  it('problems are said once a path, the latest last', () => {
    const scan = [
      { path: 'a', message: 'Not a photo.' },
      { path: 'b', message: 'May not be read.' },
    ];
    const analysis = [{ path: 'b', message: 'Damaged.' }];
    assert.deepEqual(mergeProblems(scan, analysis), [scan[0], analysis[0]]);
  });

  it('a photo that the decisions do not reach is undecided', () => {
    const none = {
      ids: new Float64Array(),
      pick: new Int8Array(),
      stars: new Uint8Array(),
      label: new Uint8Array(),
    };
    assert.deepEqual(decisionWords(none, 3), { decision: null, stars: 0, label: null });
  });
});
