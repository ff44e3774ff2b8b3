// The stages of analysis and the version of the code of each: a row made by an older version is stale.

/** Raise a stage's number whenever a change of its code changes what it stores. */
export const stages = { photo: 1, pixels: 1, faces: 1, clip: 1, sport: 1 } as const;

export type StageName = keyof typeof stages;

/** A row's version: the stage's code, the settings it read and the models it ran, in that order. */
export function stageVersion(
  stage: StageName,
  settingsHash: string,
  modelHashes: readonly string[],
): string {
  return [stages[stage], settingsHash, ...modelHashes.map((hash) => hash.slice(0, 8))].join('-');
}
