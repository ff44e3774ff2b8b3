// Numbers as the bytes of a row and back: float32, little endian as is every machine Podium runs on.

/** A view: the bytes change with the numbers. */
export function floatBytes(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** A copy: the bytes of a row need not lie where floats may. */
export function floatsFrom(bytes: Uint8Array): Float32Array {
  const copy = new Float32Array(bytes.length / 4);
  new Uint8Array(copy.buffer).set(bytes);
  return copy;
}
