// Describes words by CLIP's text network: the tokenizer's numbers in, one vector out.

import { readFile } from 'node:fs/promises';
import type { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { clipTokens } from '../../../../models/inputs.ts';
import { l2Normalise } from '../../../../shared/arithmetic/vectors.ts';
import { floatsOf } from '../../running/inference.ts';
import type { Model, Tensor } from '../../running/inference.ts';
import { fits } from '../../running/network-contract.ts';

const { startToken: START, endToken: END, maxTokens: MOST_TOKENS } = clipTokens;

const IDS = 'input_ids';
const MASK = 'attention_mask';
const OUTPUT = 'text_embeds';

/** Words as CLIP's numbers: in lower case, from the start token to the end token, at most 77. */
export type ClipTokenizer = { encode(text: string): number[] };

const tokenizerFile = z.looseObject({ model: z.looseObject({ type: z.literal('BPE') }) });

/** Reads a tokenizer.json. Throws a sentence when it is not CLIP's. */
export async function openTokenizer(path: string): Promise<ClipTokenizer> {
  const tokenizer = await readTokenizer(path).catch((cause: unknown) => {
    throw new Error(`The CLIP tokenizer ${path} is damaged or no tokenizer.`, { cause });
  });
  if (tokenizer.encode('').ids.join() !== `${START},${END}`)
    throw new Error(
      `The tokenizer ${path} is not CLIP's: a text should begin with ${START} and end with ${END}.`,
    );
  return {
    encode(text) {
      const { ids } = tokenizer.encode(text.toLowerCase());
      return ids.length <= MOST_TOKENS ? ids : [...ids.slice(0, MOST_TOKENS - 1), END];
    },
  };
}

async function readTokenizer(path: string): Promise<Tokenizer> {
  const json = tokenizerFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const { Tokenizer } = await import('@huggingface/tokenizers');
  return new Tokenizer(json, { tokenizer_class: 'CLIPTokenizer' });
}

/** Throws a sentence when the file is not CLIP's text network with embeddings of `dimensions` numbers. */
export function checkClipText({ inputs, outputs }: Model, dimensions: number): void {
  const others = Object.keys(inputs).filter((name) => name !== IDS && name !== MASK);
  const lengthFits = [IDS, MASK].every((name) =>
    name === MASK && !inputs[name] ? true : fits(inputs[name], [1, lengthOf(inputs[IDS])]),
  );
  if (lengthFits && others.length === 0 && fits(outputs[OUTPUT], [-1, dimensions])) return;
  throw new Error(
    `The CLIP text file does not fit: it should make ${OUTPUT} of ${dimensions} numbers from ${IDS} of up to ${MOST_TOKENS} tokens.`,
  );
}

/** Tokens the file wants: 77, or -1 where it takes any number. Anything else fits nothing. */
function lengthOf(dims: readonly number[] | undefined): number {
  return dims?.[1] === -1 ? -1 : MOST_TOKENS;
}

/**
 * The embedding of a text, of length 1. One text at a time: the results of quantised files depend on the batch.
 * A file of a fixed length gets end tokens behind the end, which CLIP does not look at.
 */
export async function embedText(
  text: string,
  tokenizer: ClipTokenizer,
  model: Model,
  dimensions: number,
): Promise<Float32Array> {
  const ids = tokenizer.encode(text);
  const wanted = lengthOf(model.inputs[IDS]);
  const length = wanted === -1 ? ids.length : wanted;
  const row = (value: (place: number) => number): Tensor => ({
    data: BigInt64Array.from({ length }, (_, place) => BigInt(value(place))),
    dims: [1, length],
  });
  const values = floatsOf(
    await model.run({
      [IDS]: row((place) => ids[place] ?? END),
      ...(model.inputs[MASK] && { [MASK]: row((place) => Number(place < ids.length)) }),
    }),
    OUTPUT,
  );
  if (values.length !== dimensions || !values.every(Number.isFinite))
    throw new Error('The CLIP text file gave no usable numbers for these words.');
  return l2Normalise(values);
}
