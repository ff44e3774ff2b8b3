// The one table of keys: what each does, where it works, and which key event means it.

import type { Decision } from '../../shared/shoot/acts/deciding.ts';

export type ActionId =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'first'
  | 'last'
  | 'pageUp'
  | 'pageDown'
  | 'pick'
  | 'reject'
  | 'clear'
  | 'togglePick'
  | 'pickBest'
  | 'confirmMaybe'
  | 'refuseFound'
  | 'selectAll'
  | 'stars0'
  | 'stars1'
  | 'stars2'
  | 'stars3'
  | 'stars4'
  | 'stars5'
  | 'label0'
  | 'label1'
  | 'label2'
  | 'label3'
  | 'label4'
  | 'label5'
  | 'undo'
  | 'redo'
  | 'lookBack'
  | 'lookForward'
  | 'grid'
  | 'loupe'
  | 'zoom'
  | 'compare'
  | 'survey'
  | 'faces'
  | 'swap'
  | 'promote'
  | 'otherSide'
  | 'takeOut'
  | 'back'
  | 'search'
  | 'findPerson'
  | 'album'
  | 'models'
  | 'help'
  | 'settle'
  | 'people'
  | 'ranking'
  | 'openBurst'
  | 'frameBack'
  | 'frameOn'
  | 'stack'
  | 'joinBurst'
  | 'splitBurst'
  | 'takeFromBurst'
  | 'freeBurst'
  | 'sort'
  | 'info'
  | 'marks'
  | 'clipping'
  | 'captions'
  | 'takePersons'
  | 'open'
  | 'ingest'
  | 'rejects'
  | 'clocks'
  | 'taste'
  | 'chooseLeft'
  | 'chooseRight'
  | 'tooClose'
  | 'skipPair'
  | 'prove'
  | 'judge0'
  | 'judge1'
  | 'judge2'
  | 'judge3'
  | 'skipFrame'
  | 'insights'
  | 'blind';

export type KeyGroup = 'move' | 'decide' | 'look' | 'do';

export type KeyView =
  'grid' | 'loupe' | 'compare' | 'survey' | 'faces' | 'taste' | 'prove' | 'insights' | 'blind';

export type KeyBinding = {
  readonly action: ActionId;
  /** Chords such as `p`, `Shift+p`, `Mod+z` (Ctrl, or Cmd on a Mac), `ArrowLeft`, `Space`. */
  readonly chords: readonly string[];
  readonly group: KeyGroup;
  readonly views: readonly KeyView[];
};

const every: readonly KeyView[] = ['grid', 'loupe', 'compare', 'survey', 'faces'];

/** Where Podium asks, keys that decide about one photo mean nothing, or the answer. */
const andAsked: readonly KeyView[] = [...every, 'taste', 'prove', 'insights', 'blind'];

function allBut(view: KeyView): readonly KeyView[] {
  return every.filter((other) => other !== view);
}

function bind(
  action: ActionId,
  chords: readonly string[],
  group: KeyGroup,
  views: readonly KeyView[] = every,
): KeyBinding {
  return { action, chords, group, views };
}

/** What an action decides; taking a pick or giving it back depends on the photo. */
export const decisionOf: Readonly<Partial<Record<ActionId, Decision>>> = {
  pick: { pick: 1 },
  reject: { pick: -1 },
  clear: { pick: 0 },
  stars0: { stars: 0 },
  stars1: { stars: 1 },
  stars2: { stars: 2 },
  stars3: { stars: 3 },
  stars4: { stars: 4 },
  stars5: { stars: 5 },
  label0: { label: 0 },
  label1: { label: 1 },
  label2: { label: 2 },
  label3: { label: 3 },
  label4: { label: 4 },
  label5: { label: 5 },
};

/** Every action with Lightroom's keys, in the order of the help sheet; the other sets are in key-sets.ts. */
export const keyTable: readonly KeyBinding[] = [
  bind('left', ['ArrowLeft'], 'move'),
  bind('right', ['ArrowRight'], 'move'),
  bind('up', ['ArrowUp'], 'move', allBut('compare')),
  bind('down', ['ArrowDown'], 'move', allBut('compare')),
  bind('first', ['Home'], 'move'),
  bind('last', ['End'], 'move'),
  bind('pageUp', ['PageUp'], 'move', ['grid']),
  bind('pageDown', ['PageDown'], 'move', ['grid']),
  bind('pick', ['p'], 'decide'),
  bind('reject', ['x'], 'decide', allBut('survey')),
  bind('clear', ['u'], 'decide'),
  bind('togglePick', ['`'], 'decide'),
  bind('pickBest', ['Shift+k'], 'decide'), // no peer has anything there that one would press for something else
  bind('stars0', ['0'], 'decide'),
  bind('stars1', ['1'], 'decide'),
  bind('stars2', ['2'], 'decide'),
  bind('stars3', ['3'], 'decide'),
  bind('stars4', ['4'], 'decide'),
  bind('stars5', ['5'], 'decide'),
  bind('label0', ['Mod+0'], 'decide'),
  bind('label1', ['6'], 'decide'),
  bind('label2', ['7'], 'decide'),
  bind('label3', ['8'], 'decide'),
  bind('label4', ['9'], 'decide'),
  bind('label5', [], 'decide'), // Lightroom has no key for purple either
  bind('confirmMaybe', ['y'], 'decide'),
  bind('refuseFound', ['w'], 'decide'),
  bind('joinBurst', ['Mod+g'], 'decide', ['grid']), // as Lightroom groups into a stack, and below takes out of one
  bind('takeFromBurst', ['Mod+Shift+g'], 'decide', ['grid', 'loupe']),
  bind('splitBurst', ['Shift+g'], 'decide', ['grid', 'loupe']),
  bind('freeBurst', [], 'decide', ['grid', 'loupe']), // seldom wanted: the menu has it
  bind('selectAll', ['Mod+a'], 'decide', ['grid']),
  bind('undo', ['Mod+z'], 'decide', andAsked),
  bind('redo', ['Mod+Shift+z', 'Mod+y'], 'decide', [...every, 'taste']),
  bind('lookBack', ['Alt+ArrowLeft'], 'look'),
  bind('lookForward', ['Alt+ArrowRight'], 'look'),
  bind('grid', ['g'], 'look', andAsked),
  bind('loupe', ['e', 'Enter'], 'look'),
  bind('zoom', ['z', 'Space'], 'look'),
  bind('compare', ['c'], 'look'),
  bind('promote', ['ArrowUp'], 'look', ['compare']),
  bind('swap', ['ArrowDown'], 'look', ['compare']),
  bind('otherSide', ['o'], 'look', ['compare']),
  bind('survey', ['n'], 'look'),
  bind('takeOut', ['x'], 'look', ['survey']),
  bind('faces', ['f'], 'look'),
  bind('back', ['Escape'], 'look', andAsked),
  bind('people', ['['], 'look', ['grid']),
  bind('ranking', [']'], 'look'),
  bind('openBurst', ['s'], 'look', ['grid', 'loupe']),
  bind('frameBack', [','], 'look', ['grid', 'loupe', 'faces']),
  bind('frameOn', ['.'], 'look', ['grid', 'loupe', 'faces']),
  bind('stack', ['Shift+s'], 'look', ['grid']),
  bind('sort', ['d'], 'look', ['grid']),
  bind('info', ['i'], 'look', ['grid', 'loupe']),
  bind('marks', ['o'], 'look', ['loupe']),
  bind('clipping', ['j'], 'look', ['loupe', 'compare']),
  bind('captions', ['t'], 'do', ['grid', 'loupe']),
  bind('takePersons', ['v'], 'decide', ['grid', 'loupe']),
  bind('settle', ['r'], 'look', ['grid']),
  bind('search', ['/'], 'do'),
  bind('findPerson', ['Shift+f'], 'do'), // F is faces
  bind('album', ['a'], 'do'),
  bind('models', ['m'], 'do'),
  bind('open', ['Mod+o'], 'do'),
  bind('ingest', [], 'do'), // no peer has a key for it, and it is wanted once a match
  bind('rejects', ['Mod+Backspace', 'Mod+Delete'], 'do', ['grid']), // as Lightroom deletes what is rejected
  bind('clocks', [], 'do', ['grid', 'loupe']), // wanted once a match
  bind('taste', ['q'], 'do', andAsked), // a question; no peer has anything there that would do harm
  bind('chooseLeft', ['ArrowLeft'], 'decide', ['taste', 'blind']),
  bind('chooseRight', ['ArrowRight'], 'decide', ['taste', 'blind']),
  bind('tooClose', ['ArrowDown'], 'decide', ['taste', 'blind']),
  bind('skipPair', ['s'], 'decide', ['taste', 'blind']),
  bind('prove', [], 'do', andAsked), // wanted once a match
  bind('judge0', ['0'], 'decide', ['prove']),
  bind('judge1', ['1'], 'decide', ['prove']),
  bind('judge2', ['2'], 'decide', ['prove']),
  bind('judge3', ['3'], 'decide', ['prove']),
  bind('skipFrame', ['s'], 'decide', ['prove']),
  bind('blind', [], 'do', andAsked), // wanted when one has made weights of one's own
  bind('insights', ['h'], 'do', andAsked), // histograms
  bind('help', ['?'], 'do', andAsked),
];

/** What is read of a key event; a KeyboardEvent has all of it. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState?(name: 'AltGraph'): boolean;
};

/** Characters that Podium's keys use: `/` is `/` also where it is Shift and 7, as on German keyboards. */
const characters: ReadonlySet<string> = new Set(
  keyTable.flatMap(({ chords }) => chords).filter((chord) => /^[^\p{L}\d]$/u.test(chord)),
);

/**
 * The digit that a key stands for by its place, so that Shift and other layouts still mean the digit. The keypad without
 * NumLock moves; AltGr makes another character of the key.
 */
function digitOf({ key, code }: KeyPress, altGraph: boolean): string | undefined {
  if (/^\d$/.test(key)) return key;
  return altGraph || characters.has(key) ? undefined : /^Digit(\d)$/.exec(code)?.[1];
}

/** The name of a key press in the table. AltGr counts as part of the character, although Windows sets Ctrl and Alt. */
export function chordOf(press: KeyPress): string {
  const altGraph = press.getModifierState?.('AltGraph') ?? false;
  const digit = digitOf(press, altGraph);
  const letter = /^\p{L}$/u.test(press.key) ? press.key.toLowerCase() : press.key;
  const key = digit ?? (press.key === ' ' ? 'Space' : letter);
  const shifted = press.shiftKey && (digit !== undefined || /^(?:\p{L}|\w{2,})$/u.test(key));
  const mod = !altGraph && (press.ctrlKey || press.metaKey) ? 'Mod+' : '';
  return `${mod}${!altGraph && press.altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${key}`;
}

export type KeyMeaning = {
  readonly action: ActionId;
  /**
   * Shift was held where it has no meaning of its own: deciding goes on to the next photo, moving takes along what it
   * passes.
   */
  readonly shifted: boolean;
};

/** What a key press means in a view, by a table of keys; null when nothing. */
export function meaningOf(
  press: KeyPress,
  view: KeyView,
  table: readonly KeyBinding[] = keyTable,
): KeyMeaning | null {
  const chord = chordOf(press);
  const bindingOf = (wanted: string) =>
    table.find(({ chords, views }) => chords.includes(wanted) && views.includes(view));
  const exact = bindingOf(chord);
  if (exact) return { action: exact.action, shifted: false };
  const plain = bindingOf(chord.replace('Shift+', ''));
  const takesShift = plain?.group === 'decide' || plain?.group === 'move';
  return takesShift && press.shiftKey ? { action: plain.action, shifted: true } : null;
}
