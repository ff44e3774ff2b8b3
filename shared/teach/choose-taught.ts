// What was taught tells the sports from now on: the act of the page and of the command line.

import type { PodiumContract } from '../contract.ts';
import type { Call } from '../calls/rpc.ts';
import type { ModelStatus } from '../models.ts';

/** Chooses the model; where the settings had CLIP tell the sports, they leave it to the classifier again. */
export async function chooseTaught(
  call: Call<PodiumContract>,
  { id, role }: Pick<ModelStatus, 'id' | 'role'>,
): Promise<readonly ModelStatus[]> {
  const settings = await call('settings.read', {});
  if (settings['sport.source'] === 'clip')
    await call('settings.write', { values: { 'sport.source': 'classifier' } });
  return call('models.choose', { role, id });
}
