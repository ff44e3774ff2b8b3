// The words of cameras whose clocks were wrong.

import { photosText } from './numbers.ts';

export const clockStrings = {
  open: 'Cameras’ clocks…',
  title: 'Cameras’ clocks',
  lead: 'Where a camera’s clock was wrong, move it here. Order, bursts, filters, captions and file names of copies go by the time that is right then.',
  stays: 'Photos, their copies and sidecars keep the time that the camera wrote into them.',
  noCameras: 'No photo here says which camera took it.',
  photos: photosText,
  by: (camera: string): string => `Move ${camera} by`,
  how: 'Hours, minutes and seconds, such as +1:00:00, or seconds, such as -2.5. 0 takes it as it was.',
  differs: 'differs between its folders',
  wrong: 'That is no time: write +1:00:00 or -2.5.',
  move: 'Move',
  moved: (camera: string, by: string): string =>
    by === '0' ? `${camera} is as its clock was` : `${camera} is moved by ${by}`,
  same: 'Two photos of the same moment',
  sameHow: 'Select two photos that two cameras took at the same moment, then open this window.',
  sameCamera: 'Both selected photos are of one camera, or one of them has no time.',
  right: 'Whose clock is right?',
  rightIs: (camera: string, time: string, file: string): string => `${camera}: ${time}, ${file}`,
  makeSame: (camera: string, by: string): string => `Move ${camera} by ${by}`,
  close: 'Close',
} as const;
