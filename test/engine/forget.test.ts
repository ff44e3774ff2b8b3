// Forgetting a person, a folder or everything: afterwards no file in the data folder holds a byte of it.

import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import type { Output } from '../../shared/calls/rpc.ts';
import { filesWith } from '../fixtures/decided-data.ts';
import { isError } from '../fixtures/engine-error.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

const name = 'Zoë Secretname';

describe('forgetting', () => {
  let work: string;
  let data: string;
  let faces: string;
  let others: string;
  let engine: Engine;
  beforeEach(async () => {
    work = temporaryFolder();
    data = join(work, 'data');
    faces = join(work, 'with-faces');
    others = join(work, 'others');
    for (const folder of [faces, others]) mkdirSync(folder);
    copyFileSync(samplePhoto(1), join(faces, 'one.jpg'));
    copyFileSync(samplePhoto(2), join(faces, 'two.jpg'));
    await fillFolder(others, 2);
    await openAndDecide();
    await restart(); // which makes a copy of what was decided
    await decide(); // in the log of decisions.db as well
    writeFileSync(join(data, 'podium.log'), `a defect with ${name} in ${faces}`);
    copyFileSync(join(data, 'decisions.db'), join(data, 'decisions.db.aside-2026-01-01'));
    writeFileSync(
      join(data, 'decisions.db.aside-2026-01-02'),
      `damaged, with ${name} and ${faces}`,
    );
    writeFileSync(join(data, 'decisions.db.aside-2026-01-02-log'), `${name}, ${faces}`);
    for (const secret of [
      name,
      faces,
      hashesOf((await columns(faces)).pictures)[0]?.toString('hex'),
    ])
      assert.ok(secret && filesWith(data, secret).includes(join(data, 'decisions.db-log')), secret);
  });
  afterEach(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('a person removes the name, the marked faces and what they look like, from the copies too', async () => {
    const [marked, ...rest] = embeddings();
    assert.ok(marked && rest.length > 0);
    assert.ok(filesWith(data, name).length >= 3, 'database, copy, and what was set aside');
    assert.ok(filesWith(data, marked).length > 0);
    const forgotten = await engine.call('forget.person', { name });
    assert.deepEqual(forgotten, { photos: 0, people: 1, faces: 1, copies: 2 });
    await nothingHolds([name, marked]);
    for (const other of rest) assert.notDeepEqual(filesWith(data, other), []);
    assert.deepEqual([...(await decisions(faces)).stars], [5, 5]);
    const { groups } = await engine.call('person.groups', { folders: [faces] });
    assert.deepEqual(
      groups.filter((group) => group.name !== null),
      [],
    );
    await assert.rejects(
      engine.call('forget.person', { name }),
      isError('not-found', /no person named "Zoë Secretname"/),
    );
    const summary = await engine.call('folder.analyse', { folders: [faces] });
    assert.equal(summary.analysed, 0, 'nothing is looked for again');
  });

  it('a folder removes all that is known and was decided of its photos, and nothing else', async () => {
    const { contents, pictures } = await columns(faces);
    const kept = await columns(others);
    const secrets = [
      faces,
      name,
      ...embeddings(),
      ...hashesOf(contents),
      ...hashesOf(contents).map((hash) => hash.toString('hex')),
      ...hashesOf(pictures),
      ...hashesOf(pictures).map((hash) => hash.toString('hex')),
    ];
    for (const secret of secrets) assert.notDeepEqual(filesWith(data, secret), []);
    const photosBefore = filesWith(faces, 'JFIF');
    const forgotten = await engine.call('forget.folder', { folder: faces });
    assert.deepEqual(forgotten, { photos: 2, people: 1, faces: 0, copies: 2 });
    await nothingHolds(secrets);
    assert.deepEqual(filesWith(faces, 'JFIF'), photosBefore, 'the photos stay');
    assert.deepEqual(await columns(others), kept);
    assert.deepEqual([...(await decisions(others)).stars], [3, 3]);
    for (const hash of hashesOf(kept.contents))
      assert.ok(existsSync(imageOf(hash.toString('hex'))), 'their thumbnails stay');
    const { folders } = await engine.call('library.recent', {});
    assert.deepEqual(
      folders.map(({ path }) => path),
      [others],
    );
  });

  it('a folder removes what was sent out of it, and nothing else that was sent', async () => {
    const destination = { kind: 'folder', name: 'NAS', folder: work } as const;
    await engine.call('destination.save', { destination });
    for (const folder of [faces, others])
      await engine.call('delivery.add', { destination: 'NAS', paths: [folder] });
    await engine.call('forget.folder', { folder: faces });
    const { deliveries } = await engine.call('delivery.list', {});
    assert.deepEqual(
      deliveries.map(({ title }) => title),
      [others],
    );
  });

  it('a folder that is gone can be forgotten, and is kept until somebody says so', async () => {
    rmSync(faces, { recursive: true });
    await assert.rejects(engine.call('folder.sync', { folders: [faces] }));
    await restart();
    assert.notDeepEqual(filesWith(data, faces), []);
    await engine.call('forget.folder', { folder: faces });
    await nothingHolds([faces, name]);
    await assert.rejects(
      engine.call('forget.folder', { folder: faces }),
      isError('not-found', /Nothing is known of the folder/),
    );
  });

  it('keeps what a photo has in another folder as well', async () => {
    copyFileSync(join(faces, 'one.jpg'), join(others, 'copy.jpg'));
    await engine.call('folder.sync', { folders: [others] });
    await engine.call('folder.analyse', { folders: [others] });
    await engine.call('forget.folder', { folder: faces });
    assert.deepEqual(filesWith(data, faces), []);
    assert.deepEqual([...(await decisions(others)).stars].sort(), [3, 3, 5]);
  });

  it('everything leaves no photo, no person and no decision, and does not look lost', async () => {
    const secrets = [
      faces,
      others,
      name,
      ...embeddings(),
      ...hashesOf((await columns(faces)).contents),
    ];
    const forgotten = await engine.call('forget.everything', {});
    assert.deepEqual([forgotten.photos, forgotten.people, forgotten.copies], [4, 1, 1]);
    await nothingHolds(secrets);
    assert.deepEqual(
      readdirSync(data).filter((file) => file.includes('.aside-')),
      [],
    );
    assert.equal((await engine.call('kept.check', {})).lost, null);
    await openAndDecide();
    assert.deepEqual([...(await decisions(faces)).stars], [5, 5]);
  });

  /** Now, and when Podium was closed and has been opened again. */
  async function nothingHolds(secrets: readonly (Buffer | string)[]): Promise<void> {
    for (const secret of secrets) assert.deepEqual(filesWith(data, secret), []);
    await restart();
    for (const secret of secrets) assert.deepEqual(filesWith(data, secret), []);
  }

  async function openAndDecide(): Promise<void> {
    engine = createEngine(engineOptions(data));
    for (const folder of [faces, others]) {
      await engine.call('folder.sync', { folders: [folder] });
      await engine.call('folder.analyse', { folders: [folder] });
    }
    await decide();
  }

  /** Stars for all photos, a name for the first face, and how the page was left. */
  async function decide(): Promise<void> {
    for (const [folder, stars] of [
      [faces, 5],
      [others, 3],
    ] as const) {
      const { ids } = await columns(folder);
      await engine.call('decision.write', { changes: [...ids].map((id) => ({ id, stars })) });
      await engine.call('library.opened', { folders: [folder] });
      const value = { topPath: join(folder, 'one.jpg'), filters: { people: [name] } };
      await engine.call('page.write', { name: `folders:${folder}`, value });
    }
    const { ids, faces: found } = await columns(faces);
    const face = { id: ids[found.photo[0] ?? 0] ?? NaN, ordinal: found.ordinal[0] ?? NaN };
    await engine.call('person.name', { faces: [face], name });
  }

  async function restart(): Promise<void> {
    await engine.close();
    engine = createEngine(engineOptions(data));
  }

  function columns(folder: string): Promise<Output<PodiumContract, 'folder.columns'>> {
    return engine.call('folder.columns', { folders: [folder] });
  }

  function decisions(folder: string): Promise<Output<PodiumContract, 'decision.read'>> {
    return engine.call('decision.read', { folders: [folder] });
  }

  function imageOf(hash: string): string {
    return join(data, 'images', 'thumbnail', hash.slice(0, 2), `${hash}.jpg`);
  }

  /** Of the faces of the folder with faces, in their order. */
  function embeddings(): Buffer[] {
    const cache = new Sqlite(join(data, 'cache.db'), { readonly: true });
    const rows = cache
      .prepare<[string], { embeddings: Buffer; faces: number }>(
        `SELECT embeddings, (SELECT count(*) FROM faces WHERE faces.content = files.content) AS faces
         FROM files JOIN face_vectors ON face_vectors.content = files.content
         WHERE path LIKE ? || '%' ORDER BY path`,
      )
      .all(faces);
    cache.close();
    return rows.flatMap((row) => {
      const bytes = row.embeddings.length / row.faces;
      return Array.from({ length: row.faces }, (_, face) =>
        Buffer.from(row.embeddings.subarray(face * bytes, (face + 1) * bytes)),
      );
    });
  }
});

function hashesOf(contents: Uint8Array): Buffer[] {
  return Array.from({ length: contents.length / 32 }, (_, photo) =>
    Buffer.from(contents.subarray(32 * photo, 32 * photo + 32)),
  );
}
