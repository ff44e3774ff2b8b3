// The words of the models: what each role is for, what a model costs, what happens to it.

import type { ModelRole } from '../../shared/models.ts';
import { count, plural, megabytes } from './numbers.ts';

type RoleText = {
  readonly name: string;
  /** What happens while no model fills it. */
  readonly without: string;
};

const roles: Record<ModelRole, RoleText> = {
  'face-detector': { name: 'Finding faces', without: 'No faces are found.' },
  landmarks: { name: 'Eyes, nose and mouth', without: 'Faces are found but not measured.' },
  'face-embedder': { name: 'Telling people apart', without: 'Nobody is recognised.' },
  expression: { name: 'Smiles', without: 'Smiles are not told.' },
  'head-pose': {
    name: 'Where heads turn',
    without: 'Without one, Podium tells it from eyes, nose and mouth.',
  },
  'eyes-open': {
    name: 'Open eyes',
    without: 'Without one, Podium tells it from the eyelids, where they are large enough.',
  },
  'second-face-detector': {
    name: 'Finding faces a second time',
    without: 'Without one, small faces in wide photos are missed.',
  },
  'face-mesh': { name: 'Where eyelids are', without: 'Closed eyes are not told.' },
  iris: { name: 'Eyelids and irises, closely', without: 'Closed eyes are not told.' },
  bodies: { name: 'Players, balls and gear', without: 'Players and balls are not found.' },
  'body-pose': { name: 'What bodies do', without: 'Arms and legs are not found.' },
  'number-detector': { name: 'Finding numbers', without: 'Numbers on shirts are not found.' },
  'number-reader': { name: 'Reading numbers', without: 'Numbers on shirts are not read.' },
  'clip-image': {
    name: 'How photos look (CLIP)',
    without: 'Without one there is no aesthetic signal, no search by words and no sport.',
  },
  'clip-text': {
    name: 'What words mean (CLIP)',
    without: 'The aesthetic signal, search by words and sports need this one too.',
  },
  'clip-tokenizer': {
    name: 'Splitting words (CLIP)',
    without: 'The aesthetic signal, search by words and sports need this one too.',
  },
  'clip-aesthetic': {
    name: 'What people like (CLIP)',
    without: 'Without one, the aesthetic signal is measured by words alone.',
  },
  classifier: {
    name: 'Your own sport classifiers',
    without:
      'Without one, CLIP tells the sport. Teach Podium yours, or import an ONNX file with its class names.',
  },
};

export const modelStrings = {
  title: 'Models',
  open: 'Models',
  lead: 'Podium works with what is built in. Every other model adds something. Nothing is downloaded before you press its button, and your photos never leave this computer.',
  loading: 'Looking at the model folder…',
  failed: 'The models cannot be shown',
  retry: 'Try again',
  roles,
  inUse: 'In use',
  installed: 'Installed',
  builtIn: 'Built in',
  recommended: 'Recommended',
  own: 'Your own',
  megabytes,
  licence: (licence: string) => `Licence: ${licence}`,
  licenceOf: (title: string, licence: string) => `Licence: ${licence}, of ${title}`,
  commercial: 'commercial use allowed',
  notCommercial: 'no commercial use',
  from: (hosts: string) => `from ${hosts}`,
  runsOn: (provider: string) => `runs on ${provider}`,
  download: (bytes: number, licence: string) => `Download ${megabytes(bytes)} (${licence})`,
  goOn: (bytes: number, licence: string) => `Download the last ${megabytes(bytes)} (${licence})`,
  downloadOf: (title: string, text: string) => `${title}: ${text}`,
  downloadAll: (models: number, bytes: number, licences: string) =>
    `Download all ${count(models)} recommended: ${megabytes(bytes)} (${licences})`,
  progressOf: (title: string) => `Download of ${title}`,
  progress: (done: number, total: number) => `${megabytes(done)} of ${megabytes(total)}`,
  speed: (bytesPerSecond: number) => `${megabytes(bytesPerSecond)}/s`,
  left: (time: string) => `${time} left`,
  waiting: 'Waiting for the server…',
  kept: (bytes: number) => `${megabytes(bytes)} are here already`,
  stop: 'Stop',
  stopOf: (title: string) => `Stop the download of ${title}`,
  use: 'Use',
  useOf: (title: string) => `Use ${title}`,
  remove: 'Remove',
  removeOf: (title: string) => `Remove ${title}`,
  discard: 'Discard',
  discardOf: (title: string) => `Discard what is here of ${title}`,
  sure: (title: string) => `Remove the files of ${title}?`,
  keep: 'Keep',
  verify: 'Check all files',
  verifying: 'Checking every byte…',
  whole: (models: number) => `${plural(models, 'model', 'models')} checked: every file is whole.`,
  broken: (models: number) => `${plural(models, 'model has', 'models have')} a damaged file.`,
  import: 'Import from disk…',
  importTitle: 'Import from disk',
  importLead:
    'A model file of the list is known by its content, whatever its name. Your own sport classifier (ONNX, 224 x 224) needs its class names as well.',
  path: 'Model file',
  labels: 'Class names, only for a classifier',
  name: 'Name, only for a classifier',
  pathHint: 'Full path on this computer',
  choose: 'Choose…',
  chooseFor: (what: string) => `Choose… (${what})`,
  importDo: 'Import',
  importing: 'Importing…',
  imported: (title: string) => `Imported ${title}.`,
  importedPart: (title: string) => `One file of ${title} is here now; import the others as well.`,
  done: (title: string) => `${title} is installed.`,
  chosen: (title: string) => `${title} is used from now on.`,
  removed: (title: string) => `Removed ${title}.`,
  cancel: 'Cancel',
} as const;
