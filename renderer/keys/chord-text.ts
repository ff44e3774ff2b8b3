// A chord as it is printed on keys.

import { isMac } from '../page/engine.ts';

const shown: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Mod: isMac ? '⌘' : 'Ctrl',
};

/** `Mod+Shift+z` as "Ctrl Shift Z". The key itself may be a plus. */
export function chordText(chord: string): string {
  const parts = chord.split(/\+(?=.)/).map((part) => shown[part] ?? part);
  return parts.map((part) => (part.length === 1 ? part.toUpperCase() : part)).join(' ');
}
