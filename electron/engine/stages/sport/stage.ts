// The sport stage: how likely each of an imported classifier's sports is.

import { hash } from 'node:crypto';
import { modelFor, type NamedStage } from '../../stage.ts';
import { openInstalled, type Classifier } from './classifier.ts';
import { saveSports } from './kept-sports.ts';

export type SportFound = {
  /** Id of the classifier. */
  readonly model: string;
  /** One a class, in the classifier's order. */
  readonly probabilities: Float32Array;
};

export const sport: NamedStage<Classifier & { readonly id: string }, SportFound> = {
  name: 'sport',
  version: 1,
  reads: ['decode.analysisPx', 'decode.facesPx'],
  needs: ['classifier'],
  isWanted: (settings) => settings['sport.source'] !== 'clip',
  // A head on features is asked about what another stage found: scoring/head-sports.ts.
  fits: ({ network }) => network === 'classifier',
  /** How it is fed. */
  traits: ({ preprocessing }) => [hash('sha256', JSON.stringify(preprocessing ?? null))],
  async open(models, settings) {
    const model = modelFor(models, 'classifier');
    return { ...(await openInstalled(model, settings)), id: model.id };
  },
  async run({ analysis }, { models }) {
    return { model: models.id, probabilities: await models.classify(analysis) };
  },

  tables: [],
  // What a classifier says may be kept beside what another said: any of them counts, and only what is still kept.
  keptIn: 'sports',
  save: (rows, content, { model, probabilities }, version) => {
    saveSports(rows, content, { model, version }, probabilities);
  },
};
