// Answers that come late: when other folders are open by then, something else was asked for, or there is none at all.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { dropFolder, fillFolder, temporaryFolder, variedPhoto } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { analyse } from '../../shared/shoot/analysing.ts';
import { forgetPerson } from '../../shared/shoot/looking.ts';
import { addLook, faceReference, findGroup } from '../../shared/shoot/people.ts';

const text = () => 'looking for somebody';

describe('an answer that comes late', { timeout: 300_000 }, () => {
  const engine = engineForAll();
  let other = '';

  /** A host of its own: what one test holds back or hears, no other does. */
  const open = async (folder = engine.photos) => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [folder]);
    await analyse(shoot);
    return { host, shoot };
  };

  before(async () => {
    await fillFolder(engine.photos, 12);
    other = temporaryFolder();
    for (const number of [100, 103, 106])
      writeFileSync(join(other, `OTHER_${number}.jpg`), await variedPhoto(number));
  });
  after(() => {
    dropFolder(other);
  });

  it('about the people of a folder is not shown in another', async () => {
    const host = testHost(() => engine.engine.call);
    const first = await openIn(host, [engine.photos]);
    const groups = host.hold('person.groups');
    const run = analyse(first);
    await groups.asked;
    first.leave();
    const second = await openIn(host, [other]);
    const shown = host.shown.length;
    await groups.come();
    await run;
    assert.equal(host.shown.length, shown, 'nothing more is put on the screen');
    assert.equal(second.get().known.groups, null);
    assert.deepEqual(host.problems, []);
  });

  it('about a person shows no photos of the folder that was left', async () => {
    const { host, shoot } = await open();
    const search = host.hold('person.match');
    const found = findGroup(shoot, 0, 'Somebody', text());
    await search.asked;
    shoot.leave();
    const second = await openIn(host, [other]);
    await search.come();
    await found;
    for (const name of namesOf(host.shown.at(-1) ?? assert.fail())) assert.match(name, /^OTHER/);
    assert.equal(second.get().wanted.person, null);
  });

  it('about a face leaves the face that was clicked after it', async () => {
    const { host, shoot } = await open();
    const search = host.hold('person.match');
    const first = findGroup(shoot, 0, 'First', text());
    await search.asked;
    await findGroup(shoot, 1, 'Second', text());
    const second = shoot.get();
    assert.equal(second.wanted.person?.name, 'Second');
    await search.come();
    await first;
    assert.equal(shoot.get(), second, 'nothing has changed');
    assert.equal(second.looked.done.length, 1, 'one search is one step');
    await forgetPerson(shoot, text());
    assert.equal(shoot.get().order.ranking.order.length, 12);
  });

  it('about one look of a person does not lose the look that was added after it', async () => {
    const { host, shoot } = await open();
    await findGroup(shoot, 0, 'Somebody', text());
    const { photos, match } = shoot.get().known;
    const held = host.hold('person.match');
    const faces = [...shoot.get().order.shown].map((photo) => match?.face[photo] ?? -1);
    const others = faces.filter((face) => face >= 0).slice(0, 3);
    const added = others.map((face) => addLook(shoot, face, text));
    await held.asked;
    await held.come();
    await Promise.all(added);
    const { references } = shoot.get().wanted.person ?? assert.fail('somebody is looked for');
    const identities = new Set(references.map((reference) => JSON.stringify(reference)));
    assert.equal(identities.size, references.length, 'each look once');
    for (const face of others)
      assert.ok(identities.has(JSON.stringify(faceReference(photos, face))), 'no look is lost');
    assert.ok(references.length >= 3);
  });
});
