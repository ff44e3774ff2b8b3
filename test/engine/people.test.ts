// People as the engine keeps them: groups, names and "not this person", on real photos and models.

import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, describe, it } from 'node:test';
import sharp from 'sharp';
import type { FaceReference, PersonGroups } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { isError } from '../fixtures/engine-error.ts';
import { deleteCache, engineForAll } from '../fixtures/engine-in-test.ts';
import { samplePhoto } from '../fixtures/match-folder.ts';
import { portrait } from '../fixtures/portrait.ts';

const grey = {
  create: { width: 200, height: 200, channels: 3, background: '#808080' },
} as const;

describe('people', () => {
  const own = engineForAll();
  let columns: PhotoColumns;

  const describePhotos = async () => {
    await own.sync();
    await own.analyse();
    columns = await own.columns();
  };
  const groups = () => own.engine.call('person.groups', own.input());
  const face = (index: number): FaceReference => ({
    id: columns.ids[columns.faces.photo[index] ?? NaN] ?? NaN,
    ordinal: columns.faces.ordinal[index] ?? NaN,
  });
  const match = async (references: FaceReference[]) =>
    (await own.engine.call('person.match', { ...own.input(), references })).similarity;
  const name = (faces: number[], person: string) =>
    own.engine.call('person.name', { faces: faces.map(face), name: person });

  /** The person of the portrait: her face there and in the photo it was cut from. */
  let twice: readonly [number, number];

  before(async () => {
    for (const number of [1, 2, 3, 4, 5, 6])
      copyFileSync(samplePhoto(number), join(own.photos, `sample${number}.jpg`));
    copyFileSync(await portrait(own.data), join(own.photos, 'a portrait.jpg'));
    await describePhotos();
    const cut = columns.faces.photo.indexOf(
      columns.paths.indexOf(join(own.photos, 'a portrait.jpg')),
    );
    const similarity = [...(await match([face(cut)]))];
    const whole = similarity.indexOf(Math.max(...similarity.filter((_, index) => index !== cut)));
    twice = [cut, whole];
  });
  afterEach(async () => {
    const all = Array.from({ length: columns.faces.count }, (_, index) => index);
    await name(all, '');
    const [a, b] = twice;
    await own.engine.call('person.reject', {
      reference: [face(a)],
      face: face(b),
      rejected: false,
    });
  });

  it('tells whom a photo can mean, from the left, and whom it means by itself', async () => {
    const path = samplePhoto(1);
    const several = await own.engine.call('person.faces', { photo: { path } });
    assert.ok(several.faces.length > 1 && several.meant === null);
    const lefts = several.faces.map(({ box }) => box.x);
    assert.deepEqual(
      lefts,
      [...lefts].sort((a, b) => a - b),
    );
    const cut = await portrait(own.data);
    const alone = await own.engine.call('person.faces', {
      photo: { bytes: readFileSync(cut), name: 'alone.jpg' },
    });
    assert.equal(alone.meant, 0);
    assert.deepEqual(readdirSync(join(own.data, 'dropped')), [], 'no copy of the photo stays');
    const [{ ordinal } = { ordinal: NaN }] = alone.faces;
    const similarity = await match([{ id: alone.id, ordinal }]);
    assert.ok((similarity[twice[0]] ?? 0) > 0.99, 'it is a reference like any other');
    const nobody = own.engine.call('person.faces', {
      photo: { bytes: await sharp(grey).png().toBuffer(), name: 'grey.png' },
    });
    await assert.rejects(nobody, /No face was found in grey\.png/);
  });

  it('groups every face that counts and can be told, two of one photo never together, the largest group first', async () => {
    const found = await groups();
    const { faces } = columns;
    assert.equal(found.group.length, faces.count);
    const least = defaultSettings['faces.minHeightPx'];
    const isTold = (face: number) => (faces.visibility[face] ?? NaN) >= 0.3; // else its landmarks are guessed
    const isHigh = (face: number) => (faces.heightPx[face] ?? NaN) >= least;
    for (const [face, group] of found.group.entries())
      assert.equal(group >= 0, isHigh(face) && isTold(face));
    assert.ok([...faces.visibility.keys()].some((face) => isHigh(face) && !isTold(face)));
    const sizes = found.groups.map(({ size }) => size);
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => b - a),
    );
    for (const [index, { size, cover }] of found.groups.entries()) {
      const members = membersOf(found, index);
      assert.equal(members.length, size);
      assert.ok(members.includes(cover));
      assert.equal(new Set(members.map((member) => faces.photo[member])).size, size);
    }
    assert.equal(new Set(found.groups.map(({ id }) => id)).size, found.groups.length);
  });

  it('puts a person in two photos into one group', async () => {
    const { group, groups: found } = await groups();
    assert.equal(group[twice[0]], group[twice[1]]);
    assert.equal(found[group[twice[0]] ?? NaN]?.name, null);
  });

  it('finds a person by a face of an open photo as by the photo itself', async () => {
    const [cut, whole] = twice;
    const path = join(own.photos, 'a portrait.jpg');
    const byPath = await own.engine.call('person.match', {
      ...own.input(),
      references: [{ path }],
    });
    assert.deepEqual(await match([face(cut)]), byPath.similarity);
    assert.ok(Math.abs((byPath.similarity[cut] ?? 0) - 1) < 1e-4);
    assert.ok((byPath.similarity[whole] ?? 0) > byPath.threshold);
  });

  it('names a group through one of its faces, and takes the name back', async () => {
    await name([twice[0]], '  Ada ');
    const named = (await groups()).groups.filter((group) => group.name !== null);
    assert.deepEqual(
      named.map((group) => [group.name, group.size]),
      [['Ada', 2]],
    );
    assert.match(named[0]?.id ?? '', /^person-\d+$/);
    await name([twice[0]], '');
    assert.ok((await groups()).groups.every((group) => group.name === null));
  });

  it('keeps apart faces with different names, and together those with one', async () => {
    const [cut, whole] = twice;
    await name([cut], 'Ada');
    await name([whole], 'Grace');
    const apart = await groups();
    assert.notEqual(apart.group[cut], apart.group[whole]);
    const other = [...apart.group.keys()].find(
      (index) => index !== whole && columns.faces.photo[index] !== columns.faces.photo[cut],
    );
    assert.ok(other !== undefined);
    await name([other], 'Ada');
    const { group } = await groups();
    assert.equal(group[cut], group[other], 'however unlike they look');
  });

  it('gives a name to one face of a photo only', async () => {
    const { photo } = columns.faces;
    const second = [...photo.keys()].find((index) => photo[index] === photo[index - 1]) ?? NaN;
    await assert.rejects(
      name([second - 1, second], 'Ada'),
      isError('bad-input', /cannot be the same person/),
    );
    await name([second - 1], 'Ada');
    await name([second], 'Ada');
    const found = await groups();
    const named = found.groups.findIndex((group) => group.name === 'Ada');
    assert.ok(membersOf(found, named).includes(second), 'the face named last has it');
    assert.ok(!membersOf(found, named).includes(second - 1));
  });

  it('leaves out of a match and of a group who is not this person, until it is taken back', async () => {
    const [cut, whole] = twice;
    const before = await match([face(cut)]);
    const rejection = { reference: [face(cut)], face: face(whole) };
    await own.engine.call('person.reject', { ...rejection, rejected: true });
    const similarity = await match([face(cut)]);
    assert.ok(Number.isNaN(similarity[whole]));
    assert.equal(similarity[cut], before[cut], 'the reference itself stays');
    assert.equal([...similarity].filter(Number.isNaN).length, 1);
    const apart = await groups();
    assert.notEqual(apart.group[cut], apart.group[whole]);
    await own.engine.call('person.reject', { ...rejection, rejected: false });
    assert.deepEqual(await match([face(cut)]), before);
    const together = await groups();
    assert.equal(together.group[cut], together.group[whole]);
  });

  it('holds a correction made by a photo on disk for the same face by its place', async () => {
    const [, whole] = twice;
    const path = join(own.photos, 'a portrait.jpg');
    const rejection = { reference: [{ path }], face: face(whole), rejected: true };
    await own.engine.call('person.reject', rejection);
    assert.ok(Number.isNaN((await match([face(twice[0])]))[whole]));
  });

  it('keeps names and corrections when the cache is made anew', async () => {
    const [cut, whole] = twice;
    await name([cut], 'Ada');
    await own.engine.call('person.reject', {
      reference: [face(cut)],
      face: face(whole),
      rejected: true,
    });
    await own.restart(() => {
      deleteCache(own.data);
    });
    await describePhotos();
    const found = await groups();
    assert.equal(found.groups[found.group[cut] ?? NaN]?.name, 'Ada');
    assert.notEqual(found.group[cut], found.group[whole]);
    assert.ok(Number.isNaN((await match([face(cut)]))[whole]));
  });

  it('answers at once before the faces are grouped, and says so', async () => {
    await own.restart();
    const ask = { ...own.input(), references: [face(twice[0])] };
    const ungrouped = async () =>
      (await own.engine.call('person.match', { ...ask, waits: false })).isUngrouped;
    assert.equal(await ungrouped(), true);
    assert.equal((await own.engine.call('person.match', ask)).isUngrouped, false);
    assert.equal(await ungrouped(), false);
    await name([twice[0]], 'Ada');
    assert.equal(await ungrouped(), true, 'names have changed');
    await groups();
    assert.equal(await ungrouped(), false);
  });

  it('groups once for all who ask at the same time, and goes on when one of them leaves', async () => {
    await own.restart();
    const life = new AbortController();
    const one = own.engine.call('person.groups', own.input(), { signal: life.signal });
    const [two, three] = [groups(), groups()];
    life.abort();
    await assert.rejects(one, isError('cancelled'));
    assert.equal(await two, await three);
    const left = new AbortController();
    await name([twice[0]], 'Ada');
    const alone = own.engine.call('person.groups', own.input(), { signal: left.signal });
    left.abort();
    await assert.rejects(alone, isError('cancelled'));
    const named = (await groups()).groups.map((group) => group.name);
    assert.deepEqual(
      named.filter((one) => one !== null),
      ['Ada'],
    );
  });

  it('says when a face is not known any more', async () => {
    const gone = { id: columns.ids[0] ?? NaN, ordinal: 900 };
    await assert.rejects(match([gone]), isError('not-found'));
  });
});

function membersOf({ group }: PersonGroups, index: number): number[] {
  return [...group.keys()].filter((member) => group[member] === index);
}
