// Which photo is at the top of the grid, and which is to be there when the folders are opened again.

let top: number | null = null;
let wanted: number | null = null;

/** Id of the photo at the top; null when the grid is at its start, or not there. */
export function topPhoto(): number | null {
  return top;
}

export function noteTopPhoto(id: number | null): void {
  top = id;
}

/** The grid shall open with this photo at its top. */
export function wantTopPhoto(id: number | null): void {
  wanted = id;
  top = id;
}

/** Once: the photo that the grid is to open with; null when there is none. */
export function takeWantedPhoto(): number | null {
  const id = wanted;
  wanted = null;
  return id;
}
