// What a page may ask about sending: the albums that it makes, to places that the user chose.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PodiumContract } from '../../shared/contract.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import { createChosenFolders } from '../../electron/host/chosen-folders.ts';
import { pageCall } from '../../electron/host/page-call.ts';
import { isError } from '../fixtures/engine-error.ts';

describe('a page', () => {
  it('sends no file that it names, and to no folder that was not chosen', async () => {
    const asked: string[] = [];
    const engine = ((method: string) => {
      asked.push(method);
      return Promise.resolve({});
    }) as unknown as Call<PodiumContract>;
    const chosen = createChosenFolders();
    chosen.add('/media/nas');
    const call = pageCall(engine, chosen);
    await assert.rejects(
      call('delivery.add', { destination: 'Club', paths: ['/etc/passwd'] }),
      isError('bad-input', /no files by their paths/),
    );
    const to = (folder: string) =>
      call('destination.save', { destination: { kind: 'folder', name: 'NAS', folder } });
    await assert.rejects(to('/home/anna'), isError('bad-input', /Choose the folder first/));
    const plan = { to: '/home/anna', title: '', tiles: [], inside: true };
    await assert.rejects(
      call('report.contactSheet', plan),
      isError('bad-input', /Choose the folder/),
    );
    const table = { to: '/home/anna', text: 'a' };
    await assert.rejects(call('report.table', table), isError('bad-input', /Choose the folder/));
    assert.deepEqual(asked, []);
    await to('/media/nas/match');
    await call('delivery.list', {});
    assert.deepEqual(asked, ['destination.save', 'delivery.list']);
  });
});
