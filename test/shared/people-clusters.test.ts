import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  clusterFaces,
  type ClusterInput,
  type DotProducts,
} from '../../shared/people/people-clusters.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { dotAt, l2Normalise } from '../../shared/arithmetic/vectors.ts';
import { permutation } from './made-columns.ts';

type MadeFace = {
  readonly photo: number;
  /** Degrees on a circle, where likeness is the cosine of the difference. */
  readonly angle: number;
  readonly quality?: number;
  readonly person?: number;
  readonly usable?: boolean;
};

function cluster(
  faces: readonly MadeFace[],
  options: { readonly threshold?: number; readonly rejected?: readonly [number, number][] } = {},
): Promise<readonly number[][]> {
  const points = faces.flatMap(({ angle }) => {
    const radians = (angle * Math.PI) / 180;
    return [...l2Normalise([Math.cos(radians), Math.sin(radians), 0, 0, 0])];
  });
  const rejected = new Map<number, Set<number>>();
  for (const [a, b] of (options.rejected ?? []).flatMap(([a, b]) => [
    [a, b] as const,
    [b, a] as const,
  ]))
    rejected.set(a, new Set([...(rejected.get(a) ?? []), b]));
  const input: ClusterInput = {
    count: faces.length,
    length: 5,
    data: Float32Array.from(points),
    usable: Uint8Array.from(faces, ({ usable }) => (usable === false ? 0 : 1)),
    photo: Uint32Array.from(faces, ({ photo }) => photo),
    quality: Float64Array.from(faces, ({ quality }, face) => quality ?? 1 - face / 1000),
    person: Int32Array.from(faces, ({ person }) => person ?? -1),
    rejected,
    threshold: options.threshold ?? Math.cos((10 * Math.PI) / 180),
  };
  return clusterFaces(input, { products: byLoops, pause: () => Promise.resolve() });
}

/** What the inference runtime gives the engine, number by number. */
const byLoops: DotProducts = (a, b, length) => {
  const [rows, columns] = [a.length / length, b.length / length];
  const products = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      products[row * columns + column] = dotAt(a, row * length, b, column * length, length);
  return Promise.resolve(products);
};

const threshold = Math.cos((0.4 * Math.PI) / 180);

/** Average linkage as its definition says, of faces that nothing else is known of. */
function eachWithEach(faces: readonly MadeFace[]): number[][] {
  const mean = (a: readonly number[], b: readonly number[]) => {
    const cosines = a.flatMap((one) =>
      b.map((two) => {
        const degrees = (faces[one]?.angle ?? NaN) - (faces[two]?.angle ?? NaN);
        return Math.cos((degrees * Math.PI) / 180);
      }),
    );
    return cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  };
  const groups: number[][] = [];
  for (const face of faces.keys()) {
    const likeness = groups.map((group) => mean([face], group));
    const most = Math.max(...likeness);
    if (most >= threshold) groups[likeness.indexOf(most)]?.push(face);
    else groups.push([face]);
  }
  for (let merged = true; merged;) {
    merged = false;
    const pairs = groups.flatMap((a, i) =>
      groups.slice(i + 1).map((b) => ({ a, b, likeness: mean(a, b) })),
    );
    for (const { a, b } of pairs.sort((x, y) => y.likeness - x.likeness)) {
      if (a.length === 0 || b.length === 0 || mean(a, b) < threshold) continue;
      a.push(...b.splice(0));
      merged = true;
    }
    groups.splice(0, groups.length, ...groups.filter((group) => group.length > 0));
  }
  return groups;
}

const sets = (groups: readonly number[][]) =>
  groups.map((group) => [...group].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));

const madeFace = fc.record({
  photo: fc.integer({ min: 0, max: 9 }),
  angle: fc.integer({ min: 0, max: 359 }),
  person: fc.constantFrom(-1, -1, -1, 0, 1),
});

describe('grouping faces into people', () => {
  it('puts like faces together, the largest group first, its best seen face first', async () => {
    const faces = [
      { photo: 0, angle: 100 },
      { photo: 1, angle: 3, quality: 0.2 },
      { photo: 2, angle: 0, quality: 0.9 },
      { photo: 3, angle: 5, quality: 0.5 },
      { photo: 4, angle: 104, quality: 0.1 },
    ];
    assert.deepEqual(await cluster(faces), [
      [2, 3, 1],
      [0, 4],
    ]);
  });

  it('never puts two faces of one photo together, however like', async () => {
    const twins = [
      { photo: 0, angle: 0 },
      { photo: 0, angle: 1 },
      { photo: 1, angle: 1 },
    ];
    assert.deepEqual(sets(await cluster(twins)), [[0], [1, 2]]);
  });

  it('leaves out faces that take no part', async () => {
    const faces = [
      { photo: 0, angle: 0 },
      { photo: 1, angle: 0, usable: false },
    ];
    assert.deepEqual(await cluster(faces), [[0]]);
  });

  it('keeps together what was named, and apart what was named otherwise', async () => {
    const faces = [
      { photo: 0, angle: 0, person: 7 },
      { photo: 1, angle: 90, person: 7 },
      { photo: 2, angle: 1, person: 8 },
      { photo: 3, angle: 2, person: 8 },
    ];
    assert.deepEqual(sets(await cluster(faces)), [
      [0, 1],
      [2, 3],
    ]);
  });

  it('keeps apart what the user said is not one person', async () => {
    const faces = [
      { photo: 0, angle: 0 },
      { photo: 1, angle: 1 },
      { photo: 2, angle: 8 },
    ];
    assert.deepEqual(sets(await cluster(faces)), [[0, 1, 2]]);
    assert.deepEqual(sets(await cluster(faces, { rejected: [[1, 0]] })), [[0], [1, 2]]);
  });

  it('merges groups that have come together', async () => {
    // Face 1 is founded apart from 0; 2 and 3 lie between them.
    const faces = [
      { photo: 0, angle: 0 },
      { photo: 1, angle: 12 },
      { photo: 2, angle: 5 },
      { photo: 3, angle: 7 },
    ];
    assert.deepEqual(sets(await cluster(faces)), [[0, 1, 2, 3]]);
  });

  it('holds every face once and no photo twice in a group', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(madeFace, { maxLength: 60 }), async (faces) => {
        // What is named twice in one photo is the user's word, which the engine refuses earlier.
        const named = new Set<string>();
        const clean = faces.filter(({ photo, person }) => {
          const key = `${photo} ${person}`;
          return person < 0 || (!named.has(key) && named.add(key));
        });
        const groups = await cluster(clean);
        assert.deepEqual(
          groups.flat().sort((a, b) => a - b),
          clean.map((_, face) => face),
        );
        for (const group of groups) {
          const photos = new Set(group.map((face) => clean[face]?.photo));
          assert.equal(photos.size, group.length);
          const people = new Set(group.map((face) => clean[face]?.person ?? -1));
          people.delete(-1);
          assert.ok(people.size <= 1, 'one name a group');
        }
      }),
    );
  });

  it('gives the same groups in whatever order the faces come', async () => {
    const shuffled = fc
      .array(fc.record({ photo: fc.nat(9), angle: fc.nat(359) }), { maxLength: 40 })
      .chain((faces) => fc.record({ faces: fc.constant(faces), order: permutation(faces.length) }));
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ faces, order }) => {
        const made = faces.map((face, i) => ({ ...face, quality: 1 - i / 100 }));
        const moved = order.flatMap((face) => made[face] ?? []);
        const back = (await cluster(moved)).map((group) =>
          group.map((place) => order[place] ?? NaN),
        );
        assert.deepEqual(back, await cluster(made));
      }),
    );
  });

  it('of hundreds of faces does what comparing each with each does', async () => {
    const random = seededRandom(7);
    const faces = Array.from({ length: 900 }, (_, photo) => ({ photo, angle: 360 * random() }));
    assert.deepEqual(sets(await cluster(faces, { threshold })), sets(eachWithEach(faces)));
  });

  it('works on long vectors whose length four does not divide', async () => {
    const made = fc.array(
      fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), { minLength: 7, maxLength: 7 }),
      { minLength: 2, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(made, async (vectors) => {
        const units = vectors.map((vector) => l2Normalise(vector.map((value) => value + 2)));
        const count = units.length;
        const groups = await clusterFaces(
          {
            count,
            length: 7,
            data: Float32Array.from(units.flatMap((unit) => [...unit])),
            usable: new Uint8Array(count).fill(1),
            photo: Uint32Array.from(units.keys()),
            quality: new Float64Array(count),
            person: new Int32Array(count).fill(-1),
            rejected: new Map(),
            threshold: -1,
          },
          { products: byLoops, pause: () => Promise.resolve() },
        );
        assert.equal(groups.length, 1, 'everything reaches a threshold of -1');
      }),
    );
  });
});
