// Quantities as people read them.

/** Bytes as megabytes of a million, such as `1.2 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
