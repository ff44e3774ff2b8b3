// The words of the keys: what each does, and the sheet that shows and changes them.

import type { KeySetName } from '../keys/key-sets.ts';
import type { ActionId, KeyGroup } from '../keys/key-table.ts';

export const actionNames: Record<ActionId, string> = {
  left: 'Previous photo',
  right: 'Next photo',
  up: 'Photo above',
  down: 'Photo below',
  first: 'First photo',
  last: 'Last photo',
  pageUp: 'One screen up',
  pageDown: 'One screen down',
  pick: 'Pick',
  reject: 'Reject',
  clear: 'Neither pick nor reject',
  togglePick: 'Pick, or take the pick back',
  pickBest: 'Pick this one, reject the rest of its burst',
  selectAll: 'Select all photos that are shown',
  stars0: 'No stars',
  stars1: '1 star',
  stars2: '2 stars',
  stars3: '3 stars',
  stars4: '4 stars',
  stars5: '5 stars',
  label0: 'No label',
  label1: 'Red label',
  label2: 'Yellow label',
  label3: 'Green label',
  label4: 'Blue label',
  label5: 'Purple label',
  undo: 'Undo',
  redo: 'Do it again',
  lookBack: 'Back to the weights, filters or search before',
  lookForward: 'Forward to those again',
  grid: 'Grid',
  loupe: 'Loupe',
  zoom: 'Zoom to 1:1',
  compare: 'Compare with the next photo',
  survey: 'Survey the burst or the selected photos',
  faces: 'Faces, close up',
  swap: 'Compare: swap the two photos',
  promote: 'Compare: make the candidate the select',
  otherSide: 'Compare: keys act on the other photo',
  takeOut: 'Survey: take the photo out, nothing decided',
  back: 'Back',
  people: 'Show or hide People',
  ranking: 'Show or hide Ranking',
  stack: 'Stack bursts',
  sort: 'Sort by capture time, or by score again',
  info: 'Show or hide how the photo was taken',
  marks: 'Show or hide what was seen: players, ball, numbers',
  settle: 'Take the new order now',
  search: 'Find photos',
  album: 'Make an album',
  models: 'Models: what is there, what each adds',
  open: 'Open a folder',
  help: 'Show the keys',
};

export const groupNames: Record<KeyGroup, string> = {
  move: 'Move',
  decide: 'Decide',
  look: 'Look',
  do: 'Do',
};

const sets: Record<KeySetName, { readonly name: string; readonly about: string }> = {
  lightroom: { name: 'Lightroom', about: 'Digits give stars, 6 to 9 give labels.' },
  photoMechanic: {
    name: 'Photo Mechanic',
    about:
      'T tags, digits give labels, Ctrl or ⌘ with a digit gives stars. Some browsers keep Ctrl with digits for their tabs; Podium’s own window does not.',
  },
};

export const helpStrings = {
  title: 'Keys',
  advance:
    'With Shift or Caps Lock, deciding also goes on to the next photo. Shift with an arrow selects several in the grid, and moves a zoomed photo.',
  set: 'Set of keys',
  sets,
  how: 'Click a key to change it.',
  change: 'Change the key',
  noKey: 'no key',
  press: 'Press a key',
  pressSaid: (action: string) => `Press the new key for “${action}”, or Escape to leave it.`,
  taken: (key: string, actions: readonly string[]) => `${key} is “${actions.join('” and “')}” now.`,
  take: 'Use it here instead',
  leave: 'Leave it there',
  reserved: (key: string) => `${key} moves between buttons and cannot be changed.`,
  reset: 'Back to the set’s keys',
  changed: (action: string, key: string) => `${action} is ${key} now`,
  switched: (set: string) => `The keys of ${set}`,
  wasReset: 'Back to the set’s keys',
} as const;
