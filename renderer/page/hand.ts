// What the hand is doing: which act goes on, by pointer or by keys, and whether it is busy with the photos.

/** Presses of keys closer together than this are one act, milliseconds: as when a slider is moved with the arrows. */
const restMs = 1000;

/** The hand counts as busy for so long after a key, a wheel or a move of the pointer, milliseconds. */
const busyMs = 1000;

export type Hand = {
  /** The number of the act that goes on now: a drag is one, and so are quick presses of one key after the other. */
  act(): number;
  /** Whether what happens now was done by a pointer. */
  byPointer(): boolean;
  /** Whether a new order may replace the one on the screen: never under the pointer, never while the hand is busy. */
  rests(): boolean;
  /** The pointer comes onto the photos, or leaves them. */
  over(photos: boolean): void;
  /** Follows the hand from now on. */
  listen(): void;
};

export function makeHand(): Hand {
  let number = 0;
  let byKeys = false;
  let lastKeyMs = -Infinity;
  let busyUntilMs = 0;
  let onPhotos = false;
  const touched = () => {
    busyUntilMs = performance.now() + busyMs;
  };
  const pointerDown = () => {
    number += 1;
    byKeys = false;
  };
  const keyDown = ({ timeStamp: nowMs }: KeyboardEvent) => {
    if (!byKeys || nowMs - lastKeyMs > restMs) number += 1;
    byKeys = true;
    lastKeyMs = nowMs;
    touched();
  };
  return {
    act: () => number,
    byPointer: () => !byKeys,
    rests: () => !onPhotos && performance.now() >= busyUntilMs,
    over: (photos) => void (onPhotos = photos),
    listen() {
      window.addEventListener('pointerdown', pointerDown, { capture: true });
      window.addEventListener('keydown', keyDown, { capture: true });
      for (const kind of ['wheel', 'pointermove'] as const)
        window.addEventListener(kind, touched, { passive: true });
    },
  };
}
