// Files and folders that a command writes: checked before the work, written whole or not at all.

import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { refuseForeign, refuseForeignIn } from '../../disk/own-files.ts';
import { writeWhole } from '../../disk/write-file.ts';
import { makeOwnFolder, reasonOf } from '../../engine/engine.ts';

/** Throws EngineError `bad-input` where a file of that name could not be written now, or is not Podium's to replace. */
export function checkFileTarget(file: string): void {
  const path = resolve(file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) refuse(`${path} is a folder: give the name of a file in it.`);
  refuseForeign(path);
  if (found) checkWritable(path, path);
  if (found?.isFile() === false) return;
  const folder = statSync(dirname(path), { throwIfNoEntry: false });
  if (!folder) refuse(`${path} cannot be written: there is no folder ${dirname(path)}.`);
  if (!folder.isDirectory()) refuse(`${path} cannot be written: ${dirname(path)} is a file.`);
  checkWritable(dirname(path), path);
}

/**
 * Throws EngineError `bad-input` where such a folder could not be made or written into now, or where one of the files
 * to be written into it is there already and not Podium's to replace.
 */
export function checkFolderTarget(folder: string, files: readonly string[] = []): void {
  const path = resolve(folder);
  let existing = path;
  while (!statSync(existing, { throwIfNoEntry: false }) && existing !== dirname(existing))
    existing = dirname(existing);
  if (!statSync(existing).isDirectory())
    refuse(`The folder ${path} cannot be made: ${existing} is a file.`);
  checkWritable(existing, path);
  refuseForeignIn(path, files);
}

/** Makes a folder for pictures and tables, which a later scan leaves out. Throws EngineError with the reason. */
export function makeReportFolder(folder: string): void {
  try {
    makeOwnFolder(folder);
  } catch (error) {
    const message = `The folder ${folder} could not be made: ${reasonOf(error)}.`;
    throw new EngineError('internal', message, { cause: error });
  }
}

function checkWritable(path: string, target: string): void {
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    refuse(`${target} cannot be written: ${reasonOf(error)}.`);
  }
}

function refuse(message: string): never {
  throw new EngineError('bad-input', message);
}

/**
 * Writes a text file so that whoever reads it never finds half of it, in the place of an earlier one of Podium's.
 * Throws EngineError with the reason.
 */
export function writeText(file: string, text: string): void {
  const path = resolve(file);
  refuseForeign(path);
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    // A pipe or a terminal is written as it is: nothing can take its place.
    if (/^\/(dev|proc)\//.test(path) || found?.isFile() === false) writeFileSync(path, text);
    else writeWhole(path, text);
  } catch (error) {
    const message = `${path} could not be written: ${reasonOf(error)}.`;
    throw new EngineError('internal', message, { cause: error });
  }
}

/** A CSV file begins with UTF-8's byte order mark: without it Excel takes "Zoë" for "ZoÃ«". */
export function writeCsv(file: string, text: string): void {
  writeText(file, `\ufeff${text}`);
}
