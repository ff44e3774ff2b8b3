// The files of a classifier of the user's own, read and tried in this process, which may not survive it.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { describeHead, describeInput, type ClassifierFit } from '../../../models/classifier.ts';
import type { OwnClassifier } from '../../../models/import.ts';
import { checkNetwork } from '../../../models/graphs/check-network.ts';
import { readLabels } from '../../../models/labels.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { loadModel } from '../running/inference.ts';
import { classifierOf } from '../stages/sport/classifier.ts';
import { featureHeadOf, takesFeatures } from '../stages/sport/feature-head.ts';

/** The files of a classifier that is to be imported, and how it is to be used. */
export type ClassifierFiles = {
  readonly path: string;
  readonly labels: string;
  readonly fit: ClassifierFit;
  readonly threads: number;
};

/** The file of a published list has some kilobytes. */
const mostLabelBytes = 1_000_000;
/** A network is in memory twice while it is opened. */
const mostNetworkBytes = 1_000_000_000;

/** What is no file, such as a device, could be read for ever. */
async function checkFile(path: string, mostBytes: number): Promise<void> {
  const found = await stat(path);
  if (!found.isFile()) throw new Error(`${basename(path)} is not a file.`);
  if (found.size > mostBytes)
    throw new Error(`${basename(path)} has more than ${mostBytes / 1e6} MB.`);
}

/** What a trial says of a network for the list of models. */
export type Tried = Omit<OwnClassifier, 'name' | 'adds' | 'byItself'>;

/**
 * Reads both files and tries the network, before they are imported: of pictures, or of features where it takes rows of numbers. Throws
 * EngineError `bad-input` with a sentence about what does not fit.
 */
export async function tryClassifier(files: ClassifierFiles): Promise<Tried> {
  const { path, labels: labelsPath, fit, threads } = files;
  try {
    await checkFile(labelsPath, mostLabelBytes);
    await checkFile(path, mostNetworkBytes);
    checkNetwork(path);
    const names = readLabels(await readFile(labelsPath, 'utf8'));
    const model = await loadModel(path, { threads });
    if (takesFeatures(model)) {
      const head = await featureHeadOf(model, names.length);
      await head.release();
      return describeHead(head.facts, names.length);
    }
    const classifier = await classifierOf(model, names, fit);
    await classifier.release();
    return describeInput(classifier.facts, fit, names.length);
  } catch (cause) {
    throw unusableClassifier(path, reasonOf(cause), cause);
  }
}

/** `why`: the end of a sentence without its full stop. */
export function unusableClassifier(path: string, why: string, cause?: unknown): EngineError {
  const sentence = `${basename(path)} cannot be used as a classifier: ${why}.`;
  return new EngineError('bad-input', sentence, { cause });
}
