// Answers that come late: when other folders are open by then, something else was asked for, or there is none at all.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { dropFolder, fillFolder, temporaryFolder, variedPhoto } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { analyse, pause } from '../../shared/shoot/acts/analysing.ts';
import { decide } from '../../shared/shoot/acts/deciding.ts';
import { forgetPerson, setWeight } from '../../shared/shoot/acts/looking.ts';
import { savePreset } from '../../shared/shoot/acts/own-weights.ts';
import {
  addLook,
  faceReference,
  findFace,
  findGroup,
  findReferences,
} from '../../shared/shoot/acts/people.ts';
import { takeBack } from '../../shared/shoot/acts/undo.ts';

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
    const shown = host.shown.length;
    await search.come();
    await found;
    assert.equal(host.shown.length, shown, 'nothing more is put on the screen');
    for (const name of namesOf(second.get())) assert.match(name, /^OTHER/);
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

  it('about the people of a folder tells who else somebody found before may be', async () => {
    const host = testHost(() => engine.engine.call);
    await engine.restart();
    const shoot = await openIn(host, [engine.photos]);
    await findFace(shoot, 0, null, text());
    assert.equal(shoot.get().known.match?.sure.includes(1), true, 'found at once');
    assert.equal(shoot.get().known.compared?.isUngrouped, true);
    await analyse(shoot);
    assert.equal(shoot.get().known.compared?.isUngrouped, false);
    assert.deepEqual(host.problems, []);
    shoot.leave();
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

  it('about a person comes although the analysis is paused and the page had not heard of all faces', async () => {
    const many = temporaryFolder();
    try {
      await fillFolder(many, 30);
      const host = testHost(() => engine.engine.call);
      const shoot = await openIn(host, [many]);
      const goOn = host.refuse('folder.columns');
      const enough = Promise.withResolvers<unknown>();
      host.onShow = ({ known }) => {
        if ((known.analysis.progress?.done ?? 0) >= 6) enough.resolve(null);
      };
      const run = analyse(shoot);
      await enough.promise;
      pause(shoot);
      await run;
      assert.equal(shoot.get().known.analysis.state, 'paused');
      assert.equal(shoot.get().known.photos.columns.faces.count, 0, 'no face is known yet');
      goOn();
      const [photo] = shoot.get().known.photos.columns.ids;
      const { id, faces } = await shoot.ask('person.faces', {
        photo: { path: shoot.get().known.photos.columns.paths[0] ?? '' },
      });
      assert.equal(id, photo);
      const ordinal = faces[0]?.ordinal ?? assert.fail('it shows somebody');
      const found = Promise.withResolvers<unknown>();
      host.onShow = ({ known }) => {
        if (known.match) found.resolve(null);
      };
      await findReferences(shoot, [{ id, ordinal }], text());
      await found.promise;
      const { known, order } = shoot.get();
      assert.equal(known.match?.matched[0], 1);
      assert.ok(order.ranking.order.includes(0));
      shoot.leave();
    } finally {
      dropFolder(many);
    }
  });

  it('that a step back could not be written leaves the decision, and the step', async () => {
    const { host, shoot } = await open();
    const id = shoot.get().known.photos.columns.ids[0] ?? NaN;
    const picked = () => shoot.get().known.decisions.pick[0];
    await decide(shoot, [{ id, pick: 1 }], 'Pick');
    const goOn = host.refuse('decision.write');
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(host.problems, ['Refused by the test.']);
    assert.equal(picked(), 1);
    goOn();
    const taken = takeBack(shoot, 'decided') ?? assert.fail('the step is there');
    assert.equal(taken.step.text, 'Pick');
    await taken.done;
    assert.equal(picked(), 0);
    assert.equal(takeBack(shoot, 'decided'), null);
  });

  it('about weights that were saved is no step back in another folder', async () => {
    const { host, shoot } = await open();
    const saving = host.hold('preset.save');
    setWeight(shoot, 'contrast', 0.9, 'weight');
    const saved = savePreset(shoot, 'Late', 'saved');
    await saving.asked;
    shoot.leave();
    const second = await openIn(host, [other]);
    await saving.come();
    await saved;
    assert.equal(takeBack(second, 'looked'), null);
    assert.deepEqual(host.said, []);
  });
});
