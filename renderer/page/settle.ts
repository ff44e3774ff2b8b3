// When a new order may replace the one on the screen: never under the pointer, never while the user is busy.

/** The user counts as busy for so long after a key, a wheel or a move of the pointer, milliseconds. */
const busyMs = 1000;

let busyUntilMs = 0;
let pointerOnPhotos = false;

/** A key, a wheel turn or a move of the pointer. */
export function touched(): void {
  busyUntilMs = performance.now() + busyMs;
}

export function pointerEntersPhotos(): void {
  pointerOnPhotos = true;
}

export function pointerLeavesPhotos(): void {
  pointerOnPhotos = false;
}

export function maySettle(): boolean {
  return !pointerOnPhotos && performance.now() >= busyUntilMs;
}
