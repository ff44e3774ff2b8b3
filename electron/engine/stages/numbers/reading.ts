// Reads the number on one line of text, whichever way it is turned.

import { textReaderPixels } from '../../../../models/inputs.ts';
import type { Model } from '../../running/inference.ts';
import { mapPoint } from '../faces/align.ts';
import type { Pyramid } from '../faces/face-crops.ts';
import { readDigits, type Reading } from './digits.ts';
import { cutPlanes } from './planes.ts';
import type { TextBox } from './text-boxes.ts';

export type Reader = {
  readonly detector: Model;
  readonly reader: Model;
  /** What the reader tells apart, in its order. */
  readonly characters: readonly string[];
};

/** Height of a line as the reader sees it, and the step of its width. */
const LINE_PX = 48;
const LINE_STEP_PX = 8;
/** One digit is looked at once more with so much beside it, in heights of the line: it may be half of a number. */
const BESIDE = 1;

/** The number on a line of the photo, in its pixels; of one digit it is made sure that no other stands beside it. */
export async function readWhole(
  pyramid: Pyramid,
  line: TextBox,
  reader: Reader,
): Promise<Reading | null> {
  const read = await readLine(pyramid, line, reader);
  if (read?.text.length !== 1) return read;
  const wide = { ...line, width: line.width + BESIDE * line.height };
  const wider = await readLine(pyramid, wide, reader);
  return wider && wider.text.length > 1 && wider.text.includes(read.text) ? wider : read;
}

async function readLine(pyramid: Pyramid, line: TextBox, { reader, characters }: Reader) {
  const scale = line.height / LINE_PX;
  const steps = Math.max(2, Math.round(line.width / scale / LINE_STEP_PX));
  const size = { widthPx: steps * LINE_STEP_PX, heightPx: LINE_PX };
  const turn = { a: scale * Math.cos(line.angle), b: scale * Math.sin(line.angle) };
  const middle = { x: size.widthPx / 2, y: size.heightPx / 2 };
  const corner = mapPoint({ ...turn, x0: line.x, y0: line.y }, { x: -middle.x, y: -middle.y });
  const x = cutPlanes(pyramid, { ...turn, x0: corner.x, y0: corner.y }, size, textReaderPixels);
  const probabilities = (await reader.run({ x }))['softmax_11.tmp_0'];
  if (!probabilities) throw new Error('The model for reading numbers does not fit its role.');
  return readDigits(probabilities, characters);
}
