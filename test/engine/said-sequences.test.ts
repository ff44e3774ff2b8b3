// Random sequences of decisions and captions leave in sidecars as what they come to: for ExifTool, and for a second Podium.
// `node test/engine/said-sequences.test.ts 1000` plays as many, a number behind it is a seed; the run of all tests plays a few.

import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { labelNames } from '../../shared/decisions.ts';
import { exifTools, noExifTool, type Tags } from '../fixtures/exiftool.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { makeNef } from '../fixtures/raws.ts';
import { endOf, play, sequences, type Act, type State } from '../fixtures/said-sequences.ts';
import { sidecars } from '../fixtures/sidecars.ts';

const count = Number(process.argv[2] ?? 60);
/** As the programs make them, and none. */
const forms = [...Object.values(sidecars), null];

const captionTags = {
  headline: 'XMP-photoshop:Headline',
  description: 'XMP-dc:Description',
  persons: 'XMP-iptcExt:PersonInImage',
  keywords: 'XMP-dc:Subject',
  event: 'XMP-iptcExt:Event',
  location: 'XMP-iptcCore:Location',
  city: 'XMP-photoshop:City',
  country: 'XMP-photoshop:Country',
  byline: 'XMP-dc:Creator',
  copyright: 'XMP-dc:Rights',
} as const;
const [ratingTag, labelTag] = ['XMP-xmp:Rating', 'XMP-xmp:Label'];
/** What Podium writes, what says where a file lies, and a flag as Lightroom keeps it. */
const isOurs = (tag: string) =>
  [...Object.values(captionTags), ratingTag, labelTag].includes(tag) ||
  /^(SourceFile|System:|File:|ExifTool:|XMP-x:|XMP-xmpDM:(Good|Pick))/.test(tag);

const textsOf = (value: unknown): string[] =>
  value === undefined ? [] : [value].flat().map(String);
const numberOf = (path: string) => Number(/(\d+)\./.exec(basename(path))?.[1]);

describe(`${count} sequences of decisions and captions`, () => {
  const [data, other, photos] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const input = { folders: [photos] };
  let begin: State[];
  let end: State[];
  let acts: Act[][];
  let tagsBefore: ReadonlyMap<number, Tags>;

  const said = async ({ call }: Engine): Promise<State[]> => {
    const { ids, pick, stars, label } = await call('decision.read', input);
    const { captions } = await call('caption.read', { ids: [...ids] });
    return captions.map(({ said: beside, written }, photo) => ({
      decided: { pick: pick[photo] ?? 0, stars: stars[photo] ?? 0, label: label[photo] ?? 0 },
      caption: Object.fromEntries(
        Object.entries({ ...beside, ...written }).filter(([, value]) => value.length > 0),
      ),
    }));
  };
  const tagsByNumber = () =>
    new Map(
      noExifTool === false
        ? exifTools(photos, 'xmp').map((tags) => [numberOf(String(tags['SourceFile'])), tags])
        : [],
    );

  before(async () => {
    for (let photo = 0; photo < count; photo += 1) {
      const background = {
        r: (photo % 16) << 4,
        g: ((photo >> 4) % 16) << 4,
        b: (photo >> 8) << 4,
      };
      const create = { width: 16, height: 16, channels: 3, background } as const;
      const preview = await sharp({ create }).jpeg({ quality: 95 }).toBuffer();
      const name = `DSC_${String(photo).padStart(4, '0')}`;
      const nef = makeNef({ preview, widthPx: 16 + photo, heightPx: 16 });
      writeFileSync(join(photos, `${name}.NEF`), nef);
      const form = forms[photo % forms.length];
      if (form != null) writeFileSync(join(photos, `${name}.xmp`), form);
    }
    tagsBefore = tagsByNumber();
    let engine = createEngine(engineOptions(data));
    await engine.call('folder.sync', input);
    begin = await said(engine);
    const seed = Number(process.argv[3] ?? Date.now());
    process.stdout.write(`sequences by seed ${seed}\n`);
    acts = fc.sample(sequences(count), { numRuns: 1, seed })[0] ?? [];
    const { ids } = await engine.call('folder.columns', input);
    await play(
      () => engine,
      [...ids],
      acts,
      async (round) => {
        if (round % 3 !== 2) return;
        await engine.close(); // waits for what is on its way; what follows is written over it
        engine = createEngine(engineOptions(data));
      },
    );
    await engine.close();
    engine = createEngine(engineOptions(data));
    await engine.call('folder.sync', input);
    end = begin.map((state, photo) => endOf(state, acts[photo] ?? []));
    const kept = await said(engine);
    await engine.close();
    for (const [photo, state] of end.entries())
      assert.deepEqual(
        kept[photo],
        state,
        `in Podium itself: ${JSON.stringify([photo, begin[photo], acts[photo]])}`,
      );
  });
  after(() => {
    for (const folder of [data, other, photos]) dropFolder(folder);
  });

  it('are many, and of every kind', () => {
    const all = acts.flat();
    assert.ok(all.length >= 2 * count);
    for (const kind of ['decide', 'write', 'takeBack'] as const)
      assert.ok(
        all.some((act) => act.kind === kind),
        kind,
      );
    assert.equal(readdirSync(photos).filter((name) => name.endsWith('.NEF')).length, count);
  });

  it('are read as what they come to by a Podium that knows nothing of them', async () => {
    const engine = createEngine(engineOptions(other));
    await engine.call('folder.sync', input);
    const read = await said(engine);
    await engine.close();
    for (const [photo, { decided, caption }] of end.entries()) {
      const isReject = decided.pick === -1; // its rating is that of a reject: it has no stars beside it
      const expected = { decided: { ...decided, stars: isReject ? 0 : decided.stars }, caption };
      assert.deepEqual(read[photo], expected, JSON.stringify([photo, acts[photo]]));
    }
  });

  it(
    'are read by ExifTool, and what other programs wrote is as it was',
    { skip: noExifTool },
    () => {
      const tags = tagsByNumber();
      for (const [photo, { decided, caption }] of end.entries()) {
        const about = JSON.stringify([photo, acts[photo]]);
        const now: Tags = tags.get(photo) ?? {};
        const was: Tags = tagsBefore.get(photo) ?? {};
        assert.equal(Number(now[ratingTag] ?? 0), decided.pick === -1 ? -1 : decided.stars, about);
        const word = labelNames[decided.label] ?? '';
        const label =
          decided.label === 0 ? was[labelTag] : word.charAt(0).toUpperCase() + word.slice(1);
        if (decided.label !== 0 || now[labelTag] !== undefined)
          assert.equal(now[labelTag], label, about);
        for (const [field, tag] of Object.entries(captionTags)) {
          const wanted = caption[field as keyof typeof captionTags];
          assert.deepEqual(textsOf(now[tag]), textsOf(wanted), `${field} ${about}`);
        }
        for (const [tag, value] of Object.entries(was))
          if (!isOurs(tag)) assert.deepEqual(now[tag], value, `${tag} ${about}`);
        for (const tag of Object.keys(now)) assert.doesNotMatch(tag, /Warning|Error/, about);
      }
    },
  );
});
