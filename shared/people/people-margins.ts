// How far from an embedder's threshold a face is surely, maybe or not a person.

/** Distances from the threshold in cosines: they hold for one embedder, on whose scale they were found. */
export type PersonMargins = {
  /** Above it: a face so like the reference that others are compared with it too. */
  readonly seed: number;
  /** Above it: two faces so alike are of one moment, and vouch for a third as one. */
  readonly twin: number;
  /** By how much more a face must be like such seeds than like the reference itself. */
  readonly second: number;
  /** With two references, by how much more a face must be like one of them where it is not like the other. */
  readonly several: number;
  /** Above the line, up to which a face is only maybe the person. */
  readonly sure: number;
  /** Of two means, so much more a face must be like the person than like the next one to be surely them. */
  readonly next: number;
  /** Above the line, from which on nobody asks for the next person. */
  readonly clear: number;
  /** Below it, from which on a face is maybe the person. */
  readonly maybe: number;
};
