// The real model files beside the checkout, where they are: the catalogue knows each by its hash.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeChoice } from '../../models/choices.ts';
import { openModelFolder } from '../../models/folder.ts';
import { importModel } from '../../models/import.ts';
import { manifest } from '../../models/manifest.ts';

const given = fileURLToPath(new URL('../../../shared/models/', import.meta.url));
const files = {
  'yunet_n_dynamic.onnx': 'yunet-n',
  'face_detection_yunet_2023mar.onnx': 'yunet-2023mar',
  'fsanet-1x1-iter-688590.onnx': 'fsanet',
  'fsanet-var-iter-688590.onnx': 'fsanet',
} as const;
const absent = !existsSync(given) && 'there is no ../shared/models here';

describe('real model files', { skip: absent }, () => {
  it('are known by their content and fill their roles', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'podium-real-'));
    const downloads = manifest.filter(({ source }) => source.kind === 'download');
    const { signal } = new AbortController();
    try {
      for (const [file, id] of Object.entries(files)) {
        const folder = await openModelFolder(dir, downloads);
        assert.equal(await importModel(folder, join(given, file), signal), id);
      }
      // FSA-Net measured no better than the landmarks: it waits to be chosen.
      assert.equal((await openModelFolder(dir, downloads)).chosen('head-pose'), null);
      writeChoice(dir, 'head-pose', 'fsanet');
      const folder = await openModelFolder(dir, downloads);
      assert.equal(folder.chosen('face-detector')?.id, 'yunet-n');
      assert.equal(folder.chosen('head-pose')?.files.length, 2);
      assert.deepEqual(
        (await folder.verify()).map(({ id, problem }) => [id, problem]),
        [...new Set(Object.values(files))].map((id) => [id, null]),
      );
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
