// The version of this Podium, as package.json has it.

import packageFile from '../../package.json' with { type: 'json' };

export const version: string = packageFile.version;
