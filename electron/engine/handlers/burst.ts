// Handler of bursts that the user puts together and takes apart.

import type { BurstChange } from '../../../shared/contract.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { HandBurst } from '../cache/hand-bursts.ts';
import type { Area, EngineParts } from '../context.ts';
import { haveStill, pictureOf } from '../photo-source.ts';

type Parts = Pick<EngineParts, 'files' | 'analyses' | 'decisions' | 'moments'>;

export function burstHandlers(parts: Parts): Area<'burst'> {
  return {
    'burst.write': async ({ changes }, { signal }) => {
      for (;;) {
        const pictures = await picturesOf(parts, changes, signal);
        const before = parts.decisions.alone(() => writeWhere(parts, changes, pictures));
        if (before) return { before: namedById(before, pictures) };
      }
    },
  };
}

async function picturesOf(
  parts: Parts,
  changes: readonly BurstChange[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Buffer>> {
  const pictures = new Map<number, Buffer>();
  for (const id of changes.flatMap(({ ids }) => ids)) {
    throwIfCancelled(signal);
    pictures.set(id, await pictureOf(parts, id));
  }
  return pictures;
}

/** Undefined, and nothing written, where a scan has found one of the photos changed since, as for decisions. */
function writeWhere(
  parts: Parts,
  changes: readonly BurstChange[],
  pictures: ReadonlyMap<number, Buffer>,
): HandBurst[] | undefined {
  if (!haveStill(parts, pictures)) return undefined;
  return parts.moments.bursts.write(
    changes.map(({ ids, burst }) => ({
      pictures: ids.flatMap((id) => pictures.get(id) ?? []),
      burst: burst === null || burst === 'new' ? burst : Buffer.from(burst, 'hex'),
    })),
  );
}

/** One change a burst that there was before. */
function namedById(
  before: readonly HandBurst[],
  pictures: ReadonlyMap<number, Buffer>,
): BurstChange[] {
  const ids = new Map([...pictures].map(([id, picture]) => [picture.toString('hex'), id]));
  const byName = new Map<string | null, number[]>();
  for (const { picture, burst } of before) {
    const name = burst?.toString('hex') ?? null;
    const id = ids.get(picture.toString('hex'));
    if (id !== undefined) byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  return [...byName].map(([burst, those]) => ({ ids: those, burst }));
}
