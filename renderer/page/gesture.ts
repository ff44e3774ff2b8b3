// What belongs to one act of the hand: a drag is one step back, and so are quick presses of one key after the other.

/** Presses of keys closer together than this are one act, milliseconds: as when a slider is moved with the arrows. */
const restMs = 1000;

let number = 0;
let byKeys = false;
let lastKeyMs = -Infinity;

/** The number of the act that goes on now. */
export function gesture(): number {
  return number;
}

/** Whether what happens now was done by a pointer. */
export function byPointer(): boolean {
  return !byKeys;
}

export function listenToGestures(): void {
  window.addEventListener('pointerdown', pointerDown, { capture: true });
  window.addEventListener('keydown', (event) => keyDown(event.timeStamp), { capture: true });
}

function pointerDown(): void {
  number += 1;
  byKeys = false;
}

function keyDown(nowMs: number): void {
  if (!byKeys || nowMs - lastKeyMs > restMs) number += 1;
  byKeys = true;
  lastKeyMs = nowMs;
}
