// What axe finds on a page: nothing, or the test fails with what, where, and what it wants instead.

import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Session } from './session.ts';

export async function checkAxe({ page, host }: Session): Promise<void> {
  // Without legacy mode axe opens a page of its own, which Electron does not let it.
  const axe = new AxeBuilder({ page }).setLegacyMode(host === 'electron');
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`),
  );
  assert.deepEqual(found, []);
}
