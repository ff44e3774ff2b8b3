// The caption panel by keys: typing, applying, going on, taking back; several photos, templates, codes, and who is offered.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { mergeSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { numberedSample } from '../fixtures/drawn-number.ts';
import { variedPhoto } from '../fixtures/match-folder.ts';
import { checkAxe } from './pages/axe.ts';
import { openFolders, settled } from './pages/opening.ts';
import { openSession, type Session } from './pages/session.ts';
import { hasFocus, viewsOf, type Views } from './pages/views.ts';

let session: Session;
let views: Views;

before(async () => {
  session = await openSession();
  views = viewsOf(session.page);
  const match = join(session.folder, 'match');
  mkdirSync(match);
  const said = mergeSidecar(null, { caption: { headline: 'As the file says', city: 'Bremen' } });
  const photo = await sharp(await variedPhoto(1))
    .withXmp(said)
    .jpeg()
    .toBuffer();
  writeFileSync(join(match, 'said.jpg'), photo);
  // The last by any score, so that a photo follows the one with the caption.
  const dull = sharp(await variedPhoto(2))
    .blur(12)
    .linear(0.3);
  writeFileSync(join(match, 'plain.jpg'), await dull.jpeg().toBuffer());
  writeFileSync(join(match, 'ten.jpg'), await numberedSample('10'));
  mkdirSync(join(session.folder, 'data'), { recursive: true });
  writeFileSync(join(session.folder, 'data', 'settings.json'), '{"numbers.read":"on"}');
  await openFolders(session, match);
  await settled(session);
});
after(() => session.close());

const panel = (): Locator => session.page.getByRole('region', { name: 'Caption' });
const field = (name: string): Locator => panel().getByRole('textbox', { name, exact: true });
const offers = (): Locator => panel().getByRole('group', { name: 'Seen on the photo' });
const select = (name: string) => views.grid.tile(new RegExp(`^${name}`)).click();
const press = (key: string) => session.page.keyboard.press(key);
/** Waits until a field says so. */
const says = async (name: string, text: string): Promise<void> => {
  const wanted = text === '' ? '[value=""], :not([value])' : `[value=${JSON.stringify(text)}]`;
  await panel().locator(`input#caption-${name}`).and(session.page.locator(wanted)).waitFor();
};

describe('the caption panel', () => {
  it('takes what is typed before it is known what the photo says, and goes on from that', async () => {
    const gate = Promise.withResolvers<undefined>();
    const path = '**/call/caption.read';
    await session.page.route(path, async (route) => {
      await gate.promise;
      await route.continue();
    });
    await select('said.jpg');
    await press('t');
    await panel().locator('#caption-headline[aria-busy=true]').waitFor();
    await session.page.keyboard.type(', and more');
    await press('Control+Enter');
    await says('headline', ', and more');
    gate.resolve(undefined);
    await says('headline', 'As the file says, and more');
    await panel().getByRole('button', { name: 'Discard' }).click();
    await says('headline', 'As the file says');
    await session.page.unroute(path);
    await press('Escape');
  });

  it('opens by one key at the first field, and shows what the file says', async () => {
    await select('said.jpg');
    await press('t');
    await says('headline', 'As the file says');
    await says('city', 'Bremen');
    assert.equal(await hasFocus(field('Headline')), true);
    await checkAxe(session);
  });

  it('writes with Ctrl and Enter, goes on to the next photo in the same field, and takes it back', async () => {
    await press('Control+a');
    await session.page.keyboard.type('A new headline');
    await press('Tab');
    await session.page.keyboard.type('What happens.');
    await press('Control+Enter');
    await views.toast.text('Headline and Description: said.jpg').waitFor();
    await says('headline', '');
    assert.equal(await hasFocus(field('Description')), true);
    await press('Escape');
    await select('said.jpg');
    await says('headline', 'A new headline');
    await press('Control+z');
    await says('headline', 'As the file says');
  });

  it('shows where photos differ, and leaves what is not typed in', async () => {
    await select('said.jpg');
    await press('Control+a');
    await panel().getByText('3 photos').waitFor();
    await field('Headline').and(session.page.getByPlaceholder('various')).waitFor();
    await field('Event').fill('Cup final');
    await press('Control+Enter');
    await views.toast.text('Event: 3 photos').waitFor();
    await select('said.jpg');
    await says('event', 'Cup final');
    await says('headline', 'As the file says');
    await select('plain.jpg');
    await says('headline', '');
  });

  it('keeps text that was typed about another photo apart until it is applied or discarded', async () => {
    await field('City').fill('Ulm');
    await press('Escape');
    await select('said.jpg');
    await panel().getByText('Text for 1 photo is not applied yet.').waitFor();
    await says('city', 'Bremen');
    await panel().getByRole('button', { name: 'Go back to it' }).click();
    await says('city', 'Ulm');
    await panel().getByRole('button', { name: 'Discard' }).click();
    await says('city', '');
  });
});

describe('codes', () => {
  it('become their text as they are typed; what is wrong in a file is told by its line', async () => {
    await panel().getByText('Codes', { exact: true }).click();
    const [file] = [panel().getByLabel('Add a file…')];
    const lines = 'ab10\tKim Little\tKim Little of Arsenal\nbroken\n';
    await file
      .last()
      .setInputFiles({ name: 'codes.txt', mimeType: 'text/plain', buffer: Buffer.from(lines) });
    await panel().getByText('Line 2: There is no tab between a code and its text.').waitFor();
    await panel().getByText('1 code', { exact: true }).waitFor();
    await select('plain.jpg');
    await field('Headline').click();
    await session.page.keyboard.type('Goal by =ab10=, =ab10#2=!');
    await says('headline', 'Goal by Kim Little, Kim Little of Arsenal!');
    await panel().getByRole('button', { name: 'Discard' }).click();
  });
});

describe('a roster', () => {
  it('is pasted, and offers who wears a number that was read, by one key', async () => {
    await panel().getByText('Roster', { exact: true }).click();
    await panel().getByRole('button', { name: 'Paste a list' }).click();
    const list = panel().getByRole('textbox', { name: /^List of players/ });
    await list.fill('Arsenal\n10 Kim Little\n\nBremen\n7 Tuana Mahmoud');
    await panel().getByRole('button', { name: 'Take this list' }).click();
    await panel().getByText('2 players: Arsenal and Bremen').waitFor();
    await select('ten.jpg');
    await offers().getByRole('button', { name: 'Kim Little no. 10, Arsenal' }).waitFor();
    assert.equal(await field('Persons shown').inputValue(), '', 'nothing is written unasked');
    await checkAxe(session);
    await views.grid.tile(/^ten.jpg/).focus();
    await press('v');
    await says('persons', 'Kim Little');
    await offers().waitFor({ state: 'detached' });
    await press('Control+z');
    await says('persons', '');
  });

  it('asks which team is meant where both have the number', async () => {
    await panel().getByRole('button', { name: 'Paste a list' }).click();
    const list = panel().getByRole('textbox', { name: /^List of players/ });
    await list.fill('Arsenal\n10 Kim Little\n\nBremen\n10 Tuana Mahmoud');
    await panel().getByRole('button', { name: 'Take this list' }).click();
    const asked = panel().getByRole('group', { name: 'Who wears 10?' });
    await asked.getByRole('button', { name: 'Tuana Mahmoud, Bremen' }).click();
    await says('persons', 'Tuana Mahmoud');
    await asked.waitFor({ state: 'detached' });
  });
});

describe('a template', () => {
  it('shows what it becomes before it is applied, and says which variables there are not', async () => {
    await field('Headline').fill('{player} of {team} against {opponent}');
    await panel().getByText('→ Tuana Mahmoud of Bremen against Arsenal').waitFor();
    await field('City').fill('{town}');
    await panel().getByRole('alert').getByText('There is no variable {town}.').waitFor();
    assert.equal(
      await panel().getByRole('button', { name: 'Apply', exact: true }).isDisabled(),
      true,
    );
    await field('City').fill('Bremen');
    await panel().getByText('Templates', { exact: true }).click();
    await panel().getByRole('textbox', { name: 'Name of the template' }).fill('Goal');
    await panel().getByRole('button', { name: 'Save these fields' }).click();
    await panel().getByRole('button', { name: 'Goal', exact: true }).waitFor();
    await panel().getByRole('button', { name: 'Apply', exact: true }).click();
    await views.toast.text('Headline and City: ten.jpg').waitFor();
    await select('plain.jpg');
    await panel().getByRole('button', { name: 'Goal', exact: true }).click();
    await panel().getByText('Nothing is known for {player} on this photo.').waitFor();
    await panel().getByRole('button', { name: 'Discard' }).click();
    await checkAxe(session);
    assert.deepEqual(session.complaints, []);
  });
});
