// What every route of the HTTP API is given besides its request.

import type { PodiumContract } from '../../shared/contract.ts';
import type { Call } from '../../shared/calls/rpc.ts';

export type ApiContext = {
  readonly call: Call<PodiumContract>;
  /** Aborted when the other end has gone. */
  readonly signal: AbortSignal;
};
